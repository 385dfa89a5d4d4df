package io.github.djltracker.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.outbox.delivery.FakeDestination;
import io.github.djltracker.outbox.log.Line;
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

/** Dead letters are kept for 30 days, and for as long as their run is in the outbox. */
@Timeout(60)
final class DeadLetterExpiryTest {
    private static final UUID RUN = new UUID(0, 1);

    @TempDir
    private Path folder;

    private final FakeDestination tracker = new FakeDestination();
    private StillOutbox box;
    private LogCapture log;

    @BeforeEach
    void open() {
        log = LogCapture.of("io.github.djltracker.outbox");
        box = new StillOutbox(folder, tracker);
        tracker.refuse(entry -> entry.sequence() == 2 && Line.points(entry) > 0);
        box.append(RUN, CourierTest.log(RUN, 0, 5));
        box.settle();
    }

    @AfterEach
    void close() {
        box.close();
        log.close();
    }

    @Test
    void a_dead_letter_is_deleted_counted_and_logged_after_30_days() {
        box.outbox.append(RUN, Entries.end(5, RunStatus.FINISHED));
        box.settle();

        after(Duration.ofDays(30).minusMinutes(1));
        assertThat(letter()).exists();
        after(Duration.ofHours(2));

        assertThat(letter()).doesNotExist();
        OutboxStatus status = box.outbox.status();
        assertThat(status.entriesSetAside()).isZero();
        assertThat(status.deadLettersDeleted()).isEqualTo(1);
        assertThat(log.warnings()).last().asString().contains("1 dead letters of 1 runs, 2 points", "30 days");
    }

    @Test
    void deleted_letters_are_counted_over_restarts() {
        box.outbox.append(RUN, Entries.end(5, RunStatus.FINISHED));
        box.settle();
        after(Duration.ofDays(31));
        UUID other = new UUID(0, 2);
        box.append(other, CourierTest.log(other, 0, 5));
        box.outbox.append(other, Entries.end(5, RunStatus.FINISHED));
        box.settle();
        after(Duration.ofDays(31));

        assertThat(OutboxStatus.read(folder).deadLettersDeleted()).isEqualTo(2);
    }

    @Test
    void a_letter_of_a_run_that_is_in_the_outbox_stays_and_is_counted_at_the_end_of_the_run() {
        after(Duration.ofDays(60));
        assertThat(letter()).exists();

        box.outbox.append(RUN, Entries.end(5, RunStatus.FINISHED));
        box.settle();
        assertThat(tracker.lines(RUN).get(5)).contains("\"refused\":2");
        after(Duration.ofHours(2));

        assertThat(letter()).doesNotExist();
    }

    @Test
    void a_letter_that_was_edited_stays() throws Exception {
        box.outbox.append(RUN, Entries.end(5, RunStatus.FINISHED));
        box.settle();
        Files.writeString(letter(), "a remark of a person\n");

        after(Duration.ofDays(60));

        assertThat(letter()).exists();
        assertThat(box.outbox.status().deadLettersDeleted()).isZero();
    }

    @Test
    void what_other_processes_deleted_is_counted_too_and_a_damaged_line_hides_no_other() throws Exception {
        Files.writeString(folder.resolve("expired"), "3\n\0\ufffd\n4\n");
        box.outbox.append(RUN, Entries.end(5, RunStatus.FINISHED));
        box.settle();

        after(Duration.ofDays(31));

        assertThat(OutboxStatus.read(folder).deadLettersDeleted()).isEqualTo(8);
    }

    private Path letter() {
        return folder.resolve("dead/" + RUN + "-2.ndjson");
    }

    private void after(Duration time) {
        box.pace.advance(time);
        box.settle();
    }
}
