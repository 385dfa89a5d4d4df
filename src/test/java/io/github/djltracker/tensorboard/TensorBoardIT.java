package io.github.djltracker.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.djltracker.ExperimentTracker;
import io.github.djltracker.TrackerOptions;
import io.github.djltracker.domain.RunLogs;
import io.github.djltracker.domain.run.ResumePoint;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.process.Python;
import io.github.djltracker.testing.random.Seeds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TensorBoard shows what we write: with its data server, with its slower loader, and through its API for programs. */
final class TensorBoardIT {
    private static final List<UUID> RUNS = List.of(new UUID(1, 1), new UUID(2, 2), new UUID(3, 3));
    private static final long[] RESUMED_AT = {0, 60, 90};

    @TempDir
    private Path folder;

    @Test
    void a_run_that_was_resumed_twice_is_one_curve_for_each_reader_of_tensorboard() throws Exception {
        Path logs = folder.resolve("logs");
        Map<String, Map<Long, Double>> wanted = new TreeMap<>();
        try (ExperimentTracker tracker = ExperimentTracker.open(
                List.of(folder.resolve("runs.db").toString(), "tensorboard:" + logs),
                TrackerOptions.ofEnvironment().outbox(folder.resolve("outbox")))) {
            Random random = new Random(Seeds.next());
            for (int i = 0; i < RUNS.size(); i++) {
                record(tracker.experiment("digits").models(), i, random);
            }
            assertThat(tracker.flush(Duration.ofMinutes(1))).isTrue();
            RunLogs store = tracker.store().logs();
            for (int i = 0; i < RUNS.size(); i++) {
                for (String phase : List.of("train", "validate")) {
                    String name = "digits/net/20260102-0304%02d-%s/%s|loss"
                            .formatted(5 + i, RUNS.get(i).toString().substring(0, 8), phase);
                    wanted.put(name, curve(store, i, phase));
                }
            }
        }

        JsonNode shown = new ObjectMapper()
                .readTree(String.join(
                        "", Python.run("read_tensorboard.py", logs.toRealPath().toString())));

        assertThat(curves(shown.get("accumulator"))).isEqualTo(wanted);
        assertThat(curves(shown.get("slow"))).isEqualTo(wanted);
        assertThat(curves(shown.get("fast"))).isEqualTo(wanted);
    }

    private static void record(Sink sink, int number, Random random) {
        UUID run = RUNS.get(number);
        @Nullable ResumePoint resumed = number == 0 ? null : new ResumePoint(RUNS.get(number - 1), RESUMED_AT[number]);
        sink.append(
                run,
                new RunStart(
                        run,
                        "digits",
                        "abc",
                        "net",
                        null,
                        List.of(),
                        Entries.TIME.plusSeconds(number),
                        resumed,
                        Map.of()));
        long first = RESUMED_AT[number] + 1;
        for (int entry = 1; entry <= 6; entry++, first += 10) {
            long[] steps = LongStream.range(first, first + 10).toArray();
            double[] values = random.doubles(10).map(value -> (float) value).toArray();
            sink.append(
                    run,
                    Entries.batch(
                            entry,
                            Entries.columns(entry, 0, steps),
                            new SeriesColumns("loss", "train", steps, steps, values),
                            new SeriesColumns(
                                    "loss", "validate", new long[] {first + 9}, new long[] {first}, new double[] {
                                        values[0]
                                    })));
        }
        sink.append(run, Entries.end(7, RunStatus.INTERRUPTED));
    }

    /**
     * The curve as our page shows it: the points of the runs that a run was resumed from, up to the step where it
     * continues, and its own points.
     */
    private static Map<Long, Double> curve(RunLogs logs, int number, String phase) {
        Map<Long, Double> points = new TreeMap<>();
        for (int i = 0; i <= number; i++) {
            long last = i == number
                    ? Long.MAX_VALUE
                    : LongStream.of(RESUMED_AT)
                            .skip(i + 1L)
                            .limit(number - i)
                            .min()
                            .orElseThrow();
            for (RunEntry entry : logs.entries(RUNS.get(i), 0, 100)) {
                if (entry instanceof RunBatch batch) {
                    for (SeriesColumns series : batch.series()) {
                        for (int k = 0; k < series.count(); k++) {
                            if (phase.equals(series.phase()) && series.steps()[k] <= last) {
                                points.put(series.steps()[k], series.values()[k]);
                            }
                        }
                    }
                }
            }
        }
        return points;
    }

    private static Map<String, Map<Long, Double>> curves(JsonNode shown) {
        Map<String, Map<Long, Double>> curves = new TreeMap<>();
        shown.properties().forEach(curve -> {
            Map<Long, Double> points = new TreeMap<>();
            long before = -1;
            for (JsonNode point : curve.getValue()) {
                assertThat(point.get(0).asLong()).isGreaterThan(before);
                before = point.get(0).asLong();
                points.put(before, (double) (float) point.get(1).asDouble());
            }
            curves.put(curve.getKey(), points);
        });
        return curves;
    }
}
