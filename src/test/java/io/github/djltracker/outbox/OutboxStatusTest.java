package io.github.djltracker.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.outbox.delivery.FakeDestination;
import io.github.djltracker.outbox.delivery.ManualCourierClock;
import io.github.djltracker.outbox.folder.Bounds;
import io.github.djltracker.outbox.log.Segment;
import io.github.djltracker.outbox.log.Space;
import io.github.djltracker.testing.Entries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutboxStatusTest {
    private static final UUID RUN = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);

    @TempDir
    private Path folder;

    private final FakeDestination tracker = new FakeDestination();

    @Test
    void an_outbox_that_is_not_there_is_empty() {
        OutboxStatus status = OutboxStatus.read(folder.resolve("nowhere"));

        assertThat(status).isEqualTo(new OutboxStatus("", 0, 0, 0, 0, 0, 0, 0, 0, null, null, List.of()));
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void tells_what_is_still_to_be_sent_and_why() throws IOException {
        try (StillOutbox box = new StillOutbox(folder, tracker)) {
            box.append(RUN, CourierTest.log(RUN, 0, 30));
            box.settle();
            long sent = bytes(RUN);
            tracker.down(() -> new UnavailableException("no network"));
            box.append(RUN, CourierTest.log(RUN, 30, 50));
            box.append(OTHER, CourierTest.log(OTHER, 0, 5));
            Instant begun = box.pace.now();
            box.settle(Duration.ofSeconds(5));

            OutboxStatus status = box.outbox.status();

            assertThat(status.destination()).isEqualTo("fake");
            assertThat(status.runs()).isEqualTo(2);
            assertThat(status.entries()).isEqualTo(25);
            assertThat(status.acknowledged()).isEqualTo(30);
            assertThat(status.failure()).isEqualTo("no network");
            assertThat(status.failingSince()).isEqualTo(begun);
            assertThat(status.usedBytes()).isEqualTo(Space.bytes(folder));
            assertThat(status.bytes()).isEqualTo(bytes(RUN) + bytes(OTHER) - sent);
            assertThat(OutboxStatus.read(folder).entries()).isEqualTo(25);
            assertThat(OutboxStatus.read(folder).failure()).isNull();

            tracker.up();
            box.settle(Duration.ofMinutes(1));
            assertThat(box.outbox.status().failure()).isNull();
            assertThat(box.outbox.status().entries()).isZero();
        }
    }

    @Test
    void reading_it_changes_and_locks_nothing() {
        try (StillOutbox box = new StillOutbox(folder, tracker)) {
            box.append(RUN, CourierTest.log(RUN, 0, 30));
            OutboxStatus.check(folder);

            box.outbox.append(RUN, Entries.end(30, RunStatus.FINISHED));
            box.settle();

            assertThat(tracker.entries(RUN)).hasSize(31);
            assertThat(OutboxStatus.check(folder).runs()).isZero();
        }
    }

    @Test
    void looks_at_every_line_when_asked_to() throws IOException {
        try (StillOutbox box = new StillOutbox(folder, tracker)) {
            box.append(RUN, CourierTest.log(RUN, 0, 50));
        }
        Path first = Segment.list(folder.resolve(RUN.toString())).get(0).file();
        String text = Files.readString(first);
        Files.writeString(
                first, text.replace("\"sequence\":3,", "\"sequence\":8,").replace("[5.0,5.5]", "[5.0,oops]"));
        Path last = Segment.list(folder.resolve(RUN.toString())).get(1).file();
        Files.writeString(last, "{\"entry\":", StandardOpenOption.APPEND); // as if a process were writing a line

        assertThat(OutboxStatus.read(folder).damage()).isEmpty();
        assertThat(OutboxStatus.check(folder).damage())
                .hasSize(2)
                .anySatisfy(
                        said -> assertThat(said).contains("entry 3 in", first.toString(), "entry 8 was found instead"))
                .anySatisfy(said -> assertThat(said).contains("entry 5 in", "series[0].values"));
    }

    @Test
    void does_not_list_damage_without_end() throws IOException {
        Bounds large = new Bounds(1 << 30, 1 << 20, 1_000, 20);
        try (StillOutbox box = new StillOutbox(folder, tracker, large, new ManualCourierClock())) {
            box.append(RUN, CourierTest.log(RUN, 0, 300));
        }
        Path file = Segment.list(folder.resolve(RUN.toString())).get(0).file();
        Files.writeString(file, Files.readString(file).replace("{\"entry\":\"batch\"", "{\"entry\":\"botch\""));

        assertThat(OutboxStatus.check(folder).damage()).hasSize(100);
    }

    private long bytes(UUID run) throws IOException {
        long bytes = 0;
        for (Segment segment : Segment.list(folder.resolve(run.toString()))) {
            bytes += segment.bytes();
        }
        return bytes;
    }
}
