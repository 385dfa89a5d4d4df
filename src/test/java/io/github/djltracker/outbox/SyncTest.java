package io.github.djltracker.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.outbox.delivery.Destination;
import io.github.djltracker.outbox.delivery.FakeDestination;
import io.github.djltracker.outbox.delivery.ManualCourierClock;
import io.github.djltracker.outbox.folder.Bounds;
import io.github.djltracker.outbox.log.FaultyDisk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sending everything in an outbox on demand. */
@Timeout(60)
final class SyncTest {
    @TempDir
    private Path folder;

    private final FakeDestination tracker = new FakeDestination();
    private final List<SyncProgress> progress = new ArrayList<>();

    @BeforeEach
    void leave() {
        try (StillOutbox box = new StillOutbox(folder, tracker)) {
            for (int i = 0; i < 20; i++) {
                UUID run = new UUID(1, i);
                box.append(run, CourierTest.log(run, 0, 30));
            }
        }
    }

    @AfterEach
    void uninterrupted() {
        Thread.interrupted();
    }

    @Test
    void sends_everything_that_processes_left() {
        long bytes = OutboxStatus.read(folder).bytes();

        OutboxStatus after = sync();

        assertThat(after.entries()).isZero();
        assertThat(after.acknowledged()).isEqualTo(600);
        for (int i = 0; i < 20; i++) {
            UUID run = new UUID(1, i);
            assertThat(tracker.entries(run)).isEqualTo(CourierTest.log(run, 0, 30));
        }
        assertThat(progress.get(progress.size() - 1)).isEqualTo(new SyncProgress(600, 600, bytes));
        assertThat(progress).extracting(SyncProgress::entries).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void leaves_what_another_process_has_in_its_hands() {
        UUID live = new UUID(2, 1);
        try (StillOutbox box = new StillOutbox(folder, tracker)) {
            box.append(live, CourierTest.log(live, 0, 10));

            OutboxStatus after = sync();

            assertThat(after.runs()).isEqualTo(1);
            assertThat(after.entries()).isEqualTo(10);
            assertThat(after.failure()).isNull();
        }
    }

    @Test
    void gives_up_where_the_destination_does_not_answer_and_says_why() {
        tracker.down(() -> new UnavailableException("no network"));

        OutboxStatus after = syncAtOnce(tracker);

        assertThat(after.entries()).isEqualTo(600);
        assertThat(after.failure()).isEqualTo("no network");
        assertThat(tracker.requests()).hasSize(5);
    }

    @Test
    void gives_up_a_run_that_cannot_be_read() {
        Destination broken = (run, lines) -> {
            throw new IllegalStateException("a bug");
        };

        OutboxStatus after = syncAtOnce(broken);

        assertThat(after.entries()).isEqualTo(600);
    }

    @Test
    void ends_when_it_is_interrupted() {
        Thread.currentThread().interrupt();

        assertThat(sync().entries()).isEqualTo(600);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void is_refused_for_another_destination() {
        assertThatThrownBy(() -> Outbox.sync(folder, "other", tracker, progress::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("belongs to fake");
    }

    /** Syncs with a clock that advances at once instead of waiting. */
    private OutboxStatus syncAtOnce(Destination destination) {
        Bounds bounds = Bounds.of(Outbox.MAX_BYTES);
        try (Outbox outbox =
                Outbox.create(folder, "fake", destination, bounds, new ManualCourierClock(), new FaultyDisk())) {
            return outbox.sync(progress::add);
        }
    }

    private OutboxStatus sync() {
        return Outbox.sync(folder, "fake", tracker, progress::add);
    }
}
