package io.github.djltracker.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.RunLogs;
import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.value.ModuleRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Runs that any process can generate from the seed, entry by entry, so that what arrived can be compared with what was
 * sent, point by point, wherever either happened.
 *
 * @param seed determines the ids and values
 * @param runs the number of runs
 * @param batches the number of entries between the start and the end of each run
 * @param steps the number of iterations in each batch
 */
public record Workload(long seed, int runs, int batches, int steps) {
    private static final String[] SERIES = {"loss", "Accuracy", "learning_rate", "samples_per_second"};

    /** 20 runs of 5,000 points each: an iteration and four metrics per step. */
    public static Workload ofHundredThousandPoints(long seed) {
        return new Workload(seed, 20, 50, 20);
    }

    public UUID run(int number) {
        return new UUID(seed, number);
    }

    /** The number of entries of a run. */
    public long entries() {
        return batches + 2L;
    }

    /** The number of iterations and metrics of all runs. */
    public long points() {
        return (long) runs * batches * steps * (1 + SERIES.length);
    }

    /** An entry of a run: the start, a batch or the end. */
    public RunEntry entry(int run, long sequence) {
        if (sequence == 0) {
            return new RunStart(
                    run(run),
                    "experiment " + run % 2,
                    "hash" + run % 3,
                    "net " + run % 3,
                    null,
                    List.of(new ModuleRecord("01Linear", Map.of("units", 10L))),
                    Instant.ofEpochMilli(1_700_000_000_000L + run),
                    null,
                    Map.of("host", "here"));
        }
        if (sequence == batches + 1L) {
            return new RunEnd(
                    sequence, RunStatus.FINISHED, Instant.ofEpochMilli(1_700_000_900_000L + run), Map.of(), null);
        }
        return batch(run, sequence);
    }

    private RunBatch batch(int run, long sequence) {
        Random random = new Random(seed * 31 + run * 1_000_003L + sequence);
        long[] at = new long[steps];
        long[] times = new long[steps];
        int[] epochs = new int[steps];
        for (int i = 0; i < steps; i++) {
            at[i] = (sequence - 1) * steps + i;
            times[i] = 1_700_000_000_000L + at[i] * 7 + random.nextInt(3) - clockSetBack(sequence);
            epochs[i] = 1 + (int) (at[i] / 400);
        }
        List<SeriesColumns> series = new ArrayList<>();
        for (String name : SERIES) {
            double[] values = new double[steps];
            for (int i = 0; i < steps; i++) {
                values[i] = switch (random.nextInt(200)) {
                    case 0 -> Double.NaN;
                    case 1 -> Double.POSITIVE_INFINITY;
                    case 2 -> -0.0;
                    default -> (float) random.nextGaussian();
                };
            }
            series.add(new SeriesColumns(name, "train", at, times, values));
        }
        List<IterationModule> modules = sequence % 10 == 1
                ? List.of(new IterationModule(at[0], new ModuleRecord("Adam", Map.of("batch", sequence))))
                : List.of();
        return new RunBatch(sequence, new IterationColumns(at, epochs, times), series, modules);
    }

    /** The training's clock is set back by an hour in the middle of each run. */
    private long clockSetBack(long sequence) {
        return sequence > batches / 2 ? 3_600_000 : 0;
    }

    /** Fails unless each run has arrived completely and unchanged, with every point exactly once. */
    public void assertArrived(RunLogs logs) {
        for (int run = 0; run < runs; run++) {
            assertThat(logs.next(run(run)))
                    .as("entries of run %d, seed %d", run, seed)
                    .isEqualTo(entries());
            long sequence = 0;
            while (sequence < entries()) {
                List<RunEntry> part = logs.entries(run(run), sequence, 100);
                assertThat(part)
                        .as("run %d, seed %d, from entry %d on", run, seed, sequence)
                        .isNotEmpty();
                for (RunEntry entry : part) {
                    assertThat(entry)
                            .as("run %d, seed %d, entry %d", run, seed, sequence)
                            .isEqualTo(entry(run, sequence));
                    sequence++;
                }
            }
        }
    }
}
