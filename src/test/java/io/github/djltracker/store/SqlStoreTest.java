package io.github.djltracker.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.Metrics;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.query.Curve;
import io.github.djltracker.domain.query.CurveQuery;
import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.store.database.Dialect;
import io.github.djltracker.store.database.TestDatabase;
import io.github.djltracker.store.port.SqlRuns;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.ManualClock;
import io.github.djltracker.testing.random.Seeds;
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

        assertThat(model(store).metrics().series()).hasSize(60);
        assertThat(store.points(RUN, "s0", null).count()).isEqualTo(60);
        assertThat(store.points(RUN, "s59", null).count()).isEqualTo(1);
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
        assertThat(model(store).runs().list().get(0).seen()).isEqualTo(clock.instant());

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
        Metrics metrics = model(store).metrics();
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
        model(store).metrics().log("m", 1);
        model(store).iterations().create(1).modules().log("m");

        store.experiments().delete(store.experiment("e").id());

        for (String table : tables()) {
            long rows = store.database().read(session -> session.number("SELECT count(*) FROM " + table));
            // a deleted run is remembered, so that it cannot be appended again
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
        return model(store).runs().list().get(0).status();
    }

    static Model model(SqlStore store) {
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
