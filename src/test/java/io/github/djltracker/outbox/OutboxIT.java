package io.github.djltracker.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.outbox.delivery.CourierClock;
import io.github.djltracker.outbox.delivery.Destination;
import io.github.djltracker.outbox.folder.Bounds;
import io.github.djltracker.outbox.log.FaultyDisk;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.CollectingSink;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.process.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several processes that share an outbox, and processes that are killed. */
@Timeout(120)
final class OutboxIT {
    private static final int ENTRIES = 100_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 40, 2_000})
    void a_killed_process_loses_nothing_that_was_appended(int when) {
        UUID run = new UUID(1, when);
        int said = writeAndKill(run, when);

        CollectingSink sink = new CollectingSink();
        try (Outbox outbox = Outbox.open(folder, "child", Destination.of(sink))) {
            assertThat(outbox.close(Duration.ofSeconds(60))).isTrue();
        }

        List<RunEntry> log = sink.entries(run);
        assertThat(log).hasSizeBetween(said + 1, said + 2);
        for (int i = 0; i < log.size(); i++) {
            assertThat(log.get(i)).isEqualTo(OutboxProcess.entry(run, i, ENTRIES));
        }
        assertThat(folder.resolve(run.toString())).doesNotExist();
    }

    private int writeAndKill(UUID run, int when) {
        int said = -1;
        try (ChildJvm child = ChildJvm.start(
                Map.of(), OutboxProcess.class.getName(), "write", folder.toString(), run.toString(), "" + ENTRIES)) {
            for (String line = child.line(); line != null; line = child.line()) {
                if (line.matches("[0-9]+")) {
                    said = Integer.parseInt(line);
                    if (said == when) {
                        break;
                    }
                }
            }
            child.kill();
            said = said(child);
        }
        assertThat(said).isBetween(when, ENTRIES - 2);
        return said;
    }

    @Test
    void processes_share_a_directory_and_the_survivor_sends_what_the_killed_one_left() {
        UUID killed = new UUID(2, 1);
        UUID alive = new UUID(2, 2);
        UUID own = new UUID(2, 3);
        Path database = folder.resolve("tracker.db");
        Path directory = folder.resolve("outbox");
        try (SqlStore store = SqlStore.open(database);
                Outbox outbox = Outbox.open(directory, "child", Destination.of(store.logs()));
                ChildJvm first = share(directory, killed, ENTRIES, database);
                ChildJvm second = share(directory, alive, 300, database)) {
            outbox.append(own, Entries.start(own, "e", "h"));
            int said = -1;
            for (String line = first.line(); line != null && said < 500; line = first.line()) {
                said = line.matches("[0-9]+") ? Integer.parseInt(line) : said;
            }
            // its process holds the run, so no other process may write it
            assertThat(append(outbox, killed)).contains("another process");
            first.kill();
            said = said(first);
            assertThat(second.await()).as(second.text()).isZero();
            assertThat(second.text()).contains("closed true");
            outbox.append(own, Entries.end(1, RunStatus.FINISHED));

            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> OutboxStatus.read(directory).runs() == 0 && outbox.held() == 0);

            assertThat(read(store, own)).hasSize(2);
            assertThat(read(store, alive)).isEqualTo(expected(alive, 300, 300));
            List<RunEntry> log = read(store, killed);
            assertThat(log).hasSizeBetween(said + 1, said + 2).isEqualTo(expected(killed, log.size(), ENTRIES));
            assertThat(directory.resolve(killed.toString())).doesNotExist();
        }
    }

    /** The number of the last entry that a process reported as appended. */
    private static int said(ChildJvm child) {
        return child.text()
                .lines()
                .filter(line -> line.matches("[0-9]+"))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(-1);
    }

    private static String append(Outbox outbox, UUID run) {
        try {
            outbox.append(run, Entries.start(run, "e", "h"));
            return "appended";
        } catch (UnavailableException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static ChildJvm share(Path directory, UUID run, int entries, Path database) {
        return ChildJvm.start(
                Map.of(),
                OutboxProcess.class.getName(),
                "share",
                directory.toString(),
                run.toString(),
                "" + entries,
                database.toString());
    }

    private static List<RunEntry> read(SqlStore store, UUID run) {
        List<RunEntry> entries = new ArrayList<>();
        while (true) {
            List<RunEntry> some = store.logs().entries(run, entries.size(), 100);
            if (some.isEmpty()) {
                return entries;
            }
            entries.addAll(some);
        }
    }

    private static List<RunEntry> expected(UUID run, int count, int entries) {
        List<RunEntry> expected = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            expected.add(OutboxProcess.entry(run, i, entries));
        }
        return expected;
    }

    @Test
    void a_backlog_is_sent_in_less_memory_than_it_has_bytes() {
        int entries = 300;
        Outbox outbox = Outbox.create(
                folder,
                "child",
                (id, lines) -> {
                    throw new UnavailableException("no network");
                },
                Bounds.of(Outbox.MAX_BYTES),
                CourierClock.real(),
                new FaultyDisk());
        for (int r = 0; r < 3; r++) {
            UUID run = new UUID(4, r);
            outbox.append(run, Entries.start(run, "e", "h"));
            for (int i = 1; i < entries; i++) {
                outbox.append(run, OutboxProcess.points(i, 10_000));
            }
        }
        outbox.close(Duration.ZERO);
        long bytes = OutboxStatus.read(folder).bytes();
        assertThat(bytes).isGreaterThan(5 * (64 << 20));

        try (ChildJvm child = ChildJvm.start(48, Map.of(), OutboxProcess.class.getName(), "drain", folder.toString())) {
            assertThat(child.await()).as(child.text()).isZero();
            assertThat(child.text()).contains("left 0 sent " + (bytes - 3L * entries));
        }
    }
}
