package io.github.djltracker.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.outbox.delivery.Destination;
import io.github.djltracker.outbox.delivery.FakeDestination;
import io.github.djltracker.outbox.delivery.Runs;
import io.github.djltracker.outbox.folder.RunFolder;
import io.github.djltracker.outbox.log.FaultyDisk;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.LogCapture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that an outbox holds: how they are taken over, listed and released. */
@Timeout(60)
final class HeldRunsTest {
    private static final UUID RUN = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);

    @TempDir
    private Path folder;

    private final FakeDestination tracker = new FakeDestination();
    private StillOutbox box;
    private LogCapture log;

    @BeforeEach
    void open() {
        log = LogCapture.of("io.github.djltracker.outbox");
        box = new StillOutbox(folder, tracker);
    }

    @AfterEach
    void close() {
        box.close();
        log.close();
    }

    @Test
    void a_run_that_the_destination_has_more_of_is_set_aside() {
        box.append(RUN, CourierTest.log(RUN, 0, 2));
        tracker.fail(false, () -> new GapException(RUN, 0, 9));

        box.settle();

        assertThat(folder.resolve(RUN.toString()).resolve("dead.json"))
                .content()
                .contains("\"from\":0", "9 entries");
        assertThat(log.warnings()).singleElement().asString().contains("set aside");
        assertThat(box.outbox.status().runsSetAside()).isEqualTo(1);
        assertThat(box.outbox.append(RUN, Entries.iterations(2, 2))).isEqualTo(3);
    }

    @Test
    void a_deleted_run_is_dropped_and_refused_from_then_on() {
        box.append(RUN, CourierTest.log(RUN, 0, 3));
        tracker.delete(RUN);

        box.settle();

        assertThat(folder.resolve(RUN.toString())).doesNotExist();
        assertThat(log.warnings()).singleElement().asString().contains("deleted", "3 unsent entries");
        assertThatThrownBy(() -> box.outbox.append(RUN, Entries.iterations(3, 1)))
                .isInstanceOf(DeletedException.class);
    }

    @Test
    void takes_up_runs_whose_process_is_gone_every_ten_seconds() {
        box.settle();
        Outbox gone = Outbox.create(folder, "fake", tracker, StillOutbox.BOUNDS, box.pace, new FaultyDisk());
        CourierTest.log(RUN, 0, 3).forEach(entry -> gone.append(RUN, entry));
        box.settle(Duration.ofSeconds(15));
        assertThat(tracker.requests()).isEmpty();

        tracker.down(() -> new UnavailableException("no network"));
        gone.close();
        tracker.up();
        box.settle(Duration.ofSeconds(10));

        assertThat(tracker.entries(RUN)).hasSize(3);
        assertThat(folder.resolve(RUN.toString())).doesNotExist();
    }

    @Test
    void takes_up_any_number_of_runs_but_few_at_a_time() {
        box.close();
        try (StillOutbox first = new StillOutbox(folder, tracker)) {
            for (int i = 0; i < 100; i++) {
                UUID run = new UUID(7, i);
                first.append(run, CourierTest.log(run, 0, 2));
            }
        }

        int most = 0;
        try (StillOutbox second = new StillOutbox(folder, tracker)) {
            for (long wait = 0; wait == 0; ) {
                wait = second.step();
                most = Math.max(most, second.outbox.held());
            }
        }

        assertThat(most).isEqualTo(Runs.MAX_ADOPTED);
        for (int i = 0; i < 100; i++) {
            assertThat(tracker.entries(new UUID(7, i))).hasSize(2);
        }
    }

    @Test
    void runs_that_fail_again_and_again_do_not_keep_others_out() {
        box.close();
        UUID last = new UUID(8, 0);
        try (StillOutbox first = new StillOutbox(folder, tracker)) {
            for (int i = 0; i < 30; i++) {
                UUID run = new UUID(7, i);
                first.append(run, CourierTest.log(run, 0, 2));
            }
            first.append(last, CourierTest.log(last, 0, 2));
        }
        Destination poisoned = (run, lines) -> {
            if (run.getMostSignificantBits() == 7) {
                throw new IllegalStateException("a bug");
            }
            return tracker.append(run, lines);
        };

        try (StillOutbox second = new StillOutbox(folder, poisoned)) {
            second.settle(Duration.ofMinutes(10));
        }

        assertThat(tracker.entries(last)).hasSize(2);
    }

    @Test
    void notes_how_far_the_destination_is() throws Exception {
        box.append(RUN, CourierTest.log(RUN, 0, 30));
        box.settle();

        assertThat(folder.resolve(RUN.toString()).resolve("acknowledged"))
                .content()
                .isEqualTo("30\n");
        assertThat(RunFolder.acknowledged(folder.resolve(RUN.toString()))).isEqualTo(30);
        Files.writeString(folder.resolve(RUN.toString()).resolve("acknowledged"), "nonsense");
        assertThat(RunFolder.acknowledged(folder.resolve(RUN.toString()))).isZero();
    }

    @Test
    void goes_on_sending_where_that_cannot_be_noted() {
        box.disk.failSmallFiles(1_000);
        box.append(RUN, CourierTest.log(RUN, 0, 100));
        box.outbox.append(RUN, Entries.end(100, RunStatus.FINISHED));

        box.settle();

        assertThat(tracker.entries(RUN)).hasSize(101);
        assertThat(folder.resolve(RUN.toString())).doesNotExist();
    }

    @Test
    void a_folder_that_cannot_be_deleted_is_deleted_later() {
        box.append(RUN, CourierTest.log(RUN, 0, 50));
        box.outbox.append(RUN, Entries.end(50, RunStatus.FINISHED));
        box.disk.failDeletes(2);

        box.settle(Duration.ofSeconds(25));

        assertThat(tracker.entries(RUN)).hasSize(51);
        assertThat(folder.resolve(RUN.toString())).doesNotExist();
        assertThat(box.outbox.held()).isZero();
    }

    @Test
    void a_folder_of_a_deleted_run_that_cannot_be_deleted_is_deleted_later() {
        box.append(RUN, CourierTest.log(RUN, 0, 50));
        tracker.delete(RUN);
        box.disk.failDeletes(2);

        box.settle(Duration.ofSeconds(25));

        assertThat(folder.resolve(RUN.toString())).doesNotExist();
        assertThat(tracker.requests()).hasSizeLessThan(5);
    }

    @Test
    void cleaning_up_is_not_taken_for_an_answer() {
        box.append(RUN, CourierTest.log(RUN, 0, 2));
        box.settle();
        Outbox gone = Outbox.create(folder, "fake", tracker, StillOutbox.BOUNDS, box.pace, new FaultyDisk());
        gone.append(OTHER, Entries.start(OTHER, "e", "h"));
        gone.courier().step();
        tracker.down(() -> new UnavailableException("no network"));
        box.append(RUN, CourierTest.log(RUN, 2, 3));
        box.settle();
        gone.close();

        box.settle(Duration.ofSeconds(11));

        assertThat(folder.resolve(OTHER.toString())).doesNotExist();
        assertThat(log.messages(Level.INFO)).hasSize(1);
        assertThat(box.outbox.status().failure()).isEqualTo("no network");
    }

    @Test
    void an_end_after_the_run_was_set_aside_lets_go_of_it() {
        tracker.refuse(entry -> entry.sequence() == 0);
        box.append(RUN, CourierTest.log(RUN, 0, 2));
        box.settle();
        box.outbox.append(RUN, Entries.end(2, RunStatus.FINISHED));

        box.settle(Duration.ofSeconds(11));

        assertThat(box.outbox.held()).isZero();
        assertThat(folder.resolve(RUN + "/dead.json")).exists();
    }

    @Test
    void goes_back_to_where_the_destination_is() {
        box.append(RUN, CourierTest.log(RUN, 0, 100));
        box.settle();
        tracker.forget(RUN, 37);
        box.append(RUN, CourierTest.log(RUN, 100, 103));

        box.settle();

        assertThat(tracker.entries(RUN)).isEqualTo(CourierTest.log(RUN, 0, 103));
        assertThat(log.warnings()).singleElement().asString().contains("37", "99");
    }

    @Test
    void begins_again_for_a_tracker_that_was_replaced_by_an_empty_one() {
        box.append(RUN, CourierTest.log(RUN, 0, 100));
        box.settle();
        tracker.forget(RUN, 0);
        box.outbox.append(RUN, Entries.end(100, RunStatus.FINISHED));

        box.settle();

        assertThat(tracker.entries(RUN))
                .hasSize(101)
                .startsWith(CourierTest.log(RUN, 0, 100).toArray(RunEntry[]::new));
        assertThat(folder.resolve(RUN.toString())).doesNotExist();
    }
}
