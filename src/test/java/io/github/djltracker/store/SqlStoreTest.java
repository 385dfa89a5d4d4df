package io.github.djltracker.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.Metrics;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.query.Curve;
import io.github.djltracker.domain.query.CurveQuery;
import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.ResumePoint;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.store.database.Dialect;
import io.github.djltracker.store.database.TestDatabase;
import io.github.djltracker.store.port.SqlRuns;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.ManualClock;
import io.github.djltracker.testing.RandomEntries;
import io.github.djltracker.testing.Seeds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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

@ParameterizedClass
@EnumSource(TestDatabase.class)
final class SqlStoreTest {
    private static final UUID RUN = new UUID(1, 2);

    private final TestDatabase kind;

    @TempDir
    private Path folder;

    private Supplier<Dialect> database;
    private final ManualClock clock = new ManualClock(Entries.TIME);
    private SqlStore store;

    SqlStoreTest(TestDatabase kind) {
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
                assertThat(read(store, RUN)).isEqualTo(log.subList(0, (int) entry.sequence() + 1));
            }
        }

        assertThat(read(store, RUN)).isEqualTo(log);
        assertThat(store.logs().entries(RUN, 350, 3)).isEqualTo(log.subList(350, 353));
        assertThat(store.logs().entries(RUN, 701, 3)).isEmpty();
        assertThat(store.logs().next(RUN)).isEqualTo(701);
        try (SqlStore again = open()) {
            assertThat(read(again, RUN)).isEqualTo(log);
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

        assertThat(read(store, RUN)).isEqualTo(log);
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
        model().metrics().log("b", 2);
        store.logs().append(RUN, List.of(Entries.points(2, "a", null, 9, 3), Entries.points(3, "a", null, 7, 4)));
        store.logs().append(other, Entries.points(1, "a", null, 6, 5));

        assertThat(model().metrics().list()).extracting(Metric::value).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
        assertThat(model().step()).isEqualTo(9);
    }

    @Test
    void keeps_series_apart_whose_names_are_as_long_as_may_be() {
        Random random = new Random(Seeds.next());
        List<SeriesColumns> series = new ArrayList<>();
        String name = random.ints(Limits.MAX_NAME, 0x4e00, 0x9000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        for (String last : List.of("a", "b")) {
            String some = name.substring(1) + last;
            for (String phase : List.of("train", name, some)) {
                series.add(new SeriesColumns(some, phase, new long[] {1}, new long[] {2}, new double[] {3}));
            }
        }
        RunEntry entry = new RunBatch(1, IterationColumns.NONE, series, List.of());
        store.logs().append(RUN, List.of(Entries.start(RUN, name, "h"), entry, Entries.end(2, RunStatus.FINISHED)));

        assertThat(store.logs().entries(RUN, 1, 1)).containsExactly(entry);
        assertThat(store.experiment(name)
                        .models()
                        .read("h")
                        .orElseThrow()
                        .metrics()
                        .series())
                .hasSize(6);
    }

    @Test
    void knows_the_series_of_a_run_whoever_made_them() {
        try (SqlStore other = open()) {
            store.logs().append(RUN, Entries.start(RUN, "e", "h"));
            for (int i = 1; i <= 60; i++) {
                List<SeriesColumns> series = new ArrayList<>();
                for (int s = 0; s < i; s++) {
                    series.add(new SeriesColumns("s" + s, null, new long[] {i}, new long[] {i}, new double[] {s}));
                }
                (i % 2 == 0 ? store : other)
                        .logs()
                        .append(RUN, new RunBatch(i, IterationColumns.NONE, series, List.of()));
            }
        }

        assertThat(model().metrics().series()).hasSize(60);
        assertThat(store.points(RUN, "s0", null).count()).isEqualTo(60);
        assertThat(store.points(RUN, "s59", null).count()).isEqualTo(1);
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
        assertThat(read(store, RUN)).isEqualTo(log);
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

        assertThat(read(store, RUN)).isEqualTo(log);
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
        assertThat(read(store, RUN)).isEqualTo(log);
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

        model().metrics().remove(model().metrics().list().get(3));
        model().metrics().remove(model().metrics().list().get(1));
        model().iterations().remove(model().iterations().list().get(1));
        store.logs().append(RUN, Entries.end(4, RunStatus.FINISHED));

        List<RunEntry> log = read(store, RUN);
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

    @Test
    void a_run_that_is_silent_for_longer_than_its_heartbeat_is_lost_until_it_speaks() {
        store.logs().append(RUN, Entries.start(RUN, "e", "h"));
        clock.advance(SqlRuns.HEARTBEAT);
        assertThat(status()).isEqualTo(RunStatus.RUNNING);

        clock.advance(Duration.ofMillis(1));
        assertThat(status()).isEqualTo(RunStatus.LOST);

        store.logs().append(RUN, Entries.batch(1, IterationColumns.NONE));
        assertThat(status()).isEqualTo(RunStatus.RUNNING);
        assertThat(model().runs().list().get(0).seen()).isEqualTo(clock.instant());

        store.logs().append(RUN, Entries.end(2, RunStatus.FINISHED));
        clock.advance(Duration.ofDays(1));
        assertThat(status()).isEqualTo(RunStatus.FINISHED);
    }

    @Test
    void a_curve_from_afar_touches_no_body() {
        store.logs().append(RUN, Entries.start(RUN, "e", "h"));
        for (int i = 0; i < 10; i++) {
            store.logs().append(RUN, Entries.points(i + 1, "loss", null, 10_000L * i, new double[10_000]));
        }
        store.logs().append(RUN, Entries.end(11, RunStatus.FINISHED));
        Metrics metrics = model().metrics();
        Curve before = metrics.curve(CurveQuery.of("loss").buckets(50));
        store.database().write(session -> session.update("DELETE FROM body"));

        assertThat(metrics.curve(CurveQuery.of("loss").buckets(50))).isEqualTo(before);
        assertThat(before.lines().get(0).buckets()).hasSizeBetween(40, 50);
        assertThatThrownBy(() -> metrics.curve(CurveQuery.of("loss").buckets(5_000)))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void series_with_few_points_at_a_time_end_in_few_chunks() {
        store.logs().append(RUN, Entries.start(RUN, "e", "h"));
        long sequence = 1;
        for (int i = 0; i < 300; i++) {
            double[] many = new Random(i).doubles(1_000).toArray();
            long[] steps = new long[1_000];
            Arrays.setAll(steps, step -> step);
            store.logs()
                    .append(
                            RUN,
                            Entries.batch(
                                    sequence++,
                                    IterationColumns.NONE,
                                    Entries.series(1, "loss", "train", steps, many),
                                    new SeriesColumns(
                                            "epoch", null, new long[] {i}, new long[] {i}, new double[] {i})));
        }

        assertThat(chunks("epoch")).isLessThan(12);
        store.logs().append(RUN, Entries.end(sequence, RunStatus.FINISHED));
        assertThat(chunks("epoch")).isEqualTo(1);
        assertThat(store.points(RUN, "epoch", null).count()).isEqualTo(300);
        long left = store.database().read(session -> session.number("SELECT count(*) FROM entry"));
        assertThat(left).isEqualTo(2);
    }

    @Test
    void nothing_is_left_of_what_was_deleted() {
        store.logs().append(RUN, Entries.start(RUN, "e", "h"));
        store.logs()
                .append(RUN, Entries.modules(1, new long[] {0}, new IterationModule(0, Entries.module("a", "k", 1))));
        store.logs().append(RUN, Entries.points(2, "loss", null, 0, new double[9_000]));
        store.logs().append(RUN, Entries.end(3, RunStatus.FINISHED));
        model().metrics().log("m", 1);
        model().iterations().create(1).modules().log("m");

        store.experiments().delete(store.experiment("e").id());

        for (String table : tables()) {
            long rows = store.database().read(session -> session.number("SELECT count(*) FROM " + table));
            // a deleted run is remembered, so that nobody brings it back
            assertThat(rows).as(table).isEqualTo(table.equals("deleted_run") ? 1 : 0);
        }
    }

    @Test
    void names_an_experiment_without_making_it() {
        assertThat(store.experiment("later").models().list()).isEmpty();
        assertThat(store.experiment("later").models().read("h")).isEmpty();
        assertThat(store.experiments().list()).isEmpty();

        UUID id = store.experiment("later").id();

        assertThat(store.experiments().read("later").orElseThrow().id()).isEqualTo(id);
        assertThatThrownBy(() -> store.experiment(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knows_its_own_sinks() {
        try (SqlStore other = SqlStore.open(folder.resolve("other.db"))) {
            assertThat(store.owns(store.logs())).isTrue();
            assertThat(store.owns(store.experiment("a").models())).isTrue();
            assertThat(store.owns(other.logs())).isFalse();
            assertThat(store.owns(other.experiment("a").models())).isFalse();
            assertThat(store.owns((run, entry) -> 0)).isFalse();
        }
    }

    @Test
    void the_sink_of_all_takes_any_experiment_and_no_start_of_another_run() {
        store.logs().append(RUN, Entries.start(RUN, "a", "h"));
        store.logs().append(new UUID(3, 3), Entries.start(new UUID(3, 3), "b", "h"));

        assertThat(store.experiments().list()).hasSize(2);
        assertThatThrownBy(() -> store.logs().append(new UUID(4, 4), Entries.start(RUN, "a", "h")))
                .isInstanceOf(RejectedException.class);
    }

    @Test
    void notices_that_another_process_deleted_the_run() {
        store.logs().append(RUN, Entries.start(RUN, "e", "h"));
        store.logs().append(RUN, Entries.points(1, "loss", null, 0, 1));
        try (SqlStore other = open()) {
            other.experiments().delete(other.experiment("e").id());
        }

        assertThatThrownBy(() -> store.logs().append(RUN, Entries.points(2, "loss", null, 5, 2)))
                .isInstanceOf(DeletedException.class);
        assertThat(store.experiments().list()).isEmpty();
    }

    private RunStatus status() {
        return model().runs().list().get(0).status();
    }

    private Model model() {
        return store.experiment("e").models().read("h").orElseThrow();
    }

    private long chunks(String name) {
        return store.database()
                .read(session -> session.number(
                        "SELECT count(*) FROM chunk JOIN series s ON s.run = chunk.run AND s.id = chunk.series"
                                + " WHERE s.name = ?",
                        name));
    }

    private List<String> tables() {
        String query = kind == TestDatabase.SQLITE
                ? "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                : "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'djl_tracker_schema'";
        return store.database().read(session -> session.list(row -> row.getString(1), query));
    }

    static List<RunEntry> read(SqlStore store, UUID run) {
        List<RunEntry> all = new ArrayList<>();
        List<RunEntry> some = store.logs().entries(run, 0, 700);
        while (!some.isEmpty()) {
            all.addAll(some);
            some = store.logs().entries(run, all.size(), 700);
        }
        return all;
    }
}
