package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.Views;
import io.github.djltracker.domain.value.View;
import io.github.djltracker.testing.MadeRun;
import io.github.djltracker.testing.browser.Axe;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/**
 * The state of an experiment's page is saved as a named view, opened again, and made the view that everybody sees
 * first.
 */
class KeptViewsIT extends DashboardTest {
    private static final String TABLE = "Runs of vision";

    @BeforeEach
    void record() {
        MadeRun.of("vision", "resnet", 1).learningRate(0.1).into(store.logs());
        MadeRun.of("vision", "resnet", 2).learningRate(0.01).into(store.logs());
        MadeRun.of("vision", "lenet", 3).learningRate(0.001).into(store.logs());
    }

    private Views views() {
        return store.experiment("vision").views();
    }

    private String page() {
        return "/experiments/" + store.experiment("vision").id();
    }

    private void awaitRuns(int count) {
        browser.await(count + " runs", () -> rows(TABLE).size() == count);
    }

    private void openMenu() {
        browser.find(".views summary").sendKeys(Keys.ENTER);
        browser.find(".views[open] .chooser-list button");
    }

    /** Chooses an item with the keyboard. */
    private void choose(String item) {
        openMenu();
        browser.button(".views", item).sendKeys(Keys.ENTER);
    }

    private List<String> links() {
        return browser.texts(".views a");
    }

    private View kept(String name) {
        return views().list().stream()
                .filter(view -> view.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void what_is_seen_is_kept_under_a_name_and_picked_again_by_keys_alone() {
        browser.open(page() + "/runs");
        awaitRuns(3);
        browser.type("input.where", "model = resnet");
        awaitRuns(2);
        choose("Save this view as\u2026");
        browser.find("dialog input[name=name]").sendKeys("<b>resnets</b> / 5 %", Keys.ENTER);

        browser.awaitText(".views summary", "View: <b>resnets</b> / 5 %");
        browser.await("it is kept", () -> views().list().size() == 1);
        assertThat(views().list().get(0).query()).isEqualTo("where=model+%3D+resnet");
        assertThat(browser.count(".views b")).isZero();

        browser.open(page() + "/runs");
        awaitRuns(3);
        openMenu();
        browser.find(".views a").sendKeys(Keys.ENTER);
        awaitRuns(2);
        assertThat(browser.find("input.where").getDomProperty("value")).isEqualTo("model = resnet");
        browser.awaitText(".views summary", "resnets");
        browser.open(browser.address());
        awaitRuns(2);
    }

    @Test
    void a_view_is_updated_once_something_else_is_shown() {
        views().keep("resnets", View.Page.RUNS, "where=model+%3D+resnet", true);
        browser.open(page() + "/runs?where=model+%3D+resnet&view=resnets");
        awaitRuns(2);
        openMenu();
        assertThat(browser.button(".views", "Update").isEnabled()).isFalse();
        browser.find(".views summary").sendKeys(Keys.ESCAPE);

        browser.type("input.where", "model = lenet");
        awaitRuns(1);
        browser.awaitText(".views summary", "changed");
        choose("Update");

        browser.await("updated", () -> kept("resnets").query().equals("where=model+%3D+lenet"));
        assertThat(kept("resnets").isDefault()).isTrue();
        browser.await("unchanged", () -> !browser.text(".views summary").contains("changed"));
    }

    @Test
    void the_default_is_what_an_address_that_says_nothing_shows() {
        views().keep("resnets", View.Page.RUNS, "where=model+%3D+resnet", false);
        browser.open(page() + "/runs?where=model+%3D+resnet&view=resnets");
        awaitRuns(2);
        choose("Make default for all");
        browser.await("the default", () -> kept("resnets").isDefault());

        browser.open(page());
        browser.click(".head a[href$='/runs']");
        awaitRuns(2);
        assertThat(browser.address()).contains("where=model+%3D+resnet").contains("view=resnets");
        browser.driver().navigate().back();
        browser.awaitText("h1", "vision");

        browser.open(page() + "/runs?sort=started");
        awaitRuns(3);
        assertThat(browser.text(".views summary")).isEqualTo("Views");
        openMenu();
        browser.find(".views a[href$='view=']").sendKeys(Keys.ENTER);
        browser.await("nothing", () -> browser.address().endsWith("/runs?view="));
        awaitRuns(3);
        browser.open(browser.address());
        awaitRuns(3);

        browser.open(page() + "/runs");
        awaitRuns(2);
        choose("Remove as default");
        browser.await("no default", () -> !kept("resnets").isDefault());
    }

    @Test
    void a_view_is_removed_and_what_is_seen_stays() {
        views().keep("resnets", View.Page.RUNS, "where=model+%3D+resnet", true);
        browser.open(page() + "/runs");
        awaitRuns(2);

        choose("Remove");
        browser.find("dialog button[type=submit]").sendKeys(Keys.ENTER);

        browser.await("removed", () -> views().list().isEmpty());
        browser.await("no view", () -> browser.text(".views summary").equals("Views"));
        awaitRuns(2);
    }

    @Test
    void the_page_of_an_experiment_keeps_its_own_and_leads_to_those_of_its_runs() {
        views().keep("resnets", View.Page.RUNS, "where=model+%3D+resnet", false);
        browser.open(page());
        browser.type("input[aria-label='Filter models']", "lenet");
        browser.await("one model", () -> rows("Models of vision").size() == 1);
        choose("Save this view as\u2026");
        browser.find("dialog input[name=name]").sendKeys("resnets", Keys.ENTER);
        browser.awaitText("dialog .error", "already");
        browser.type("dialog input[name=name]", "lenets");
        browser.click("dialog button[type=submit]");
        browser.await("it is kept", () -> views().list().size() == 2);
        assertThat(kept("lenets").page()).isEqualTo(View.Page.MODELS);
        browser.awaitText(".views summary", "lenets");

        openMenu();
        assertThat(links()).contains("lenets", "resnets");
        browser.click(".views a[href*='view=resnets']");
        awaitRuns(2);
    }

    @Test
    void what_somebody_else_keeps_is_there_when_the_menu_opens() {
        browser.open(page() + "/runs");
        awaitRuns(3);
        views().keep("resnets", View.Page.RUNS, "where=model+%3D+resnet", false);

        openMenu();

        browser.awaitText(".views a", "resnets");
    }

    @Test
    void the_menu_can_be_used_by_anybody_and_fits_a_narrow_screen() {
        views().keep("x".repeat(200), View.Page.RUNS, "where=model+%3D+resnet", true);
        views().keep("all", View.Page.MODELS, "", true);
        for (int width : new int[] {1280, 400}) {
            for (boolean isDark : new boolean[] {false, true}) {
                browser.size(width, 900);
                browser.dark(isDark);
                for (String address : List.of(page(), page() + "/runs")) {
                    browser.open(address);
                    openMenu();
                    assertThat(Axe.problems(browser))
                            .as(address + " at " + width)
                            .isEmpty();
                    assertThat(browser.script("return document.scrollingElement.scrollWidth"))
                            .isEqualTo(browser.script("return document.documentElement.clientWidth"));
                    assertThat((Boolean) browser.script("""
                                    const box = document.querySelector('.views .chooser-list').getBoundingClientRect();
                                    return box.left >= 0 && box.right <= document.documentElement.clientWidth"""))
                            .as(address + " at " + width)
                            .isTrue();
                }
            }
        }
    }
}
