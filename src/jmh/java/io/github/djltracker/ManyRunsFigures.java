package io.github.djltracker;

import io.github.djltracker.server.ServerSettings;
import io.github.djltracker.server.TrackerServer;
import io.github.djltracker.store.FindFigures;
import io.github.djltracker.store.Noise;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.browser.Browser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How soon the page of all runs of an experiment of 100,000 runs, or of the number given as argument, shows its first
 * rows, and how soon it shows other rows after its filter changed, in a headless Chromium on the same processors as the
 * server.
 */
public final class ManyRunsFigures {
    private static final int WARM_UP = 5;
    private static final int REPEATS = 15;
    private static final String ROW = ".table tbody tr[data-key]";

    /**
     * From the last key of a filter, typed after the page has loaded everything, until other rows are painted; in ms.
     */
    private static final String FILTER = """
            const loaded = () => performance.getEntriesByType('resource').length;
            for (let before = -1; before !== loaded();) {
                before = loaded();
                await new Promise(resolve => setTimeout(resolve, 500));
            }
            const input = document.querySelector('input.where');
            const keys = () => [...document.querySelectorAll('ROW')].map(row => row.dataset.key).join();
            const before = keys();
            const begin = performance.now();
            input.value = given[0];
            input.dispatchEvent(new Event('input', { bubbles: true }));
            while (keys() === before || !keys()) {
                await new Promise(resolve => setTimeout(resolve, 4));
                if (performance.now() - begin > 20000) {
                    throw new Error('the rows stay');
                }
            }
            await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
            return performance.now() - begin;""".replace("ROW", ROW);

    /** From opening the address until the first rows were painted; in ms. */
    private static final String PAINTED = """
            while (!document.querySelector('ROW')) {
                await new Promise(resolve => requestAnimationFrame(resolve));
            }
            await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
            return performance.now();""".replace("ROW", ROW);

    private ManyRunsFigures() {}

    public static void main(String[] args) throws Exception {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        Path folder = Files.createTempDirectory("djl-tracker-dashboard");
        try (SqlStore store = SqlStore.open(folder.resolve("runs.db"))) {
            FindFigures.make(store, count);
            try (TrackerServer server = TrackerServer.start(
                            store, ServerSettings.builder().port(0).build());
                    Browser browser = Browser.start()) {
                browser.use(server.uri());
                measure(
                        browser,
                        server.uri() + "/experiments/"
                                + store.experiment("sweep").id() + "/runs",
                        count);
                browser.driver().get("about:blank");
            }
        } finally {
            Noise.delete(folder);
        }
    }

    private static void measure(Browser browser, String address, int count) {
        double[] painted = new double[REPEATS];
        double[] filtered = new double[REPEATS];
        List<String> filters = List.of(
                "loss@validate.min < 0.5 and optimizer = Adam and optimizer.learningRate <= 0.05",
                "loss@validate.min < 0.4 and optimizer = Sgd and optimizer.learningRate <= 0.05");
        for (int i = -WARM_UP; i < REPEATS; i++) {
            browser.driver().get("about:blank");
            browser.driver().get(address);
            double paint = number(browser.promise(PAINTED));
            browser.awaitView();
            double filter = number(browser.promise(FILTER, filters.get(Math.floorMod(i, 2))));
            if (i >= 0) {
                painted[i] = paint;
                filtered[i] = filter;
            }
        }
        System.out.println(
                "| " + String.format(Locale.ROOT, "%,d", count) + " runs, median of " + REPEATS + " | target | |");
        System.out.println("|---|---|---|");
        print("first rows of the page of all runs", "1,000 ms", painted);
        print("rows of a changed filter of three terms", "200 ms", filtered);
    }

    private static void print(String what, String target, double[] millis) {
        Arrays.sort(millis);
        System.out.printf(Locale.ROOT, "| %s | %s | %.0f ms |%n", what, target, millis[millis.length / 2]);
    }

    private static double number(@Nullable Object value) {
        if (Objects.requireNonNull(value) instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalStateException(value.toString());
    }
}
