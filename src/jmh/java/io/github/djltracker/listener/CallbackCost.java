package io.github.djltracker.listener;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.evaluator.Evaluator;
import ai.djl.training.listener.EvaluatorTrainingListener;
import ai.djl.training.listener.TrainingListener.BatchData;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.ParameterTracker;
import ai.djl.training.tracker.Tracker;
import com.sun.management.ThreadMXBean;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.listener.reading.LearningRate;
import io.github.djltracker.recorder.Recorder;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the listener adds to the training thread for one batch with 10 metrics: 7 evaluators, the learning rate, and the
 * two timings. The evaluators' values are already computed, as they are with DJL's own listeners; the optimizer asks
 * for its learning rate once per batch. A batch comes every 50 us, ten times as often as from the smallest real
 * network, so that the state of the caches and of the recorder's thread is as in a training.
 */
public final class CallbackCost {
    private static final int EVALUATORS = 6;
    private static final long PERIOD_NANOS = 50_000;
    private static final int WARM_UP = 100_000;
    private static final int ALLOCATING = 20_000;
    private static final NDList NOTHING = new NDList();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private CallbackCost() {}

    /** Nanoseconds and bytes of one batch, with the clock's own cost subtracted. */
    public record Cost(double p50Nanos, double p99Nanos, double p999Nanos, double bytes, Map<String, Long> losses) {}

    /** An evaluator whose accumulators hold the values that they were given. */
    private static final class Fixed extends Evaluator {
        private final Map<String, Float> values = new ConcurrentHashMap<>();

        Fixed(String name) {
            super(name);
        }

        @Override
        public NDArray evaluate(NDList labels, NDList predictions) {
            throw new UnsupportedOperationException("never evaluated here");
        }

        @Override
        public void addAccumulator(String key) {
            values.put(key, 0.5f);
        }

        @Override
        public void updateAccumulator(String key, NDList labels, NDList predictions) {}

        @Override
        public void resetAccumulator(String key) {}

        @Override
        public float getAccumulator(String key) {
            Float value = values.get(key);
            return value == null ? Float.NaN : value;
        }
    }

    /** A loss that counts its updates, as DJL's do, and computes nothing. */
    private static final class Counted extends Loss {
        Counted() {
            super("loss");
        }

        @Override
        public NDArray evaluate(NDList labels, NDList predictions) {
            throw new UnsupportedOperationException("never evaluated here");
        }

        @Override
        public void updateAccumulator(String key, NDList labels, NDList predictions) {
            totalInstances.merge(key, 1L, Long::sum);
        }

        @Override
        public float getAccumulator(String key) {
            return 0.5f;
        }
    }

    /** Measures over this many batches, with this sink. */
    public static Cost measure(Sink sink, int batches) throws ReflectiveOperationException {
        Tracker rate = Tracker.fixed(0.1f);
        DefaultTrainingConfig config = new DefaultTrainingConfig(new Counted())
                .optOptimizer(Optimizer.sgd().setLearningRateTracker(rate).build());
        for (int i = 0; i < EVALUATORS; i++) {
            config.addEvaluator(new Fixed("evaluator" + i));
        }
        config.addTrainingListeners(new EvaluatorTrainingListener());
        TrackingListener listener = TrackingListener.builder(sink, "benchmark").attach(config);
        try (Model model = Model.newInstance("benchmark");
                NDManager manager = NDManager.newBaseManager()) {
            model.setBlock(Linear.builder().setUnits(2).build());
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(new Shape(1, 2));
                NDList array = new NDList(manager.zeros(new Shape(1, 2)));
                BatchData data = new BatchData(null, Map.of(Device.cpu(), array), Map.of(Device.cpu(), array));
                return measure(listener, trainer, config.getOptimizer(), data, batches);
            }
        } finally {
            Recorder.closeAll(s -> s == sink, Duration.ofSeconds(30));
        }
    }

    private static Cost measure(
            TrackingListener listener, Trainer trainer, Optimizer optimizer, BatchData data, int batches) {
        batch(listener, trainer, data, null);
        ParameterTracker rate = LearningRate.of(optimizer);
        long[] nanos = new long[batches];
        for (int i = -WARM_UP; i < batches; i++) {
            long begin = System.nanoTime();
            long taken = batch(listener, trainer, data, rate);
            if (i >= 0) {
                nanos[i] = taken;
            }
            while (System.nanoTime() - begin < PERIOD_NANOS) {
                Thread.onSpinWait();
            }
        }
        long bytes = 0;
        for (int i = 0; i < ALLOCATING; i++) {
            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            listener.onTrainingBatch(trainer, data);
            bytes += THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            update(trainer, rate);
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < PERIOD_NANOS) {
                Thread.onSpinWait();
            }
        }
        Map<String, Long> losses = listener.run(trainer).losses();
        Arrays.sort(nanos);
        long clock = clockNanos();
        return new Cost(
                nanos[batches / 2] - clock,
                nanos[(int) (batches * 0.99)] - clock,
                nanos[(int) (batches * 0.999)] - clock,
                (double) bytes / ALLOCATING,
                losses);
    }

    /** One batch as DJL's trainer makes it: our callback, then the others. Returns the nanoseconds of ours. */
    private static long batch(
            TrackingListener listener, Trainer trainer, BatchData data, @Nullable ParameterTracker rate) {
        long begin = System.nanoTime();
        listener.onTrainingBatch(trainer, data);
        long taken = System.nanoTime() - begin;
        update(trainer, rate);
        return taken;
    }

    /** What the evaluators and the optimizer do between two of our callbacks. */
    private static void update(Trainer trainer, @Nullable ParameterTracker rate) {
        trainer.getLoss().updateAccumulator(EvaluatorTrainingListener.TRAIN_EPOCH, NOTHING, NOTHING);
        if (rate != null) {
            rate.getNewValue("", 1);
        }
    }

    /** The time between two consecutive calls of the clock. */
    private static long clockNanos() {
        long[] nanos = new long[10_001];
        for (int i = 0; i < nanos.length; i++) {
            long begin = System.nanoTime();
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        return nanos[nanos.length / 2];
    }
}
