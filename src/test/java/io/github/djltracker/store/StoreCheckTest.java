package io.github.djltracker.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.Metrics;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.find.RunFilter;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.store.check.CheckReport;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.ManualClock;
import io.github.djltracker.testing.memory.InMemoryTracker;
import io.github.djltracker.testing.random.RandomOperations;
import io.github.djltracker.testing.random.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damage is found, and a sound store is left unchanged. */
final class StoreCheckTest {
    /** A run that has ended, with several chunks. */
    private static final UUID ENDED = new UUID(1, 1);
    /** A run in progress, with a chunk and unpacked entries. */
    private static final UUID GOING_ON = new UUID(1, 2);

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeAll
    static void fill() {
        try (SqlStore store = SqlStore.open(shared.resolve("sound.db"))) {
            store.logs().append(ENDED, Entries.start(ENDED, "e", "h", "name", "text", Entries.module("m", "k", 1)));
            store.logs()
                    .append(
                            ENDED,
                            Entries.modules(
                                    1, new long[] {0, 1}, new IterationModule(1, Entries.module("adam", "k", 1))));
            Random random = new Random(7);
            for (int i = 2; i < 30; i++) {
                double[] values = random.doubles(100).toArray();
                store.logs().append(ENDED, Entries.points(i, "loss", "train", 100L * i, values));
            }
            store.logs().append(ENDED, Entries.end(30, RunStatus.FINISHED));
            store.logs().append(GOING_ON, Entries.start(GOING_ON, "e", "h"));
            for (int i = 1; i < 15; i++) {
                double[] values = random.doubles(100).toArray();
                store.logs().append(GOING_ON, Entries.points(i, "loss", null, 100L * i, values));
            }
            Metrics metrics = store.experiment("e").models().list().get(0).metrics();
            metrics.log("by hand", Double.NaN);
            metrics.remove(metrics.list("loss").get(7));
        }
    }

    @BeforeEach
    void copy() throws IOException {
        file = folder.resolve("copy.db");
        Files.copy(shared.resolve("sound.db"), file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void a_sound_store_has_no_findings_and_stays_as_it_is() throws IOException {
        List<String> progress = new ArrayList<>();
        byte[] before = Files.readAllBytes(file);

        CheckReport report = SqlStore.check(file, (done, total) -> progress.add(done + "/" + total));

        assertThat(report.findings()).isEmpty();
        assertThat(report.isSound()).isTrue();
        assertThat(report.runs()).isEqualTo(2);
        assertThat(report.models()).isEqualTo(1);
        assertThat(report.points()).isEqualTo(2 + 28 * 100 + 14 * 100);
        assertThat(progress).containsExactly("0/2", "1/2", "2/2");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(folder).isDirectoryContaining(any -> any.equals(file)).isDirectoryNotContaining("glob:**-{wal,shm}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE run_value SET number = 7 WHERE name = (SELECT id FROM value_name WHERE name = 'loss@train.min')"
                        + " | is found by loss@train.min = 7.0 at step",
                "UPDATE run_value SET step = 7 WHERE name = (SELECT id FROM value_name WHERE name = 'loss@train.max')"
                        + " | at step 7, but has",
                "DELETE FROM run_value WHERE name = (SELECT id FROM value_name WHERE name = 'loss@train.last')"
                        + " | is not found by its value loss@train.last",
                "UPDATE value_name SET name = 'loss@test.last' WHERE name = 'loss@train.last'"
                        + " | is found by a value loss@test.last, which it does not have",
                "INSERT INTO stale_run SELECT run FROM run_state WHERE indexed = 1 | also to be read again",
                "UPDATE run_state SET indexed = 0 WHERE indexed = 1 | not marked to be read again"
            })
    void a_run_that_is_found_by_what_it_does_not_have_is_told(String damage, String expected) throws SQLException {
        try (SqlStore store = SqlStore.open(file)) {
            assertThat(store.experiment("e").runs().count(RunFilter.ALL)).isEqualTo(2);
        }
        assertThat(SqlStore.check(file, (done, total) -> {}).findings()).isEmpty();

        execute(damage);

        assertThat(SqlStore.check(file, (done, total) -> {}).findings())
                .allMatch(finding -> finding.place().startsWith("run "))
                .anyMatch(finding -> finding.what().contains(expected));
    }

    @Test
    void what_a_killed_process_left_in_the_log_is_checked_and_left_there() throws IOException {
        Path killed = folder.resolve("killed.db");
        byte[] before;
        Path log = folder.resolve("killed.db-wal");
        try (SqlStore store = SqlStore.open(file)) {
            store.logs().append(GOING_ON, Entries.points(15, "loss", null, 0, 1, 2, 3));
            Files.copy(file, killed);
            Files.copy(folder.resolve("copy.db-wal"), log);
            before = Files.readAllBytes(log);
        }

        CheckReport report = SqlStore.check(killed, (done, total) -> {});

        assertThat(report.findings()).isEmpty();
        assertThat(report.points()).isEqualTo(2 + 28 * 100 + 14 * 100 + 3);
        assertThat(before).isNotEmpty();
        assertThat(Files.readAllBytes(log)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_store_is_sound_whatever_was_done_to_it(long seed) {
        Path used = folder.resolve("used.db");
        Clock clock = new ManualClock(Entries.TIME);
        try (SqlStore store = SqlStore.open(used, clock)) {
            new RandomOperations(seed).run(400, new InMemoryTracker(clock).experiments(), store.experiments());

            assertThat(check(used)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DELETE FROM body WHERE run = 1 AND first = 0 | is missing
            DELETE FROM chunk WHERE first = 0 AND points > 100 | statistics do not match its chunks
            UPDATE chunk SET first = first + 1 WHERE first > 0 | is missing
            UPDATE chunk SET points = points - 1 | points, not
            UPDATE chunk SET last_entry = last_entry + 1 | its last entry is
            UPDATE chunk SET statistics = (SELECT statistics FROM series LIMIT 1) | do not match its points
            UPDATE chunk SET statistics = x'00' | statistics of 1 bytes
            UPDATE chunk SET removed = x'ff' WHERE removed IS NULL | do not match its points
            UPDATE series SET statistics = (SELECT min(statistics) FROM chunk) | do not match its chunks
            UPDATE series SET points = 3 | points in chunks
            DELETE FROM series WHERE run = 2 | of an unpacked entry is missing
            DELETE FROM run_state WHERE run = 2 | its state is missing
            DELETE FROM model_state | its state is missing
            UPDATE run_state SET next = next + 1 | is expected next
            UPDATE run_state SET packed = packed - 1 WHERE run = 2 | is missing
            UPDATE run_state SET packed = 1 WHERE run = 1 | is missing
            UPDATE run_state SET waiting = waiting + 1 | points are unpacked in its entries
            UPDATE run_state SET fullest = 0 WHERE run = 2 | may be unpacked in one series
            UPDATE run_state SET first_step = 500 | but its state says 500
            UPDATE run_state SET last_step = NULL | but its state says
            UPDATE run_state SET lead = lead + 1 | its last position offset
            DELETE FROM stretch | has no position in the order of its model
            UPDATE entry SET number = NULL WHERE run = 2 AND sequence > 0 | has no position in the order of its model
            UPDATE entry SET number = 0 WHERE run = 2 AND sequence > 0 | its last position offset
            UPDATE stretch SET lead = 1000 | is before an earlier one in the order of its model
            INSERT INTO stretch SELECT run, packed, lead FROM run_state WHERE run = 2 | apart from the entry
            UPDATE model_state SET recorded = 3 | but the model recorded 3
            UPDATE metric SET number = 1000 | has number 1000 in metric
            DELETE FROM entry WHERE sequence = 0 | entry 0 is missing
            DELETE FROM entry WHERE run = 2 AND sequence = 14 | its entries end
            DELETE FROM entry WHERE run = 1 AND sequence > 0 | its entries end
            UPDATE entry SET body = substr(body, 1, length(body) - 1) WHERE sequence = 14 | checksum
            UPDATE entry SET body = x'02' WHERE sequence = 0 | cannot be read
            UPDATE entry SET body = (SELECT body FROM entry WHERE sequence = 0) WHERE sequence = 30 | is an end
            UPDATE entry SET body = (SELECT body FROM entry WHERE run = 1) WHERE run = 2 AND sequence = 0 | not the start of this run
            UPDATE run SET environment = '{' WHERE id = 1 | run 00000000-0000-0001
            UPDATE run SET losses = 'x' WHERE id = 1 | run 00000000-0000-0001
            UPDATE run SET status = 'RUNNING' WHERE id = 1 | its status is RUNNING
            UPDATE run SET status = NULL WHERE id = 1 | only one of status and end
            UPDATE run SET uuid = x'00' WHERE id = 1 | is not a UUID
            UPDATE model SET uuid = x'00' | is not a UUID
            UPDATE experiment SET uuid = x'00' | is not a UUID
            UPDATE experiment SET name = ' ' | its name is empty
            UPDATE module SET attributes = '[]' | module m
            UPDATE iteration_module SET attributes = '' | module adam
            UPDATE iteration_module SET sequence = 99 | which does not exist
            INSERT INTO deleted_run SELECT uuid FROM run WHERE id = 1 | also recorded as deleted
            INSERT INTO body VALUES (1, 1, 77, x'01') | of body refers to a row of chunk that is missing
            UPDATE series SET settled = 100000 | is fully packed up to 100000
            DELETE FROM model | that is missing
            """)
    void damage_to_rows_is_found(String damage, String finding) throws SQLException {
        execute("PRAGMA foreign_keys = OFF", "DROP TRIGGER run_deleted", damage);

        assertThat(check(file)).anyMatch(found -> found.contains(finding));
    }

    @Test
    void a_flipped_bit_of_a_body_is_found() throws SQLException {
        execute("""
                UPDATE body SET content = cast(substr(content, 1, 40) || x'55' || substr(content, 42) AS BLOB)
                WHERE rowid = (SELECT min(rowid) FROM body WHERE first > 0)""");

        assertThat(check(file)).anyMatch(found -> found.contains("is damaged: the checksum"));
    }

    @Test
    void what_is_damaged_in_many_places_is_told_up_to_a_limit() throws SQLException {
        execute("""
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
                INSERT INTO module (model, number, name, attributes) SELECT 1, -i, 'm', '!' FROM n""");

        CheckReport report = SqlStore.check(file, (done, total) -> {});

        assertThat(report.findings()).hasSize(CheckReport.MAX_FINDINGS);
        assertThat(report.more()).isEqualTo(1_000);
    }

    @Test
    void a_file_with_damaged_bytes_is_refused_or_found_wrong_or_gives_its_logs_out_as_they_were() throws IOException {
        Random random = new Random(Seeds.next());
        List<List<RunEntry>> logs = logs(shared.resolve("sound.db"));
        byte[] sound = Files.readAllBytes(shared.resolve("sound.db"));
        for (int i = 0; i < 60; i++) {
            byte[] bytes = sound.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Path damaged = folder.resolve("damaged" + i + ".db");
            Files.write(damaged, bytes);

            List<String> found;
            try {
                found = check(damaged);
            } catch (UnavailableException e) {
                continue;
            }
            if (found.isEmpty()) {
                assertThat(logs(damaged)).isEqualTo(logs);
            }
        }
    }

    @Test
    void what_is_no_store_is_refused() throws IOException {
        Path text = Files.writeString(
                folder.resolve("text.db"), "a file of another kind, long enough to be one".repeat(50));
        Path empty = Files.createFile(folder.resolve("empty.db"));

        assertThatThrownBy(() -> check(text))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("not a database");
        assertThatThrownBy(() -> check(empty))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("not a djl-tracker database");
        assertThatThrownBy(() -> check(folder.resolve("none.db")))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("is not a file");
        assertThat(Files.size(empty)).isZero();
    }

    @Test
    void another_schema_is_refused() throws SQLException {
        execute("PRAGMA user_version = 99");
        assertThatThrownBy(() -> check(file))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("schema 99");

        execute("PRAGMA user_version = 0");
        assertThatThrownBy(() -> check(file))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("older");
    }

    @Test
    void a_run_that_is_being_recorded_is_sound_at_every_moment() {
        try (SqlStore store = SqlStore.open(file)) {
            for (int i = 15; i < 60; i++) {
                store.logs().append(GOING_ON, Entries.points(i, "loss", null, 100L * i, new double[300]));

                assertThat(check(file)).isEmpty();
            }
        }
    }

    private static List<String> check(Path file) {
        return SqlStore.check(file, (done, total) -> {}).findings().stream()
                .map(finding -> finding.place() + ": " + finding.what())
                .toList();
    }

    /** The logs without the modules of iterations, which have no checksum. */
    private static List<List<RunEntry>> logs(Path file) {
        try (SqlStore store = SqlStore.open(file)) {
            List<List<RunEntry>> logs = new ArrayList<>();
            for (UUID run : List.of(ENDED, GOING_ON)) {
                List<RunEntry> log = Contents.log(store, run);
                log.set(1, log.get(0));
                logs.add(log);
            }
            return logs;
        }
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }
}
