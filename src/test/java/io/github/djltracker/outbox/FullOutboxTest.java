package io.github.djltracker.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.outbox.delivery.FakeDestination;
import io.github.djltracker.outbox.delivery.ManualCourierClock;
import io.github.djltracker.outbox.folder.Bounds;
import io.github.djltracker.outbox.log.Disk;
import io.github.djltracker.outbox.log.FaultyDisk;
import io.github.djltracker.outbox.log.Segment;
import io.github.djltracker.outbox.log.Space;
import io.github.djltracker.testing.Entries;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens when there is no room left, in the outbox or on the disk. */
@Timeout(60)
final class FullOutboxTest {
    private static final UUID RUN = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);

    @TempDir
    private Path folder;

    private final FakeDestination tracker = new FakeDestination();

    @Test
    void what_was_recorded_first_is_kept_and_the_rest_is_refused_until_there_is_room() {
        tracker.down(() -> new UnavailableException("no network"));
        try (StillOutbox box = open(10_000)) {
            int next = fill(box, RUN, 0);

            assertThatThrownBy(() -> append(box, RUN, next))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("full")
                    .hasMessageContaining("of 10000");
            assertThatThrownBy(() -> append(box, OTHER, 0)).isInstanceOf(UnavailableException.class);
            assertThat(Space.bytes(folder)).isBetween(9_500L, 10_000L);

            tracker.up();
            box.settle(Duration.ofMinutes(1));
            append(box, RUN, next);
            box.settle();
            assertThat(tracker.entries(RUN)).isEqualTo(CourierTest.log(RUN, 0, next + 1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void room_is_made_by_deleting_what_was_acknowledged() throws IOException {
        try (StillOutbox box = open(10_000)) {
            for (int i = 0; i < 300; i++) {
                append(box, RUN, i);
                box.settle();
            }

            assertThat(tracker.entries(RUN)).isEqualTo(CourierTest.log(RUN, 0, 300));
            assertThat(Segment.list(folder.resolve(RUN.toString())).get(0).first())
                    .isPositive();
            assertThat(Space.bytes(folder)).isLessThanOrEqualTo(10_100L);
        }
    }

    @Test
    void a_run_that_cannot_be_sent_again_from_its_beginning_is_set_aside() {
        try (StillOutbox box = open(10_000)) {
            for (int i = 0; i < 300; i++) {
                append(box, RUN, i);
                box.settle();
            }
            tracker.forget(RUN, 0);
            append(box, RUN, 300);

            box.settle();

            assertThat(folder.resolve(RUN + "/dead.json")).content().contains("make room", "expects entry 0");
            assertThat(box.outbox.status().runsSetAside()).isEqualTo(1);
        }
    }

    @Test
    void a_run_that_was_trimmed_is_sent_on_by_the_next_outbox() {
        try (StillOutbox box = open(10_000)) {
            for (int i = 0; i < 300; i++) {
                append(box, RUN, i);
                box.settle();
            }
            tracker.down(() -> new UnavailableException("no network"));
            append(box, RUN, 300);
        }
        tracker.up();

        try (StillOutbox second = open(10_000)) {
            second.settle();
            assertThat(tracker.entries(RUN)).isEqualTo(CourierTest.log(RUN, 0, 301));
        }
    }

    @Test
    void what_other_processes_write_counts() {
        tracker.down(() -> new UnavailableException("no network"));
        try (StillOutbox box = open(10_000);
                StillOutbox other = open(10_000)) {
            append(box, RUN, 0);
            fill(other, OTHER, 0);

            box.settle(Duration.ofSeconds(11));

            assertThatThrownBy(() -> fill(box, RUN, 1, 3)).isInstanceOf(UnavailableException.class);
        }
    }

    @Test
    void a_line_that_found_no_room_on_the_disk_is_cut_off_and_written_later() throws IOException {
        // everything is in one file, so nothing can be deleted
        Bounds bounds = new Bounds(1 << 30, 1 << 20, 1_000, 20);
        try (StillOutbox box = new StillOutbox(folder, tracker, bounds, new ManualCourierClock())) {
            append(box, RUN, 0);
            for (int room = 0; room < 140; room += 7) {
                box.disk.room(room);
                int next = 1 + room / 7;
                assertThatThrownBy(() -> append(box, RUN, next))
                        .isInstanceOf(UnavailableException.class)
                        .hasMessageContaining("No space left");
                assertThatThrownBy(() -> append(box, OTHER, 0)).isInstanceOf(UnavailableException.class);
                box.settle();
                assertThat(OutboxStatus.check(folder).damage()).isEmpty();

                box.disk.room(Long.MAX_VALUE);
                append(box, RUN, next);
            }
            box.disk.failForces(1);
            assertThatThrownBy(() -> append(box, RUN, 21)).hasMessageContaining("Input/output error");
            append(box, RUN, 21);
            box.outbox.append(RUN, Entries.end(22, RunStatus.FINISHED));

            box.settle();

            assertThat(tracker.entries(RUN).subList(0, 22)).isEqualTo(CourierTest.log(RUN, 0, 22));
            assertThat(tracker.entries(RUN)).hasSize(23);
        }
    }

    @Test
    void what_was_acknowledged_gives_way_where_the_disk_is_full() {
        try (StillOutbox box = open(1 << 30)) {
            box.disk.room(10_000);
            for (int i = 0; i < 300; i++) {
                append(box, RUN, i);
                box.settle();
            }
            append(box, OTHER, 0);
            box.settle();

            assertThat(tracker.entries(RUN)).isEqualTo(CourierTest.log(RUN, 0, 300));
            assertThat(tracker.entries(OTHER)).hasSize(1);
        }
    }

    @Test
    void a_new_file_that_found_no_room_is_begun_anew() {
        try (StillOutbox box = open(1 << 30)) {
            int next = 0;
            for (int failures = 0; failures < 20; ) {
                box.disk.room(20);
                try {
                    append(box, RUN, next);
                } catch (UnavailableException e) {
                    failures++;
                }
                box.disk.room(Long.MAX_VALUE);
                append(box, RUN, next++);
                append(box, RUN, next++);
                append(box, RUN, next++);
            }
            box.settle();

            assertThat(tracker.entries(RUN)).isEqualTo(CourierTest.log(RUN, 0, next));
        }
    }

    @Test
    void a_disk_that_is_really_full_loses_nothing_that_was_appended() throws Exception {
        Path mount = Files.createDirectory(folder.resolve("small"));
        boolean isMounted = command("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", mount.toString());
        try {
            fillDisk(mount, isMounted);
        } finally {
            if (isMounted) {
                assertThat(command("umount", "-l", mount.toString())).isTrue();
            }
        }
    }

    /** Uses a small disk if this user may mount one, otherwise a disk that pretends to be full. */
    private void fillDisk(Path mount, boolean isReal) throws IOException {
        FileStore disk = Files.getFileStore(mount);
        tracker.down(() -> new UnavailableException("no network"));
        ManualCourierClock pace = new ManualCourierClock();
        FaultyDisk faulty = new FaultyDisk();
        faulty.room(1 << 20);
        Outbox outbox = Outbox.create(
                mount.resolve("outbox"), "fake", tracker, Bounds.of(1 << 30), pace, isReal ? new Disk() : faulty);
        int next = 0;
        UnavailableException full = null;
        while (full == null) {
            try {
                outbox.append(
                        RUN,
                        next == 0 ? Entries.start(RUN, "e", "h") : Entries.points(next, "x", null, 0, new double[200]));
                next++;
            } catch (UnavailableException e) {
                full = e;
            }
        }
        assertThat(full).hasMessageContaining("No space left");
        assertThat(next).isGreaterThan(50);
        assertThat(OutboxStatus.check(mount.resolve("outbox")).damage()).isEmpty();
        if (isReal) {
            assertThat(disk.getUsableSpace()).isLessThan(10_000);
        }

        // sending makes room, and the run continues
        tracker.up();
        faulty.room(Long.MAX_VALUE);
        drain(outbox, pace);
        assertThat(tracker.entries(RUN)).hasSize(next);
        outbox.close(Duration.ZERO);
        Outbox second = Outbox.create(mount.resolve("outbox"), "fake", tracker, Bounds.of(1 << 30), pace, new Disk());
        drain(second, pace);
        assertThat(second.append(OTHER, Entries.start(OTHER, "e", "h"))).isEqualTo(1);
        second.close(Duration.ZERO);
    }

    private static void drain(Outbox outbox, ManualCourierClock pace) {
        for (int i = 0; i < 1_000; i++) {
            long wait = outbox.courier().step();
            if (outbox.courier().isIdle()) {
                return;
            }
            pace.advance(Math.max(wait, 0));
        }
        throw new AssertionError("not sent");
    }

    private static boolean command(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // no such command on this platform
        }
    }

    private StillOutbox open(long maxBytes) {
        return new StillOutbox(folder, tracker, new Bounds(maxBytes, 2_000, 1_000, 20), new ManualCourierClock());
    }

    private static void append(StillOutbox box, UUID run, int sequence) {
        box.append(run, CourierTest.log(run, sequence, sequence + 1));
    }

    /** Appends until the outbox is full. Returns the sequence number of the entry that did not fit. */
    private static int fill(StillOutbox box, UUID run, int from) {
        try {
            fill(box, run, from, Integer.MAX_VALUE);
            throw new AssertionError("never full");
        } catch (UnavailableException e) {
            return (int) box.outbox.next(run);
        }
    }

    private static void fill(StillOutbox box, UUID run, int from, int to) {
        for (int i = from; i < to; i++) {
            append(box, run, i);
        }
    }
}
