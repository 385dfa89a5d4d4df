package io.github.djltracker.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Series;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several processes, and processes that are killed. */
final class SqlStoreIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 60, 700, 2_500})
    @Timeout(120)
    void a_killed_process_loses_nothing_that_was_acknowledged(int when) throws Exception {
        Path file = folder.resolve("tracker.db");
        UUID run = new UUID(7, when);
        int entries = 100_000;
        Process writer = WriterProcess.start(file, run, entries);
        int acknowledged = -1;
        try (BufferedReader said = reader(writer)) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                acknowledged = Integer.parseInt(line);
                if (acknowledged == when) {
                    // not through Process, which would close the stream before it is read completely
                    writer.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();

        assertThat(acknowledged).isGreaterThanOrEqualTo(when).isLessThan(entries - 1);
        try (SqlStore store = SqlStore.open(file)) {
            String check =
                    store.database().read(session -> session.only(row -> row.getString(1), "PRAGMA integrity_check"));
            assertThat(check).isEqualTo("ok");
            List<RunEntry> log = SqlStoreTest.read(store, run);
            assertThat(log).hasSizeBetween(acknowledged + 1, acknowledged + 2);
            for (int i = 0; i < log.size(); i++) {
                assertThat(log.get(i)).isEqualTo(WriterProcess.entry(run, i, entries));
            }
            Run shown = model(store).runs().list().get(0);
            assertThat(shown.status()).isEqualTo(RunStatus.RUNNING);
            assertThat(shown.ended()).isNull();

            int next = log.size();
            assertThat(store.logs().append(run, WriterProcess.entry(run, next - 1, entries)))
                    .isEqualTo(next);
            assertThat(store.logs().append(run, WriterProcess.entry(run, next, entries)))
                    .isEqualTo(next + 1);
        }
    }

    @Test
    @Timeout(240)
    void three_processes_write_one_file_while_a_fourth_reads() throws Exception {
        Path file = folder.resolve("tracker.db");
        int entries = 1_500;
        List<UUID> runs = List.of(new UUID(8, 1), new UUID(8, 2), new UUID(8, 3));
        List<Process> writers = new ArrayList<>();
        List<Thread> drains = new ArrayList<>();
        // the file does not exist yet: the processes race to create it
        for (UUID run : runs) {
            Process writer = WriterProcess.start(file, run, entries);
            writers.add(writer);
            Thread drain = new Thread(() -> drain(writer), "drain");
            drain.setDaemon(true);
            drain.start();
            drains.add(drain);
        }

        long reads = 0;
        try (SqlStore store = SqlStore.open(file)) {
            while (writers.stream().anyMatch(Process::isAlive)) {
                reads += read(store);
            }
            for (Process writer : writers) {
                assertThat(writer.waitFor()).isZero();
            }
            for (Thread drain : drains) {
                drain.join();
            }
            for (UUID run : runs) {
                List<RunEntry> log = SqlStoreTest.read(store, run);
                assertThat(log).hasSize(entries);
                for (int i = 0; i < entries; i++) {
                    assertThat(log.get(i)).isEqualTo(WriterProcess.entry(run, i, entries));
                }
            }
            Model model = model(store);
            assertThat(model.runs().list()).hasSize(3).allMatch(run -> run.status() == RunStatus.FINISHED);
            assertThat(store.experiments().list()).hasSize(1);
            assertThat(model.metrics().series()).hasSize(15);
        }
        assertThat(reads).isPositive();
    }

    /** Checks that a snapshot is consistent: all series of a run have as many points as the run has iterations. */
    private static long read(SqlStore store) {
        if (store.experiment("e").models().list().isEmpty()) {
            return 0;
        }
        List<Series> series = model(store).metrics().series();
        for (Series one : series) {
            assertThat(series.stream()
                            .filter(other -> one.run() != null && one.run().equals(other.run())))
                    .hasSize(5)
                    .allMatch(other -> other.count() == one.count());
        }
        return 1;
    }

    private static Model model(SqlStore store) {
        return store.experiment("e").models().read("h").orElseThrow();
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void drain(Process process) {
        try (BufferedReader said = reader(process)) {
            said.lines().forEach(line -> {});
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
