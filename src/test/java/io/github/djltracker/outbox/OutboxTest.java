package io.github.djltracker.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.ClosedException;
import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.outbox.delivery.Destination;
import io.github.djltracker.outbox.delivery.FakeDestination;
import io.github.djltracker.outbox.folder.DestinationFile;
import io.github.djltracker.outbox.log.Disk;
import io.github.djltracker.testing.CollectingSink;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.memory.Bad;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The outbox with its real courier, real files and real time. */
@Timeout(60)
final class OutboxTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final UUID RUN = new UUID(0, 1);

    @TempDir
    private Path folder;

    private final CollectingSink sink = new CollectingSink();

    @Test
    void what_is_appended_arrives_as_it_was() {
        List<RunEntry> entries = List.of(
                Entries.start(RUN, "e", "h"),
                Entries.points(1, "loss", "train", 0, 1, Double.NaN, -0.0),
                Entries.iterations(2, 1, 2, 3),
                Entries.end(3, RunStatus.FINISHED));

        try (Outbox outbox = open()) {
            entries.forEach(entry -> outbox.append(RUN, entry));

            assertThat(outbox.flush(LONG)).isTrue();
            assertThat(sink.entries(RUN)).isEqualTo(entries);
            assertThat(outbox.close(LONG)).isTrue();
            assertThat(outbox.close(LONG)).isTrue();
        }
        assertThat(folder.resolve(RUN.toString())).doesNotExist();
    }

    @Test
    void says_which_entry_is_next_and_skips_what_it_has() {
        try (Outbox outbox = open()) {
            assertThat(outbox.append(RUN, Entries.start(RUN, "e", "h"))).isEqualTo(1);
            assertThat(outbox.append(RUN, Entries.iterations(1, 0))).isEqualTo(2);
            assertThat(outbox.append(RUN, Entries.start(RUN, "e", "h"))).isEqualTo(2);
            gap(outbox, RUN, 3, 2);
            gap(outbox, new UUID(0, 2), 1, 0);
            assertThatThrownBy(() -> outbox.append(new UUID(0, 3), Entries.start(RUN, "e", "h")))
                    .isInstanceOf(RejectedException.class);
            assertThat(outbox.append(RUN, Entries.end(2, RunStatus.FINISHED))).isEqualTo(3);
            assertThat(outbox.flush(LONG)).isTrue();
            assertThat(outbox.append(RUN, Entries.iterations(1, 0))).isEqualTo(3);
            assertThatThrownBy(() -> outbox.append(RUN, Entries.iterations(3, 0)))
                    .isInstanceOf(RejectedException.class)
                    .hasMessageContaining("ended with entry 2");
        }
    }

    private static void gap(Outbox outbox, UUID run, long sequence, long wanted) {
        assertThatThrownBy(() -> outbox.append(run, Entries.iterations(sequence, 0)))
                .isInstanceOfSatisfying(
                        GapException.class, e -> assertThat(e.wanted()).isEqualTo(wanted));
    }

    @Test
    void refuses_nulls() {
        try (Outbox outbox = open()) {
            Bad.refusedNull(() -> outbox.append(RUN, Bad.nothing(RunEntry.class)));
            Bad.refusedNull(() -> outbox.append(Bad.nothing(UUID.class), Entries.start(RUN, "e", "h")));
            Bad.refusedNull(() -> Outbox.open(folder, "x", Bad.nothing(Destination.class)));
            assertThatThrownBy(() -> Outbox.open(folder, "nowhere", Destination.of(sink), 0))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void goes_on_where_an_earlier_outbox_stopped() {
        Outbox first = Outbox.open(folder, "nowhere", OutboxEndTest.down());
        first.append(RUN, Entries.start(RUN, "e", "h"));
        first.append(RUN, Entries.iterations(1, 0));
        assertThat(first.close(LONG)).isFalse();
        assertThatThrownBy(() -> first.append(RUN, Entries.iterations(2, 0))).isInstanceOf(ClosedException.class);

        Outbox second = open();

        assertThat(second.close(LONG)).isTrue();
        assertThat(sink.entries(RUN)).hasSize(2);
        assertThat(folder.resolve(RUN.toString())).doesNotExist();
    }

    @Test
    void belongs_to_one_destination() throws IOException {
        open().close();

        assertThatThrownBy(() -> Outbox.open(folder, "elsewhere", Destination.of(sink)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("elsewhere");
        Files.writeString(folder.resolve("destination"), "elsewhere\n");
        Outbox.open(folder, "elsewhere", Destination.of(sink)).close();
    }

    @Test
    void an_empty_name_of_a_destination_is_what_a_power_cut_left() throws IOException {
        Files.createFile(folder.resolve("destination"));

        open().close();

        assertThat(folder.resolve("destination")).content().isEqualTo("nowhere\n");
    }

    @Test
    void of_two_that_claim_a_directory_at_the_same_time_one_gets_it() throws Exception {
        int rounds = 50;
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < rounds; i++) {
                Path directory = Files.createDirectory(folder.resolve("d" + i));
                CountDownLatch begin = new CountDownLatch(2);
                List<Future<Boolean>> claims = new ArrayList<>();
                for (String name : List.of("a", "b")) {
                    claims.add(executor.submit(() -> {
                        begin.countDown();
                        begin.await();
                        try {
                            DestinationFile.claim(directory, name, new Disk());
                            return true;
                        } catch (IllegalArgumentException e) {
                            return false;
                        }
                    }));
                }
                assertThat(claims.get(0).get()).isNotEqualTo(claims.get(1).get());
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void a_disk_without_links_is_good_enough() throws IOException {
        Disk vfat = new Disk() {
            @Override
            public void link(Path name, Path file) throws IOException {
                throw new FileSystemException(name.toString(), file.toString(), "Operation not permitted");
            }
        };

        DestinationFile.claim(folder, "nowhere", vfat);

        assertThat(DestinationFile.read(folder)).isEqualTo("nowhere");
        assertThatThrownBy(() -> DestinationFile.claim(folder, "elsewhere", vfat))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_directory_that_cannot_be_made_is_refused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> Outbox.open(file.resolve("outbox"), "nowhere", Destination.of(sink)))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("cannot be opened (")
                .hasMessageContaining("Exception: ");
    }

    @Test
    void two_outboxes_on_one_directory_share_it() throws Exception {
        int runs = 8;
        int entries = 100;
        FakeDestination tracker = new FakeDestination();
        try (Outbox a = Outbox.open(folder, "nowhere", tracker);
                Outbox b = Outbox.open(folder, "nowhere", tracker)) {
            ExecutorService executor = Executors.newFixedThreadPool(runs);
            try {
                List<Future<?>> writers = new ArrayList<>();
                for (int i = 0; i < runs; i++) {
                    UUID run = new UUID(5, i);
                    Outbox outbox = i % 2 == 0 ? a : b;
                    writers.add(executor.submit(() -> {
                        CourierTest.log(run, 0, entries).forEach(entry -> outbox.append(run, entry));
                        outbox.append(run, Entries.end(entries, RunStatus.FINISHED));
                    }));
                }
                for (Future<?> writer : writers) {
                    writer.get();
                }
            } finally {
                executor.shutdownNow();
            }
            UUID first = new UUID(6, 0);
            a.append(first, Entries.start(first, "e", "h"));
            assertThatThrownBy(() -> b.append(first, Entries.start(first, "e", "h")))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("another process");

            assertThat(a.close(LONG)).isTrue();
            assertThat(b.close(LONG)).isTrue();
        }

        for (int i = 0; i < runs; i++) {
            UUID run = new UUID(5, i);
            assertThat(tracker.entries(run).subList(0, entries)).isEqualTo(CourierTest.log(run, 0, entries));
            assertThat(tracker.entries(run)).hasSize(entries + 1);
        }
        assertThat(OutboxStatus.read(folder).runs()).isZero();
    }

    private Outbox open() {
        return Outbox.open(folder, "nowhere", Destination.of(sink));
    }
}
