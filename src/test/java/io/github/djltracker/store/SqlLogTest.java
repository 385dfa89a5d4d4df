package io.github.djltracker.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.ResumePoint;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.store.database.Dialect;
import io.github.djltracker.store.database.TestDatabase;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.ManualClock;
import io.github.djltracker.testing.random.RandomEntries;
import io.github.djltracker.testing.random.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Logs of runs, written to and read from both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
final class SqlLogTest {
    private static final UUID RUN = new UUID(1, 2);

    private final TestDatabase kind;

    @TempDir
    private Path folder;

    private Supplier<Dialect> database;
    private final ManualClock clock = new ManualClock(Entries.TIME);
    private SqlStore store;

    SqlLogTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void create() {
        database = kind.create(folder);
        store = open();
    }

    private SqlStore open() {
        return SqlStore.open(database.get(), clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void gives_a_log_out_again_as_it_came_whatever_it_holds() {
        RandomEntries entries = new RandomEntries(new Random(Seeds.next()));
        List<RunEntry> log = new ArrayList<>();
        log.add(entries.start(RUN, "e", "h", new ResumePoint(new UUID(9, 9), 3)));
        for (int i = 1; i < 700; i++) {
            log.add(i % 10 == 0 ? Entries.batch(i, IterationColumns.NONE) : entries.batch(i, 8L * i));
        }
        log.add(entries.end(700));
        for (RunEntry entry : log) {
            store.logs().append(RUN, entry);
            if (entry.sequence() % 97 == 0) {
                assertThat(SqlStoreTest.read(store, RUN)).isEqualTo(log.subList(0, (int) entry.sequence() + 1));
            }
        }

        assertThat(SqlStoreTest.read(store, RUN)).isEqualTo(log);
        assertThat(store.logs().entries(RUN, 350, 3)).isEqualTo(log.subList(350, 353));
        assertThat(store.logs().entries(RUN, 701, 3)).isEmpty();
        assertThat(store.logs().next(RUN)).isEqualTo(701);
        try (SqlStore again = open()) {
            assertThat(SqlStoreTest.read(again, RUN)).isEqualTo(log);
        }
    }

    @Test
    void takes_a_whole_log_in_one_call_and_parts_of_it_again() {
        RandomEntries entries = new RandomEntries(new Random(Seeds.next()));
        List<RunEntry> log = new ArrayList<>();
        log.add(entries.start(RUN, "e", "h", null));
        for (int i = 1; i < 300; i++) {
            log.add(entries.batch(i, 8L * i));
        }
        log.add(entries.end(300));

        assertThat(store.logs().append(RUN, log.subList(0, 200))).isEqualTo(200);
        assertThat(store.logs().append(RUN, log.subList(100, 150))).isEqualTo(200);
        assertThat(store.logs().append(RUN, log.subList(150, 301))).isEqualTo(301);
        assertThat(store.logs().append(RUN, log)).isEqualTo(301);

        assertThat(SqlStoreTest.read(store, RUN)).isEqualTo(log);
    }

    @Test
    void takes_all_entries_of_a_call_or_none() {
        List<RunEntry> gap = List.of(
                Entries.start(RUN, "e", "h"),
                Entries.points(1, "loss", null, 0, 1),
                Entries.points(3, "loss", null, 2, 3));
        List<RunEntry> tooMany = List.of(
                Entries.start(RUN, "e", "h"),
                Entries.end(1, RunStatus.FINISHED),
                Entries.points(2, "loss", null, 0, 1));

        assertThatThrownBy(() -> store.logs().append(RUN, gap))
                .isInstanceOfSatisfying(
                        GapException.class, e -> assertThat(e.wanted()).isEqualTo(2));
        assertThatThrownBy(() -> store.logs().append(RUN, tooMany)).isInstanceOf(RejectedException.class);
        assertThatThrownBy(() -> store.logs().append(RUN, List.of())).isInstanceOf(IllegalArgumentException.class);

        assertThat(store.logs().next(RUN)).isZero();
        assertThat(store.experiments().list()).isEmpty();
    }

    @Test
    void numbers_the_entries_of_a_call_as_if_they_came_one_by_one() {
        UUID other = new UUID(3, 4);
        store.logs().append(RUN, List.of(Entries.start(RUN, "e", "h"), Entries.points(1, "a", null, 5, 1)));
        store.logs().append(other, Entries.start(other, "e", "h"));
        SqlStoreTest.model(store).metrics().log("b", 2);
        store.logs().append(RUN, List.of(Entries.points(2, "a", null, 9, 3), Entries.points(3, "a", null, 7, 4)));
        store.logs().append(other, Entries.points(1, "a", null, 6, 5));

        assertThat(SqlStoreTest.model(store).metrics().list())
                .extracting(Metric::value)
                .containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
        assertThat(SqlStoreTest.model(store).step()).isEqualTo(9);
    }

    @Test
    void gives_large_entries_out_a_few_at_a_time() {
        List<RunEntry> log = new ArrayList<>();
        log.add(Entries.start(RUN, "e", "h"));
        for (int i = 1; i <= 30; i++) {
            log.add(Entries.points(
                    i, "loss", null, 0, new Random(i).doubles(10_000).toArray()));
        }
        log.forEach(entry -> store.logs().append(RUN, entry));

        assertThat(store.logs().entries(RUN, 0, Integer.MAX_VALUE)).hasSizeLessThan(10);
        assertThat(SqlStoreTest.read(store, RUN)).isEqualTo(log);
    }

    @Test
    void gives_entries_of_thousands_of_series_out_a_few_at_a_time() {
        List<RunEntry> log = new ArrayList<>();
        log.add(Entries.start(RUN, "e", "h"));
        for (int i = 1; i <= 40; i++) {
            SeriesColumns[] series = new SeriesColumns[i % 10 == 0 ? 5_000 : 3];
            for (int k = 0; k < series.length; k++) {
                series[k] = Entries.series(i, "parameter " + k, null, new long[] {i}, i * k);
            }
            log.add(Entries.batch(i, Entries.columns(i, 1, i), series));
        }
        log.add(Entries.end(41, RunStatus.FINISHED));
        store.logs().append(RUN, log);

        assertThat(SqlStoreTest.read(store, RUN)).isEqualTo(log);
        assertThat(store.logs().entries(RUN, 9, 3)).isEqualTo(log.subList(9, 12));
    }

    @Test
    void gives_entries_of_long_modules_out_a_few_at_a_time() {
        List<RunEntry> log = new ArrayList<>();
        log.add(Entries.start(RUN, "e", "h"));
        for (int i = 1; i <= 12; i++) {
            IterationModule module = new IterationModule(i, Entries.module("adam", "text", "x".repeat(900_000)));
            log.add(Entries.modules(i, new long[] {i}, module, module));
        }
        store.logs().append(RUN, log);

        assertThat(store.logs().entries(RUN, 0, 700)).hasSizeBetween(3, 5);
        assertThat(SqlStoreTest.read(store, RUN)).isEqualTo(log);
    }

    @Test
    void a_log_lacks_what_was_removed_and_keeps_its_numbers() {
        store.logs().append(RUN, Entries.start(RUN, "e", "h"));
        store.logs()
                .append(
                        RUN,
                        Entries.modules(1, new long[] {0, 1}, new IterationModule(1, Entries.module("adam", "k", 1))));
        store.logs().append(RUN, Entries.points(2, "loss", null, 0, 1, 2, 3));
        store.logs().append(RUN, Entries.points(3, "loss", null, 3, 4));

        SqlStoreTest.model(store)
                .metrics()
                .remove(SqlStoreTest.model(store).metrics().list().get(3));
        SqlStoreTest.model(store)
                .metrics()
                .remove(SqlStoreTest.model(store).metrics().list().get(1));
        SqlStoreTest.model(store)
                .iterations()
                .remove(SqlStoreTest.model(store).iterations().list().get(1));
        store.logs().append(RUN, Entries.end(4, RunStatus.FINISHED));

        List<RunEntry> log = SqlStoreTest.read(store, RUN);
        assertThat(log).hasSize(5);
        assertThat(log.get(1)).isEqualTo(Entries.iterations(1, 0));
        RunBatch two = (RunBatch) log.get(2);
        assertThat(two.series().get(0).values()).containsExactly(1, 3);
        assertThat(log.get(3)).isEqualTo(Entries.batch(3, IterationColumns.NONE));
    }

    @Test
    void a_log_of_nobody_is_not_found() {
        assertThatThrownBy(() -> store.logs().entries(RUN, 0, 1))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(RUN.toString());
        assertThatThrownBy(() -> store.logs().entries(RUN, -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.logs().entries(RUN, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(store.logs().next(RUN)).isZero();
    }
}
