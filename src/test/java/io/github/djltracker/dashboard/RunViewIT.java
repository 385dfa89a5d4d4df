package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.MadeRun;
import io.github.djltracker.wire.log.RunLogJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunViewIT extends DashboardTest {
    @Test
    void shows_how_a_run_went() {
        UUID run = MadeRun.of("vision", "resnet", 1).into(store.logs());

        browser.open("/runs/" + run);

        assertThat(browser.text("h1")).isEqualTo("Run " + run.toString().substring(0, 8));
        assertThat(browser.text(".head .status")).isEqualTo("finished");
        assertThat(fact("Duration")).isEqualTo("50.0 s");
        assertThat(fact("Steps")).isEqualTo("1 to 500");
        assertThat(fact("Pace")).isEqualTo("10 steps/s");
        assertThat(fact("Points lost")).isEqualTo("none");
        assertThat(pair("Settings", "optimizer.learningRateTracker.value")).isEqualTo("0.1");
        assertThat(pair("Environment", "host")).isEqualTo("workstation");
        browser.find("[data-metric=loss] canvas");
        assertThat(browser.text("#path"))
                .isEqualTo("djl-tracker\nvision\nresnet\nrun " + run.toString().substring(0, 8));
    }

    private String fact(String name) {
        return browser.driver()
                .findElement(org.openqa.selenium.By.xpath("//dl/div[dt='" + name + "']/dd"))
                .getText();
    }

    private String pair(String part, String key) {
        return browser.driver()
                .findElement(org.openqa.selenium.By.xpath("//section[h2='" + part + "']//tr[th='" + key + "']/td"))
                .getText();
    }

    @Test
    void says_why_a_run_failed_and_what_it_lost() {
        UUID run = UUID.randomUUID();
        store.logs().append(run, Entries.start(run, "vision", "a".repeat(64)));
        store.logs()
                .append(
                        run,
                        new RunEnd(
                                1,
                                RunStatus.FAILED,
                                Entries.TIME.plusSeconds(5),
                                Map.of("buffer_full", 1_234L),
                                "java.lang.OutOfMemoryError: <b>heap</b>\n\tat Training"));

        browser.open("/runs/" + run);

        assertThat(browser.text(".alert.bad pre")).startsWith("java.lang.OutOfMemoryError: <b>heap</b>\n");
        assertThat(fact("Points lost")).isEqualTo("1,234 buffer full");
        assertThat(browser.text(".view"))
                .contains("1,234 points of this run could not be recorded.")
                .contains("No metrics yet.");
    }

    @Test
    void shows_when_a_setting_changed() {
        UUID run = UUID.randomUUID();
        store.logs().append(run, Entries.start(run, "vision", "a".repeat(64)));
        store.logs()
                .append(
                        run,
                        Entries.modules(
                                1,
                                new long[] {1, 2},
                                new IterationModule(
                                        1,
                                        new io.github.djltracker.domain.value.ModuleRecord(
                                                "data", Map.of("role", "data", "batchSize", 32)))));
        store.logs()
                .append(
                        run,
                        Entries.modules(
                                2,
                                new long[] {1_500},
                                new IterationModule(
                                        1_500,
                                        new io.github.djltracker.domain.value.ModuleRecord(
                                                "data", Map.of("role", "data", "batchSize", 64)))));

        browser.open("/runs/" + run);

        assertThat(pair("Settings", "data.batchSize")).isEqualTo("32");
        assertThat(browser.text(".changes")).isEqualTo("step 1,500 data.batchSize: 32 \u2192 64");
    }

    @Test
    void leads_from_a_resumed_run_to_where_it_came_from_and_back() {
        UUID first = MadeRun.of("vision", "resnet", 1).into(store.logs());
        UUID second = MadeRun.of("vision", "resnet", 2).resumedFrom(first, 300).into(store.logs());

        browser.open("/runs/" + second);
        assertThat(fact("Resumed from")).isEqualTo(first.toString().substring(0, 8) + " at step 300");
        browser.click("dd a");
        browser.await("the other run", () -> browser.address().equals("/runs/" + first));
        browser.awaitView();

        assertThat(fact("Resumed by")).isEqualTo(second.toString().substring(0, 8) + " at step 300");
    }

    @Test
    void downloads_the_log_of_a_run() throws IOException {
        UUID run = MadeRun.of("vision", "resnet", 1).steps(9_000).into(store.logs());
        StringBuilder log = new StringBuilder();
        store.logs()
                .entries(run, 0, 100)
                .forEach(entry -> log.append(new String(RunLogJson.write(entry), StandardCharsets.UTF_8))
                        .append('\n'));
        browser.open("/runs/" + run);

        browser.press("Download log");

        Path file = browser.downloads().resolve("run-" + run + ".ndjson");
        browser.await("the file", () -> Files.exists(file));
        assertThat(Files.readString(file)).isEqualTo(log.toString());
    }

    @Test
    void deletes_a_run() {
        UUID run = MadeRun.of("vision", "resnet", 1).into(store.logs());
        UUID other = MadeRun.of("vision", "resnet", 2).into(store.logs());
        browser.open("/runs/" + run);

        browser.press("Delete");
        browser.press("dialog", "Delete");

        browser.await("the model", () -> browser.address().startsWith("/models/"));
        browser.awaitView();
        assertThat(model("vision", "resnet").runs().list())
                .extracting(io.github.djltracker.domain.run.Run::id)
                .containsExactly(other);
    }

    @Test
    void says_that_a_run_is_not_there() {
        browser.driver().get(server.uri() + "/runs/5c0b8d60-2f6a-4c0e-9f0e-0123456789ab");

        browser.awaitText("h1", "Not found");
        assertThat(browser.problems()).allMatch(problem -> problem.contains("404"));
    }
}
