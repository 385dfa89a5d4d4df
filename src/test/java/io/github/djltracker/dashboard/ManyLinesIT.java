package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SeriesColumns;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/**
 * 200 lines in each of 15 charts: all are drawn. The longest times that the page was busy are printed, but not checked,
 * since they depend on the machine.
 */
class ManyLinesIT extends ChartTest {
    private static final int RUNS = 200;
    private static final int METRICS = 15;
    private static final int STEPS = 300;

    /** The number of tasks over 50 ms since the last call, and the longest of them. */
    private static final String LONGEST = """
            const entries = window.longTasks.splice(0);
            return `${entries.length} tasks over 50 ms, the longest of ${Math.round(Math.max(0, ...entries))} ms`;""";

    private void record() {
        Random random = new Random(1);
        long[] steps = LongStream.rangeClosed(1, STEPS).toArray();
        for (int i = 0; i < RUNS; i++) {
            UUID run = new UUID(random.nextLong(), random.nextLong());
            Instant started = Instant.parse("2026-05-01T12:00:00Z").plusSeconds(60L * i);
            store.logs()
                    .append(
                            run,
                            new RunStart(run, "sweep", "ab".repeat(32), "net", "", List.of(), started, null, Map.of()));
            long[] times = Arrays.stream(steps)
                    .map(step -> started.toEpochMilli() + 100 * step)
                    .toArray();
            List<SeriesColumns> series = IntStream.range(0, METRICS)
                    .mapToObj(metric -> {
                        double level = random.nextDouble();
                        double[] values = Arrays.stream(steps)
                                .mapToDouble(step -> level + Math.exp(-step / 60.0) + 0.05 * random.nextGaussian())
                                .toArray();
                        return new SeriesColumns("metric" + metric, "train", steps, times, values);
                    })
                    .toList();
            store.logs().append(run, new RunBatch(1, IterationColumns.NONE, series, List.of()));
            store.logs().append(run, new RunEnd(2, RunStatus.FINISHED, started.plusSeconds(30), Map.of(), null));
        }
    }

    private void awaitDrawn() {
        browser.await(
                "charts of all lines",
                () -> Boolean.TRUE.equals(
                        browser.script("return document.querySelectorAll('.run-charts .chart canvas').length === "
                                + METRICS + " && !document.querySelector('.chart[aria-busy=true]')")));
    }

    private void print(String what) {
        awaitDrawn();
        System.out.printf("%s: %s%n", what, browser.script(LONGEST));
        assertThat(ink("metric0", 0, 1, 0, 1)).as(what).isGreaterThan(0.1);
        assertThat(ink("metric14", 0, 1, 0, 1)).as(what).isGreaterThan(0.1);
    }

    @Test
    void two_hundred_lines_in_each_of_fifteen_charts_are_drawn() {
        record();
        browser.size(2600, 2200);
        browser.open("/experiments/" + store.experiment("sweep").id() + "/runs?first=" + RUNS);
        awaitDrawn();
        browser.script("window.longTasks = [];"
                + "new PerformanceObserver(list => list.getEntries().forEach(one => longTasks.push(one.duration)))"
                + ".observe({ type: 'longtask' })");

        browser.find("thead input[type=checkbox]").sendKeys(Keys.SPACE);

        browser.awaitText(".run-charts > p", "Drawn: 200 selected runs.");
        print("200 lines come into each of 15 charts");
        browser.find("input[aria-label=Smoothing]").sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
        print("all are smoothed");
        browser.click("select[aria-label='X axis'] option[value=relative]");
        print("all stand at the time since the start");
        browser.click("select[aria-label='Group by'] option[value=hash]");
        browser.awaitText(".run-charts > p", "Drawn: 1 group.");
        print("all are taken together");
        assertThat(browser.all(".run-charts .chart")).hasSize(METRICS);
    }
}
