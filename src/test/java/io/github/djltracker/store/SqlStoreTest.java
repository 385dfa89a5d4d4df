package io.github.djltracker.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.IterationColumns;
import io.github.djltracker.domain.RunBatch;
import io.github.djltracker.domain.RunEnd;
import io.github.djltracker.domain.RunEntry;
import io.github.djltracker.domain.RunStart;
import io.github.djltracker.domain.RunStatus;
import io.github.djltracker.domain.SeriesColumns;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlStoreTest {
    @TempDir
    Path folder;

    @Test
    void gives_a_log_out_again_as_it_came() {
        UUID run = new UUID(1, 2);
        List<RunEntry> log = new ArrayList<>();
        log.add(new RunStart(
                run, "digits", "abc", null, null, List.of(), Instant.ofEpochMilli(5), null, Map.of("os", "any")));
        for (int i = 1; i < 3000; i++) {
            log.add(new RunBatch(
                    i,
                    new IterationColumns(new long[] {i}, new int[] {1 + i / 100}, new long[] {1000 + i}),
                    List.of(new SeriesColumns(
                            "loss", "train", new long[] {i}, new long[] {1000 + i}, new double[] {1.0 / i})),
                    List.of()));
        }
        log.add(new RunEnd(3000, RunStatus.FINISHED, Instant.ofEpochMilli(9000), Map.of(), null));

        try (SqlStore store = SqlStore.open(folder.resolve("a.db"))) {
            for (RunEntry entry : log) {
                store.sink().append(run, entry);
            }

            assertThat(read(store, run)).isEqualTo(log);
        }
        try (SqlStore store = SqlStore.open(folder.resolve("a.db"))) {
            assertThat(read(store, run)).isEqualTo(log);
        }
    }

    static List<RunEntry> read(SqlStore store, UUID run) {
        List<RunEntry> all = new ArrayList<>();
        List<RunEntry> some = store.entries(run, 0, 700);
        while (!some.isEmpty()) {
            all.addAll(some);
            some = store.entries(run, all.size(), 700);
        }
        return all;
    }
}
