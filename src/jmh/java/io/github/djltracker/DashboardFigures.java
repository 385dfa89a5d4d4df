package io.github.djltracker;

import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.server.ServerSettings;
import io.github.djltracker.server.TrackerServer;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.MadeRun;
import io.github.djltracker.testing.browser.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures the dashboard in a headless Chromium that runs on the same processors as the server: how long a page takes
 * from opening its address to its first rows or lines, and how long an update blocks the page.
 */
public final class DashboardFigures {
    private static final int REPEATS = 5;
    private static final int UPDATES = 10;
    private static final int RUNS = 1_000;
    private static final int LINES = 50;
    private static final int POINTS = 1_000_000;

    /** Notes when an element that matches a selector has been painted, and the duration of the page's longest task. */
    private static final String WATCH = """
            globalThis.noted = { longest: 0 };
            new PerformanceObserver(list => list.getEntries().forEach(entry =>
                (noted.longest = Math.max(noted.longest, entry.duration)))).observe({ type: 'longtask', buffered: true });
            const selector = 'SELECTOR';
            const look = () => {
                if (document.querySelector(selector)) {
                    requestAnimationFrame(() => requestAnimationFrame(() => (noted.at = performance.now())));
                } else {
                    requestAnimationFrame(look);
                }
            };
            look();
            """;

    private DashboardFigures() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("djl-tracker-dashboard");
        try (SqlStore store = SqlStore.open(folder.resolve("runs.db"))) {
            for (int i = 0; i < RUNS; i++) {
                MadeRun.of("sweep", "mlp", i)
                        .steps(100)
                        .learningRate(0.001 * (1 + i))
                        .started(Instant.now().minusSeconds(60L * (RUNS - i)))
                        .into(store.logs());
            }
            for (int i = 0; i < LINES; i++) {
                MadeRun.of("long", "big", RUNS + i)
                        .steps(POINTS)
                        .learningRate(0.0001 * (1 + i))
                        .oneMetric()
                        .into(store.logs());
            }
            try (TrackerServer server = TrackerServer.start(
                            store, ServerSettings.builder().port(0).build());
                    Browser browser = Browser.start()) {
                browser.use(server.uri());
                measure(browser, store);
                browser.driver().get("about:blank");
            }
        } finally {
            delete(folder);
        }
    }

    private static void measure(Browser browser, SqlStore store) {
        System.out.println("| what | target | median of " + REPEATS + " | longest task |");
        System.out.println("|---|---|---|---|");
        Model sweep = store.experiment("sweep").models().list().get(0);
        page(browser, "table of 1,000 runs, to its first rows", "/models/" + sweep.id(), ".table tbody tr[data-key]");
        updates(browser, store.logs(), "an update of the table of 1,000 runs", () -> going(store, "sweep", "mlp"));
        Model big = store.experiment("long").models().list().get(0);
        String runs = big.runs().list().stream()
                .map(run -> run.id().toString().substring(0, 8))
                .collect(Collectors.joining("."));
        page(
                browser,
                "chart of 50 lines of 1,000,000 points, to its lines",
                "/models/" + big.id() + "?runs=" + runs,
                "[data-metric=loss] canvas");
        updates(browser, store.logs(), "an update of the chart of 50 lines", () -> going(store, "long", "big"));
    }

    private static void page(Browser browser, String what, String address, String selector) {
        double[] millis = new double[REPEATS];
        double longest = 0;
        Object script = browser.driver()
                .executeCdpCommand(
                        "Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH.replace("SELECTOR", selector)))
                .get("identifier");
        // the first is a warm-up
        for (int i = -1; i < REPEATS; i++) {
            browser.open(address);
            browser.await(what, () -> browser.script("return noted.at ?? null") != null);
            if (i >= 0) {
                millis[i] = number(browser.script("return noted.at"));
                longest = Math.max(longest, number(browser.script("return noted.longest")));
            }
        }
        browser.driver()
                .executeCdpCommand(
                        "Page.removeScriptToEvaluateOnNewDocument",
                        Map.of("identifier", Objects.requireNonNull(script)));
        Arrays.sort(millis);
        row(what, "1,000 ms", millis[REPEATS / 2], longest);
    }

    /** A run in progress, in the model of the page. */
    private static UUID going(SqlStore store, String experiment, String model) {
        return MadeRun.of(experiment, model, System.nanoTime())
                .steps(100)
                .started(Instant.now())
                .ended(null, null)
                .into(store.logs());
    }

    private static void updates(Browser browser, Sink sink, String what, Supplier<UUID> start) {
        UUID run = start.get();
        browser.driver().navigate().refresh();
        browser.awaitView();
        browser.await("the run", () -> browser.count("tr[data-key='" + run + "'] .status.running") == 1);
        if (browser.count("tr[data-key='" + run + "'] .swatch[data-color]") == 0) {
            browser.find("tr[data-key='" + run + "'] input").click();
        }
        browser.script(
                "globalThis.noted = { longest: 0 }; new PerformanceObserver(list => list.getEntries().forEach("
                        + "entry => (noted.longest = Math.max(noted.longest, entry.duration)))).observe({ type: 'longtask' });");
        long next = sink.append(run, batch(2, 101));
        for (int i = 0; i < UPDATES; i++) {
            long step = 102L + i;
            next = sink.append(run, batch(next, step));
            String steps = "1 to " + step;
            browser.await(
                    "the update",
                    () -> browser.text("tr[data-key='" + run + "']").contains(steps));
        }
        row(what, "100 ms", Double.NaN, number(browser.script("return noted.longest")));
    }

    private static RunBatch batch(long sequence, long step) {
        return Entries.points(sequence, "loss", "train", step, 0.5);
    }

    private static double number(@Nullable Object value) {
        return ((Number) Objects.requireNonNull(value)).doubleValue();
    }

    private static void row(String what, String asked, double median, double longest) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %s |%n",
                what,
                asked,
                Double.isNaN(median) ? "" : String.format(Locale.ROOT, "%.0f ms", median),
                longest == 0 ? "under 50 ms" : String.format(Locale.ROOT, "%.0f ms", longest));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.delete(file);
            }
        }
    }
}
