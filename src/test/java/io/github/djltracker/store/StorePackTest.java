package io.github.djltracker.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.store.check.CheckReport;
import io.github.djltracker.store.check.PackReport;
import io.github.djltracker.store.check.StorePack;
import io.github.djltracker.store.database.Database;
import io.github.djltracker.store.database.Sqlite;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.ManualClock;
import io.github.djltracker.testing.memory.InMemoryTracker;
import io.github.djltracker.testing.random.RandomOperations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packing changes the size, and nothing else. */
final class StorePackTest {
    private static final UUID RUN = new UUID(1, 1);
    private static final UUID OTHER = new UUID(1, 2);

    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock(Entries.TIME);

    @Test
    void a_run_that_never_ended_becomes_smaller_and_stays_the_same() {
        Path file = folder.resolve("runs.db");
        try (SqlStore store = SqlStore.open(file, clock)) {
            crashed(store);
        }
        clock.advance(Duration.ofHours(1));
        List<Object> before = contents(file);

        PackReport report = SqlStore.pack(file, clock, (done, total) -> {});

        // about half the size, plus the tables of an empty file
        assertThat(report.bytesAfter()).isLessThan(report.bytesBefore() * 3 / 5);
        assertThat(report.bytesAfter()).isEqualTo(size(file));
        assertThat(contents(file).equals(before)).as("the same answers").isTrue();
        assertThat(check(file)).isEmpty();
    }

    @Test
    void a_run_that_goes_on_is_left_to_itself_and_goes_on() {
        Path file = folder.resolve("runs.db");
        try (SqlStore store = SqlStore.open(file, clock)) {
            crashed(store);
            List<Object> before = contents(file);

            SqlStore.pack(file, clock, (done, total) -> {});

            assertThat(contents(file).equals(before)).as("the same answers").isTrue();
            long next = store.logs().next(OTHER);
            store.logs().append(OTHER, Entries.points(next, "loss", null, 9_000, 1, 2, 3));
            assertThat(check(file)).isEmpty();
        }
    }

    @Test
    void short_chunks_anywhere_are_joined() {
        Path file = folder.resolve("runs.db");
        try (SqlStore store = SqlStore.open(file, clock)) {
            store.logs().append(RUN, Entries.start(RUN, "e", "h"));
            Random random = new Random(1);
            for (int i = 1; i <= 60; i++) {
                // the rare series is packed whenever the frequent one has filled a chunk
                int rare = i % 3 == 0 ? 40 : 90;
                store.logs()
                        .append(
                                RUN,
                                Entries.batch(
                                        i,
                                        IterationColumns.NONE,
                                        series(i, "frequent", random, 1_100),
                                        series(i, "rare", random, rare - i)));
            }
        }
        List<Object> before = contents(file);

        PackReport report = SqlStore.pack(file, clock, (done, total) -> {});

        assertThat(report.chunksAfter()).isLessThan(report.chunksBefore());
        assertThat(contents(file).equals(before)).as("the same answers").isTrue();
        assertThat(check(file)).isEmpty();
        assertThat(SqlStore.pack(file, clock, (done, total) -> {}).chunksAfter())
                .isEqualTo(report.chunksAfter());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatever_was_done_to_a_store_packing_changes_no_answer(long seed) {
        Path file = folder.resolve("used.db");
        try (SqlStore store = SqlStore.open(file, clock)) {
            new RandomOperations(seed).run(400, new InMemoryTracker(clock).experiments(), store.experiments());
        }
        clock.advance(Duration.ofHours(1));
        List<Object> before = contents(file);

        List<String> progress = new ArrayList<>();
        SqlStore.pack(file, clock, (done, total) -> progress.add(done + "/" + total));

        assertThat(contents(file).equals(before)).as("the same answers").isTrue();
        assertThat(check(file)).isEmpty();
        assertThat(progress).isNotEmpty();
    }

    @Test
    void what_others_write_meanwhile_is_said() {
        Path file = folder.resolve("runs.db");
        try (SqlStore store = SqlStore.open(file, clock)) {
            crashed(store);
            List<Object> before = contents(file);

            Sqlite impatient = new Sqlite(file, 50);
            try (Database database = Database.open(impatient)) {
                StorePack pack = new StorePack(impatient, database, clock);
                store.database().write(session -> {
                    assertThatThrownBy(() -> pack.pack((done, total) -> {}))
                            .isInstanceOf(UnavailableException.class)
                            .hasMessageContaining("locked");
                    return true;
                });
            }

            assertThat(contents(file).equals(before)).as("the same answers").isTrue();
        }
    }

    /** Two runs with many unpacked entries, and one that was deleted and left a gap. */
    private static void crashed(SqlStore store) {
        store.logs().append(RUN, Entries.start(RUN, "e", "h"));
        store.logs().append(OTHER, Entries.start(OTHER, "e", "h"));
        Random random = new Random(1);
        for (int i = 1; i < 900; i++) {
            store.logs().append(RUN, Entries.points(i, "loss", "train", i, random.nextDouble()));
            store.logs().append(OTHER, Entries.points(i, "loss", null, i, random.nextDouble()));
        }
        UUID deleted = new UUID(1, 3);
        store.logs().append(deleted, Entries.start(deleted, "e", "h"));
        store.logs()
                .append(
                        deleted,
                        Entries.points(
                                1, "loss", null, 0, random.doubles(10_000).toArray()));
        store.logs().append(deleted, Entries.end(2, RunStatus.FINISHED));
        store.logs().model(deleted).orElseThrow().runs().delete(deleted);
    }

    private static SeriesColumns series(int sequence, String name, Random random, int count) {
        double[] values = random.doubles(Math.max(1, count)).toArray();
        long[] steps = new long[values.length];
        Arrays.setAll(steps, i -> 10_000L * sequence + i);
        return Entries.series(sequence, name, null, steps, values);
    }

    private List<Object> contents(Path file) {
        try (SqlStore store = SqlStore.open(file, clock)) {
            return Contents.of(store);
        }
    }

    private static List<CheckReport.Finding> check(Path file) {
        return SqlStore.check(file, (done, total) -> {}).findings();
    }

    private static long size(Path file) {
        return new Sqlite(file).bytes();
    }
}
