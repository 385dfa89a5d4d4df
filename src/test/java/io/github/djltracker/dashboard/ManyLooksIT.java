package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.testing.DistributedRun;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.MadeRun;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Distributions of more histograms, parameters and runs than a small training has, and of none. */
class ManyLooksIT extends DashboardTest {
    private static final String OPEN = "?distributions=open";
    private static final String DRAWN = ".distribution .sweep[data-drawn]";
    private static final String NOTE = ".distributions .chart-foot";

    private DistributedRun run(int seed, String... parameters) {
        return new DistributedRun(seed, parameters).start(store.logs(), "much");
    }

    private String model() {
        return "/models/" + model("much", "net").id();
    }

    private String drawn() {
        return Objects.requireNonNull(browser.find(DRAWN).getDomAttribute("data-drawn"));
    }

    private void watchTasks() {
        browser.script("window.longTasks = [];"
                + "new PerformanceObserver(list => list.getEntries().forEach(one => longTasks.push(one.duration)))"
                + ".observe({ type: 'longtask' })");
    }

    private void printTasks(String what) {
        System.out.printf(
                "%s: %s%n",
                what,
                browser.script(
                        "const all = window.longTasks.splice(0);"
                                + "return `${all.length} tasks over 50 ms, the longest of ${Math.round(Math.max(0, ...all))} ms`;"));
    }

    @Test
    void neighbours_are_taken_together_and_no_more_than_the_first_2000_looks_are_read() {
        for (int i = 0; i < 3; i++) {
            run(i, "a").look(store.logs(), i == 0 ? 2_300 : 1_900).end(store.logs());
        }
        browser.open(model());
        browser.find(".chart canvas");
        watchTasks();

        browser.click(".distributions summary");

        browser.awaitText(NOTE, "5,800 histograms, steps 10 to 20,000.");
        printTasks("three runs of some 2,000 looks each are read and drawn");
        assertThat(browser.text(NOTE))
                .contains("Up to 9 neighbouring histograms are merged into the mean of their shares.")
                .contains("Only the first 2,000 histograms of a run are read.");
        assertThat(browser.all(DRAWN).stream()
                        .map(one -> Objects.requireNonNull(one.getDomAttribute("data-drawn")))
                        .map(text -> text.substring(0, text.indexOf(',')))
                        .toList())
                .containsExactlyInAnyOrder("Heat map: 223 of 2000", "Heat map: 238 of 1900", "Heat map: 238 of 1900");
        browser.find(DRAWN).sendKeys(Keys.HOME);
        browser.awaitText(".values", "steps 10 to");
        assertThat(browser.text(".values")).contains(" histograms");
        browser.press(".distributions", "Ridges");
        browser.await("ridges", () -> drawn().startsWith("Ridges: "));
        printTasks("they are drawn as ridges");
        browser.click(".distributions .as-table summary");
        browser.await("the table", () -> browser.count("table[aria-label='Recorded histograms'] tr[data-key]") == 96);
        printTasks("their table is shown");
        browser.press(".distributions", "CSV");
        browser.await(
                "the file", () -> java.nio.file.Files.exists(browser.downloads().resolve("weight_histogram_a.csv")));
        printTasks("they are saved as CSV");
    }

    @Test
    void one_of_many_parameters_is_found_by_words_of_its_name() {
        String[] names = IntStream.rangeClosed(1, 30)
                .mapToObj(i -> "block" + i + "_weight")
                .toArray(String[]::new);
        DistributedRun run = run(1, names).look(store.logs(), 3).end(store.logs());
        browser.open("/runs/" + run.id() + OPEN);
        browser.find(DRAWN);
        assertThat(options())
                .startsWith("block1_weight", "block2_weight", "block3_weight")
                .hasSize(30);

        browser.type("input[aria-label='Filter parameters']", "block27");

        assertThat(options()).containsExactly("block1_weight", "block27_weight");
        browser.find("input[aria-label='Filter parameters']").sendKeys(Keys.ENTER);
        browser.await("the parameter", () -> browser.address().contains("parameter=block27_weight"));
        assertThat(options()).containsExactly("block27_weight");
        browser.type("input[aria-label='Filter parameters']", "[");
        browser.awaitText(".distributions .error", "All parameters are listed.");
        browser.type("input[aria-label='Filter parameters']", "nowhere");
        browser.awaitText(".distributions .error", "No parameter matches.");
        assertThat(options()).containsExactly("block27_weight");
    }

    private List<String> options() {
        return browser.all("select[aria-label=Parameter] option").stream()
                .map(WebElement::getText)
                .toList();
    }

    @Test
    void a_run_that_goes_on_is_followed_by_what_is_new() {
        DistributedRun run = run(1, "a").look(store.logs(), 230);
        browser.open("/runs/" + run.id() + OPEN);
        browser.await("what is there", () -> drawn().startsWith("Heat map: 230 of 230, "));
        browser.requests();

        run.look(store.logs(), 5);

        browser.await("what came", () -> drawn().startsWith("Heat map: 235 of 235, "));
        assertThat(browser.requests().stream().filter(url -> url.contains("phase=histogram")))
                .isNotEmpty()
                .allMatch(url -> url.contains("&after="));
        run.look(store.logs(), 120);
        browser.await("what came then", () -> drawn().startsWith("Heat map: 178 of 355, "));
        run.end(store.logs());
    }

    @Test
    void the_first_ten_of_many_runs_are_drawn() {
        for (int i = 0; i < 12; i++) {
            run(i, i == 0 ? "other" : "a").look(store.logs(), 2).end(store.logs());
        }
        browser.open(model() + OPEN + "&runs="
                + String.join(
                        ".",
                        store.experiment("much").models().list().get(0).runs().list().stream()
                                .map(run -> run.id().toString().substring(0, 8))
                                .toList()));

        browser.await("ten", () -> browser.count(DRAWN) == 10);

        assertThat(browser.text(NOTE))
                .contains("Only the first 10 of 11 runs are drawn.")
                .contains("1 run has no weights of a.");
    }

    @Test
    void outliers_can_be_left_out_of_the_scale() {
        DistributedRun run = run(1, "a").look(store.logs(), 60).end(store.logs());
        browser.open("/runs/" + run.id() + OPEN);
        String whole = drawn();
        assertThat(browser.text(NOTE)).doesNotContain("outside");

        browser.click(".distributions input[type=checkbox]");

        browser.awaitText(NOTE, "% of the values lie outside the scale.");
        assertThat(drawn()).isNotEqualTo(whole);
        assertThat(browser.address()).contains("tails=out");
    }

    @Test
    void a_model_without_distributions_shows_nothing_of_them() {
        UUID run = MadeRun.of("digits", "cnn", 1).into(store.logs());

        browser.open("/runs/" + run + OPEN);
        browser.find("[data-metric=loss] canvas");

        assertThat(browser.text(".view")).doesNotContain("istribution");
        assertThat(browser.requests()).noneMatch(url -> url.contains("histogram"));
    }

    @Test
    void where_norms_alone_were_recorded_it_says_what_records_distributions() {
        UUID run = MadeRun.of("digits", "cnn", 1).ended(null, null).into(store.logs());
        store.logs()
                .append(
                        run,
                        new RunBatch(
                                2,
                                IterationColumns.NONE,
                                List.of(Entries.series(2, "weight_norm/a", "train", new long[] {600}, 1.5)),
                                List.of()));
        store.logs().append(run, Entries.end(3, RunStatus.FINISHED));

        browser.open("/runs/" + run + OPEN);

        browser.awaitText(".view", "use optParameterDistributions(500) of the listener");
        assertThat(browser.all(".distributions").stream().noneMatch(WebElement::isDisplayed))
                .isTrue();
    }
}
