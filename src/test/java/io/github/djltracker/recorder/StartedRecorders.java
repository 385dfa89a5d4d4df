package io.github.djltracker.recorder;

import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.testing.CollectingSink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;

/** Recorders of one run, which are closed after each test. */
abstract class StartedRecorders {
    static final Duration LONG = Duration.ofSeconds(30);
    static final Duration SHORT = Duration.ofMillis(20);

    final UUID run = UUID.randomUUID();
    final CollectingSink kept = new CollectingSink();
    final ManualPace pace = new ManualPace();
    private final List<Recorder> started = new ArrayList<>();

    /** A sink that blocks until it is opened. */
    static final class Gate implements Sink {
        private final Sink behind;
        private final Semaphore open = new Semaphore(0);

        Gate(Sink behind) {
            this.behind = behind;
        }

        void open() {
            open.release(1_000_000);
        }

        @Override
        public long append(UUID run, RunEntry entry) {
            open.acquireUninterruptibly();
            return behind.append(run, entry);
        }
    }

    final RunStart start() {
        return new RunStart(run, "e", "h", null, null, List.of(), Instant.EPOCH, null, Map.of());
    }

    final Recorder recorder(Sink sink, Consumer<Recorder> sampler, int bufferPoints) {
        Recorder recorder = new Recorder(run, sink, this::start, sampler, pace, bufferPoints);
        started.add(recorder);
        recorder.start();
        return recorder;
    }

    final Recorder recorder(Sink sink) {
        return recorder(sink, r -> {}, Recorder.BUFFER_POINTS);
    }

    @AfterEach
    void every_recorder_ends() {
        started.forEach(recorder -> recorder.close(LONG));
    }
}
