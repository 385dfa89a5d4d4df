package io.github.djltracker.listener;

import ai.djl.Model;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListener.BatchData;
import ai.djl.training.listener.TrainingListenerAdapter;
import ai.djl.translate.TranslateException;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.listener.reading.TrainerFields;
import io.github.djltracker.recorder.Recorder;
import io.github.djltracker.store.Noise;
import io.github.djltracker.store.SqlStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Shows which parts of the tracker slow down the training of {@link TrainingOverhead}, by leaving out or changing one
 * part at a time. Each line is the median of seven comparisons, which alternate with those of the other lines.
 */
public final class OverheadFigures {
    private static final int COMPARISONS = 7;
    private static final int BATCHES = 6_000;
    private static final int SHARE_BATCHES = 20_000;

    private OverheadFigures() {}

    private interface Comparison {
        TrainingOverhead.Overhead measure() throws IOException, TranslateException;
    }

    private static final class Line {
        final String what;
        final Comparison comparison;
        final double[] ratios = new double[COMPARISONS];

        Line(String what, @Nullable Sink sink, Duration flush, int batches) {
            this.what = what;
            comparison = () -> TrainingOverhead.measure(sink, flush, batches, BATCHES / batches);
        }
    }

    /** Accepts everything and keeps nothing. */
    private static final class Discarding implements Sink {
        @Override
        public long append(UUID run, RunEntry entry) {
            return entry.sequence() + 1;
        }
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("djl-tracker-benchmark");
        // more often than by default, to show what a flush costs
        Duration flush = Duration.ofMillis(250);
        int comparisons = args.length > 0 ? Integer.parseInt(args[0]) : COMPARISONS;
        try (SqlStore store = SqlStore.open(folder.resolve("tracker.db"))) {
            List<Line> lines = List.of(
                    new Line("no tracker on either side, epochs of 200 batches", null, flush, 200),
                    new Line("into nothing every 250 ms, epochs of 200 batches", new Discarding(), flush, 200),
                    new Line("into nothing every 250 ms, epochs of 2,000 batches", new Discarding(), flush, 2_000),
                    new Line("into SQLite every 250 ms, epochs of 200 batches", store.logs(), flush, 200),
                    new Line("into SQLite every 250 ms, epochs of 2,000 batches", store.logs(), flush, 2_000),
                    new Line(
                            "into SQLite every second, as by default, epochs of 2,000 batches",
                            store.logs(),
                            Recorder.FLUSH_INTERVAL,
                            2_000));
            for (int i = 0; i < comparisons; i++) {
                for (Line line : lines) {
                    line.ratios[i] = line.comparison.measure().ratio();
                }
            }
            System.out.println("| time of a batch with the tracker, without it as 1 | median of " + comparisons
                    + " | from | to |");
            System.out.println("|---|---|---|---|");
            for (Line line : lines) {
                Arrays.sort(line.ratios, 0, comparisons);
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %.3f | %.3f | %.3f |%n",
                        line.what,
                        line.ratios[comparisons / 2],
                        line.ratios[0],
                        line.ratios[comparisons - 1]);
            }
            share(store.logs());
        } finally {
            Noise.delete(folder);
        }
    }

    /**
     * Measures the tracker's own time, which is more reliable than the difference of two trainings if others use the
     * machine.
     */
    private static void share(Sink sink) throws IOException, TranslateException {
        Timed timed = new Timed();
        try (Model model = TrainingOverhead.model();
                Trainer trainer = TrainingOverhead.trainer(model, sink, Recorder.FLUSH_INTERVAL)) {
            List<TrainingListener> listeners = Objects.requireNonNull(TrainerFields.listeners(trainer));
            listeners.replaceAll(one -> one instanceof TrackingListener ? timed.before(one) : one);
            ArrayDataset data = TrainingOverhead.data(trainer, SHARE_BATCHES);
            TrainingOverhead.epoch(trainer, data, SHARE_BATCHES);
            timed.count = 0;
            long recorder = recorderNanos();
            double batch = TrainingOverhead.epoch(trainer, data, SHARE_BATCHES);
            double nanos = (recorderNanos() - recorder) / (double) SHARE_BATCHES;
            double mean = Arrays.stream(timed.nanos).average().orElseThrow();
            Arrays.sort(timed.nanos);
            System.out.println("| of a batch of " + Math.round(batch / 1e3) + " us | us | share |");
            System.out.println("|---|---|---|");
            print("callback, p50", (double) timed.nanos[SHARE_BATCHES / 2], batch);
            print("callback, mean", mean, batch);
            print("recorder's thread, processor time", nanos, batch);
        }
    }

    private static void print(String what, double nanos, double batch) {
        System.out.printf(Locale.ROOT, "| %s | %.2f | %.2f %% |%n", what, nanos / 1e3, 100 * nanos / batch);
    }

    private static long recorderNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("tracker-recorder-"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                .sum();
    }

    /** Times the callback of each batch. */
    private static final class Timed {
        final long[] nanos = new long[SHARE_BATCHES];
        int count;

        TrainingListener before(TrainingListener one) {
            return new TrainingListenerAdapter() {
                @Override
                public void onTrainingBatch(Trainer trainer, BatchData data) {
                    long begin = System.nanoTime();
                    one.onTrainingBatch(trainer, data);
                    nanos[count++] = System.nanoTime() - begin;
                }

                @Override
                public void onEpoch(Trainer trainer) {
                    one.onEpoch(trainer);
                }

                @Override
                public void onTrainingEnd(Trainer trainer) {
                    one.onTrainingEnd(trainer);
                }
            };
        }
    }
}
