package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.testing.MadeRun;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** All runs of an experiment, found by a filter and sorted by any value. */
class FoundRunsIT extends DashboardTest {
    private static final String TABLE = "Runs of vision";
    private static final String GROUPS = "Groups of runs of vision";

    @BeforeEach
    void record() {
        MadeRun.of("vision", "resnet", 1).learningRate(0.1).into(store.logs());
        MadeRun.of("vision", "resnet", 2).learningRate(0.01).into(store.logs());
        MadeRun.of("vision", "lenet", 3)
                .learningRate(0.001)
                .ended(RunStatus.FAILED, "out of memory")
                .into(store.logs());
        browser.open("/experiments/" + store.experiment("vision").id());
        browser.click(".head a[href$='/runs']");
        browser.awaitView();
    }

    private List<String> models() {
        return rows(TABLE).stream().map(row -> row.get(2)).toList();
    }

    private void awaitRuns(int count) {
        browser.await(count + " runs", () -> rows(TABLE).size() == count);
    }

    @Test
    void runs_of_all_models_stand_in_one_table_and_are_found_by_a_filter() {
        awaitRuns(3);
        assertThat(models()).containsOnly("resnet", "lenet");

        browser.type("input.where", "optimizer.learningRateTracker.value <= 0.01 and status = finished");
        awaitRuns(1);
        assertThat(browser.address()).contains("where=");
        assertThat(browser.text(".head")).contains("1 run");

        browser.open(browser.address());
        awaitRuns(1);
    }

    @Test
    void a_run_is_found_by_the_name_that_people_say() {
        awaitRuns(3);
        String name = rows(TABLE).get(1).get(1);
        assertThat(name).matches("[a-z]+-[a-z]+-[0-9]+");

        browser.type("input.where", "name = " + name);

        awaitRuns(1);
        assertThat(rows(TABLE).get(0).get(1)).isEqualTo(name);
        browser.click("table a[href*='/runs/']");
        browser.awaitText(".head", name);
    }

    @Test
    void a_mistake_is_told_with_its_place_and_leaves_what_was_found() {
        awaitRuns(3);

        browser.type("input.where", "optimizer.learningRateTracker.valu < 1");

        browser.awaitText(".error", "optimizer.learningRateTracker.value");
        assertThat(browser.text(".error")).contains("character 1");
        assertThat(browser.find("input.where").getDomAttribute("aria-invalid")).isEqualTo("true");
        awaitRuns(3);
    }

    @Test
    void the_server_sorts_by_a_column_and_the_best_value_is_marked() {
        awaitRuns(3);
        browser.find("thead button[data-column='setting.optimizer.learningRateTracker.value']")
                .sendKeys(Keys.ENTER);
        browser.await("an order", () -> browser.address().contains("sort="));
        browser.await("descending", () -> models().equals(List.of("resnet", "resnet", "lenet")));

        browser.find("thead button[data-column='setting.optimizer.learningRateTracker.value']")
                .sendKeys(Keys.ENTER);

        browser.await("ascending", () -> models().equals(List.of("lenet", "resnet", "resnet")));
        assertThat(browser.count("td strong.best")).isPositive();
    }

    @Test
    void runs_are_grouped_by_a_setting_with_the_mean_and_the_range_of_their_metrics() {
        awaitRuns(3);

        browser.click("select[aria-label='Group by'] option[value=hash]");

        browser.await("groups", () -> rows(GROUPS).size() == 2);
        assertThat(rows(GROUPS).get(0)).startsWith("resnet", "2");
        assertThat(rows(GROUPS).get(0).get(2)).matches("[0-9.]+ \\([0-9.]+ to [0-9.]+\\)");
        assertThat(rows(GROUPS).get(1)).startsWith("lenet", "1");
        assertThat(rows(GROUPS).get(1).get(2)).matches("[0-9.]+");
        assertThat(browser.address()).contains("group=hash");

        browser.open(browser.address());
        browser.await("groups", () -> rows(GROUPS).size() == 2);
        browser.find("table[aria-label='" + GROUPS + "'] a").sendKeys(Keys.ENTER);
        awaitRuns(2);
        assertThat(models()).containsOnly("resnet");
    }

    @Test
    void groups_are_of_the_runs_that_a_filter_finds_and_lead_to_them() {
        awaitRuns(3);
        browser.type("input.where", "model = resnet");
        awaitRuns(2);

        browser.click("select[aria-label='Group by'] option[value='setting.optimizer.learningRateTracker.value']");

        browser.await("groups", () -> rows(GROUPS).size() == 2);
        browser.click("table[aria-label='" + GROUPS + "'] a");
        awaitRuns(1);
        assertThat(browser.address()).contains("model+%3D+resnet");
    }

    @Test
    void chosen_runs_are_compared() {
        awaitRuns(3);
        browser.click("thead input[type=checkbox]");

        browser.press("Compare 3");

        browser.awaitView();
        assertThat(browser.address()).contains("/compare?run=");
    }

    @Test
    void it_fits_a_narrow_screen() {
        browser.size(400, 800);
        awaitRuns(3);

        assertThat(browser.script("return document.scrollingElement.scrollWidth"))
                .isEqualTo(browser.script("return document.documentElement.clientWidth"));
    }

    @Test
    void a_filter_is_written_with_the_help_of_suggestions_by_keys_alone() {
        awaitRuns(3);
        WebElement where = browser.find("input.where");

        where.sendKeys("learn");
        browser.awaitText(".suggestions", "optimizer.learningRateTracker.value");
        assertThat(where.getAttribute("aria-expanded")).isEqualTo("true");
        where.sendKeys(Keys.ARROW_DOWN);
        while (!browser.text(".suggestions [aria-selected=true]").equals("optimizer.learningRateTracker.value")) {
            where.sendKeys(Keys.ARROW_DOWN);
        }
        where.sendKeys(Keys.ENTER);
        assertThat(where.getAttribute("value")).isEqualTo("optimizer.learningRateTracker.value ");
        assertThat(browser.all(".suggestions li")).isEmpty();

        where.sendKeys("<= 0.01 and status = f");
        browser.awaitText(".suggestions", "FAILED");
        where.sendKeys(Keys.ESCAPE, Keys.BACK_SPACE, "fa");
        browser.awaitText(".suggestions", "FAILED");
        where.sendKeys(Keys.ARROW_DOWN, Keys.TAB);

        assertThat(where.getAttribute("value"))
                .isEqualTo("optimizer.learningRateTracker.value <= 0.01 and status = FAILED ");
        awaitRuns(1);
        assertThat(models()).containsExactly("lenet");
    }

    @Test
    void the_step_of_a_lowest_value_is_suggested_shown_and_sorted_by() {
        awaitRuns(3);
        WebElement where = browser.find("input.where");
        where.sendKeys("loss@validate");
        browser.awaitText(".suggestions", "loss@validate.min");
        assertThat(browser.text(".suggestions")).doesNotContain(".step");
        where.sendKeys(".mi");
        browser.awaitText(".suggestions", "loss@validate.min.step");

        String step = "loss@validate.min.step";
        String all = browser.address().replaceFirst("\\?.*", "");
        browser.open(all + "?columns=" + step + "&sort=-" + step);
        awaitRuns(3);

        assertThat(browser.text("thead button[data-column='" + step + "']")).contains("loss", "validate step of min");
        List<Integer> steps = rows(TABLE).stream()
                .map(row -> Integer.parseInt(row.get(row.size() - 1).replace(",", "")))
                .toList();
        assertThat(steps).isSortedAccordingTo(Comparator.reverseOrder()).allMatch(one -> one > 0);
    }

    @Test
    void the_first_in_the_order_of_the_table_are_compared_where_none_is_selected() {
        awaitRuns(3);
        browser.type("input.where", "optimizer.learningRateTracker.value <= 0.01");
        awaitRuns(2);

        browser.press("Compare first 2");

        browser.await("two are compared", () -> browser.all(".chips li").size() == 2);
    }
}
