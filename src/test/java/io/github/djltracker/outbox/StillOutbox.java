package io.github.djltracker.outbox;

import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.outbox.delivery.Destination;
import io.github.djltracker.outbox.delivery.ManualCourierClock;
import io.github.djltracker.outbox.folder.Bounds;
import io.github.djltracker.outbox.log.FaultyDisk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** An outbox whose courier and time move only when the test says so. */
final class StillOutbox implements AutoCloseable {
    static final Bounds BOUNDS = new Bounds(1 << 30, 2_000, 1_000, 20);

    final ManualCourierClock pace;
    final FaultyDisk disk = new FaultyDisk();
    final Outbox outbox;

    StillOutbox(Path directory, Destination destination) {
        this(directory, destination, BOUNDS, new ManualCourierClock());
    }

    StillOutbox(Path directory, Destination destination, Bounds bounds, ManualCourierClock pace) {
        this.pace = pace;
        this.outbox = Outbox.create(directory, "fake", destination, bounds, pace, disk);
    }

    void append(UUID run, List<? extends RunEntry> entries) {
        entries.forEach(entry -> outbox.append(run, entry));
    }

    /** One step of the courier. Returns the nanoseconds until the next, negative at the end. */
    long step() {
        return outbox.courier().step();
    }

    /** Steps as long as there is something to do at once. Returns the nanoseconds until there may be more. */
    long settle() {
        for (int i = 0; i < 1_000_000; i++) {
            long wait = step();
            if (wait != 0) {
                return wait;
            }
        }
        throw new AssertionError("the courier does not come to rest");
    }

    /** Settles, advancing the time by up to this long in total while there is more to do. */
    void settle(Duration time) {
        long left = time.toNanos();
        while (left >= 0) {
            long wait = settle();
            if (wait < 0) {
                return;
            }
            pace.advance(Math.min(wait, left + 1));
            left -= wait;
        }
    }

    @Override
    public void close() {
        outbox.close(Duration.ZERO);
    }
}
