package io.github.djltracker.store;

import static io.github.djltracker.testing.process.PostgresServer.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.process.PostgresServer;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What PostgreSQL reads to record a large run, when all that it knows of are small runs. */
final class PostgresPlansTest {
    private final String url = PostgresServer.shared().database();
    private int runs;

    @BeforeEach
    void know_small_runs() {
        try (SqlStore store = SqlStore.open(url)) {
            for (int i = 0; i < 100; i++) {
                record(store, run -> store.logs().append(run, Entries.points(1, "loss", "train", 0, 1)), 2);
            }
        }
        for (String table : new String[] {"series", "chunk", "body", "value_name"}) {
            execute(url, "ALTER TABLE " + table + " SET (autovacuum_enabled = off)");
        }
        execute(url, "VACUUM ANALYZE");
        execute(url, "SELECT pg_stat_reset()");
    }

    private interface Batches {
        void append(UUID run);
    }

    private void record(SqlStore store, Batches batches, int end) {
        UUID run = new UUID(1, ++runs);
        store.logs().append(run, Entries.start(run, "e", "h"));
        batches.append(run);
        store.logs().append(run, Entries.end(end, RunStatus.FINISHED));
    }

    @Test
    void a_run_of_many_series_does_not_read_all_of_them_for_each() {
        int count = 2_000;
        SeriesColumns[] series = IntStream.range(0, count)
                .mapToObj(i -> Entries.series(1, "norm " + i, "statistics", new long[] {1}, i))
                .toArray(SeriesColumns[]::new);

        try (SqlStore store = SqlStore.open(url)) {
            // its connection has plans for small tables
            record(store, run -> store.logs().append(run, Entries.points(1, "loss", "train", 0, 1)), 2);
            record(store, run -> store.logs().append(run, Entries.batch(1, Entries.columns(1, 1, 1), series)), 2);
        }

        requireRead("series", count, 200L * count);
    }

    @Test
    void a_long_run_does_not_read_all_of_its_chunks_for_each() {
        int entries = 60;
        double[] values = new Random(1).doubles(4_096).toArray();

        try (SqlStore store = SqlStore.open(url)) {
            record(
                    store,
                    run -> {
                        for (int i = 1; i <= entries; i++) {
                            store.logs().append(run, Entries.points(i, "loss", "train", i * 4_096L, values));
                        }
                    },
                    entries + 1);
        }

        requireRead("chunk", 4L * entries, 1_000L * entries);
    }

    /** Waits until a table is known to have got its rows, and fails if more rows were read, by index or not. */
    private void requireRead(String table, long inserted, long most) {
        try (SqlStore store = SqlStore.open(url)) {
            await().until(() ->
                    number(store, "SELECT n_tup_ins FROM pg_stat_user_tables WHERE relname = '" + table + "'")
                            >= inserted);
            assertThat(number(
                            store,
                            "SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::BIGINT FROM pg_stat_user_tables"))
                    .isLessThan(most);
        }
    }

    private static long number(SqlStore store, String sql) {
        return store.database().read(session -> session.number(sql));
    }
}
