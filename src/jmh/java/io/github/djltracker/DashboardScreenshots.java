package io.github.djltracker;

import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.server.ServerSettings;
import io.github.djltracker.server.TrackerServer;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.browser.Browser;
import io.github.djltracker.testing.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.WebElement;

/**
 * Takes the pictures under {@code src/docs/screenshots}: trains both networks of the sample Digits at two learning
 * rates, and opens what was recorded in a browser.
 */
public final class DashboardScreenshots {
    private static final Path FOLDER = Path.of("src/docs/screenshots");
    private static final String EPOCHS = "12";
    private static final List<String> RATES = List.of("0.0005", "0.002");

    private DashboardScreenshots() {}

    public static void main(String[] args) throws IOException {
        Path file = Files.createTempDirectory("djl-tracker-screenshots").resolve("runs.db");
        for (String rate : RATES) {
            try (ChildJvm training =
                    ChildJvm.start(Map.of("DJL_TRACKER_URI", file.toString()), "Digits", EPOCHS, rate)) {
                if (training.await() != 0) {
                    throw new IllegalStateException(training.text());
                }
            }
        }
        Files.createDirectories(FOLDER);
        try (SqlStore store = SqlStore.open(file);
                TrackerServer server = TrackerServer.start(
                        store, ServerSettings.builder().port(0).build());
                Browser browser = Browser.start()) {
            browser.use(server.uri());
            take(browser, store);
            browser.driver().get("about:blank");
        }
    }

    private static void take(Browser browser, SqlStore store) {
        List<Model> models = store.experiment("digits").models().list();
        Model mlp = models.get(0);
        Model cnn = models.get(1);
        for (boolean isDark : new boolean[] {false, true}) {
            browser.dark(isDark);
            browser.size(1280, 760);
            browser.open("/models/" + cnn.id() + "?smooth=15");
            charts(browser);
            point(browser);
            save(browser, "model", isDark);
        }
        browser.dark(false);
        browser.open("/compare?run=" + latest(mlp) + "&run=" + latest(cnn) + "&log=SoftmaxCrossEntropyLoss");
        charts(browser);
        save(browser, "compare", false);
        browser.open("/models/" + cnn.id() + "?tab=structure");
        save(browser, "structure", false);
        browser.size(400, 800);
        browser.dark(true);
        browser.open("/runs/" + latest(cnn));
        charts(browser);
        save(browser, "run-narrow", true);
    }

    private static String latest(Model model) {
        List<Run> runs = model.runs().list();
        return runs.get(runs.size() - 1).id().toString();
    }

    private static void charts(Browser browser) {
        browser.await("charts", () -> browser.count(".chart canvas") > 0);
        // only the charts in view are drawn
        browser.await("lines", () -> browser.count(".chart .u-over") >= 1);
    }

    private static void point(Browser browser) {
        WebElement over = browser.find("[data-metric=Accuracy] .u-over");
        browser.actions()
                .moveToElement(over, -22, 10)
                .moveToElement(over, -20, 10)
                .perform();
    }

    private static void save(Browser browser, String name, boolean isDark) {
        browser.save(FOLDER.resolve(name + (isDark ? "-dark" : "") + ".png"));
    }
}
