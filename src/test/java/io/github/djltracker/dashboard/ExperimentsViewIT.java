package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.testing.MadeRun;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

class ExperimentsViewIT extends DashboardTest {
    private static final String TABLE = "Experiments";

    @Test
    void shows_what_is_in_each_experiment() {
        MadeRun.of("digits", "cnn", 1).into(store.logs());
        MadeRun.of("digits", "mlp", 2).ended(RunStatus.FAILED, "it broke").into(store.logs());
        MadeRun.of("digits", "mlp", 3).ended(null, null).into(store.logs());
        store.experiments().create("empty");

        browser.open("/?sort=name");

        assertThat(rows(TABLE)).hasSize(2);
        assertThat(rows(TABLE).get(0)).startsWith("digits", "2", "1 running1 failed3");
        assertThat(rows(TABLE).get(0).get(3)).matches("now|\\d+ s ago");
        assertThat(rows(TABLE).get(1)).startsWith("empty", "0", "0", "");
        assertThat(browser.driver().getTitle()).isEqualTo("djl-tracker");
    }

    @Test
    void shows_an_experiment_that_comes_while_one_looks() {
        browser.open("/");
        browser.awaitText("h2", "No experiments yet");

        MadeRun.of("digits", "cnn", 1).into(store.logs());

        browser.await("the experiment", () -> column(TABLE, 0).equals(List.of("digits")));
    }

    @Test
    void says_what_to_do_where_there_is_nothing() {
        browser.open("/");

        assertThat(browser.text(".empty code"))
                .isEqualTo("TrackingListener.attach(config, ExperimentTracker.open(\"" + server.uri()
                        + "\").experiment(\"my-experiment\").models());");
    }

    @Test
    void searches_by_words_and_keeps_them_in_the_address() {
        List.of("digits small", "digits large", "letters small").forEach(store.experiments()::create);
        browser.open("/?sort=name");

        browser.type("input[type=search]", "SMALL dig");

        assertThat(column(TABLE, 0)).containsExactly("digits small");
        assertThat(browser.address()).contains("q=SMALL+dig");
        browser.driver().navigate().refresh();
        browser.awaitView();
        assertThat(column(TABLE, 0)).containsExactly("digits small");
        browser.type("input[type=search]", "nothing like it");
        browser.awaitText("h2", "No match");
    }

    @Test
    void sorts_by_a_column_and_keeps_it_in_the_address() {
        MadeRun.of("b", "cnn", 1).into(store.logs());
        MadeRun.of("a", "cnn", 2).into(store.logs());
        MadeRun.of("a", "mlp", 3).into(store.logs());
        browser.open("/");

        browser.press("Name");
        assertThat(column(TABLE, 0)).containsExactly("a", "b");
        browser.press("Name");
        assertThat(column(TABLE, 0)).containsExactly("b", "a");
        browser.press("Models");
        assertThat(column(TABLE, 0)).containsExactly("a", "b");

        assertThat(browser.address()).isEqualTo("/?sort=-models");
        assertThat(browser.find("th[aria-sort=descending]").getText()).startsWith("Models");
    }

    @Test
    void creates_an_experiment() {
        browser.open("/");

        browser.press("New experiment");
        browser.type("dialog input", "digits");
        browser.press("dialog", "Create");

        browser.await("the experiment", () -> column(TABLE, 0).equals(List.of("digits")));
        assertThat(store.experiments().read("digits")).isPresent();
        assertThat(browser.count("dialog")).isZero();
    }

    @Test
    void renames_an_experiment() {
        store.experiments().create("digits");
        browser.open("/");

        browser.press("Rename");
        assertThat(browser.find("dialog input").getDomProperty("value")).isEqualTo("digits");
        browser.type("dialog input", "letters" + Keys.ENTER);

        browser.await("the name", () -> column(TABLE, 0).equals(List.of("letters")));
        assertThat(store.experiments().list()).extracting(Experiment::name).containsExactly("letters");
    }

    @Test
    void deletes_an_experiment_once_that_is_confirmed() {
        MadeRun.of("digits", "cnn", 1).into(store.logs());
        browser.open("/");

        browser.press("Delete");
        assertThat(browser.text("dialog")).contains("\"digits\" will be deleted with 1 model and 1 run.");
        browser.press("Cancel");
        assertThat(store.experiments().list()).hasSize(1);
        browser.press("Delete");
        browser.press("dialog", "Delete");

        browser.awaitText("h2", "No experiments yet");
        assertThat(browser.text("#notice")).isEqualTo("\"digits\" was deleted.");
        assertThat(store.experiments().list()).isEmpty();
    }

    @Test
    void what_is_deleted_is_what_there_is_by_now() {
        store.experiments().create("digits");
        browser.open("/");
        assertThat(column(TABLE, 1)).containsExactly("0");

        MadeRun.of("digits", "cnn", 1).into(store.logs());
        browser.await("the model", () -> column(TABLE, 1).equals(List.of("1")));
        browser.press("Delete");

        assertThat(browser.text("dialog")).contains("will be deleted with 1 model and 1 run.");
        browser.press("Cancel");
    }

    @Test
    void names_of_any_kind_are_text() {
        List<String> names = List.of(
                "<img src=x onerror=\"document.title='broken'\">",
                "<script>document.title='broken'</script>",
                "\"><svg onload=alert(1)>",
                "{{7*7}}",
                "a/b?c#d%2e%2e",
                "../../etc",
                "\u202egnp.exe",
                "n".repeat(500));
        for (int i = 0; i < names.size(); i++) {
            MadeRun.of(names.get(i), names.get(i), i).into(store.logs());
        }

        browser.open("/");

        assertThat(column(TABLE, 0)).containsExactlyInAnyOrderElementsOf(names);
        assertThat(browser.count("td img, td script, td svg[onload]")).isZero();
        for (Experiment experiment : store.experiments().list()) {
            browser.open("/experiments/" + experiment.id());
            assertThat(browser.text("h1")).isEqualTo(experiment.name());
            assertThat(column(
                            "Models of "
                                    + experiment.name().replace("\\", "\\\\").replace("'", "\\'"),
                            0))
                    .containsExactly(experiment.name());
        }
        assertThat(browser.driver().getTitle()).doesNotContain("broken");
    }
}
