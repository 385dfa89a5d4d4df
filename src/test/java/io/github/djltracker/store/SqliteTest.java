package io.github.djltracker.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.store.database.Sqlite;
import io.github.djltracker.testing.Entries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Opening files of all kinds, and what happens when SQLite cannot do what it is asked. */
final class SqliteTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("tracker.db");
    }

    @Test
    void creates_the_file_and_leaves_nothing_else_when_closed() throws IOException {
        try (SqlStore store = SqlStore.open(file)) {
            store.experiments().create("e");
        }

        assertThat(files()).containsExactly(file);
    }

    @Test
    void takes_an_empty_file() throws IOException {
        Files.createFile(file);

        try (SqlStore store = SqlStore.open(file)) {
            assertThat(store.experiments().list()).isEmpty();
        }
    }

    @Test
    void the_end_of_a_run_waits_for_the_disk_and_what_comes_before_does_not() {
        UUID run = new UUID(1, 1);
        try (SqlStore store = SqlStore.open(file)) {
            store.logs().append(run, Entries.start(run, "e", "h"));
            store.database().write(session -> {
                session.update("CREATE TABLE seen (synchronous INTEGER)");
                return session.update("CREATE TRIGGER look AFTER INSERT ON entry BEGIN INSERT INTO seen"
                        + " SELECT synchronous FROM pragma_synchronous; END");
            });

            store.logs().append(run, Entries.points(1, "loss", null, 0, 1));
            store.logs().append(run, Entries.end(2, RunStatus.FINISHED));

            List<Long> seen = store.database()
                    .read(session -> session.list(row -> row.getLong(1), "SELECT synchronous FROM seen"));
            // NORMAL, FULL, and NORMAL again
            assertThat(seen).containsExactly(1L, 2L);
            long after = store.database().write(session -> session.number("PRAGMA synchronous"));
            assertThat(after).isEqualTo(1);
        }
    }

    @Test
    void a_new_file_may_be_opened_by_several_at_once() throws Exception {
        int openers = 4;
        ExecutorService threads = Executors.newFixedThreadPool(openers);
        CyclicBarrier begin = new CyclicBarrier(openers);
        List<Future<Integer>> opened = new ArrayList<>();

        for (int i = 0; i < 100; i++) {
            Path made = folder.resolve("tracker-" + i + ".db");
            for (int opener = 0; opener < openers; opener++) {
                opened.add(threads.submit(() -> {
                    begin.await();
                    try (SqlStore store = SqlStore.open(made)) {
                        return store.experiments().list().size();
                    }
                }));
            }
        }

        for (Future<Integer> experiments : opened) {
            assertThat(experiments.get()).isZero();
        }
        threads.shutdown();
    }

    @Test
    void refuses_a_newer_schema_with_both_numbers_and_changes_nothing() throws IOException, SQLException {
        SqlStore.open(file).close();
        execute("PRAGMA user_version = 99");
        byte[] before = Files.readAllBytes(file);

        refused(file, "schema 99", "up to schema 4");

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(files()).containsExactly(file);
    }

    @Test
    void refuses_a_database_of_another_program_and_changes_nothing() throws IOException, SQLException {
        execute("CREATE TABLE theirs (a)");
        byte[] before = Files.readAllBytes(file);

        refused(file, "another program");

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void refuses_a_file_that_is_no_database_and_changes_nothing() throws IOException {
        Files.writeString(file, "step,loss\n1,0.5\n".repeat(500));
        byte[] before = Files.readAllBytes(file);

        refused(file, "not a database");

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void refuses_a_directory_and_a_missing_directory() throws IOException {
        refused(folder, "is a directory");
        refused(folder.resolve("missing/tracker.db"), "missing is not a directory");
        Files.writeString(folder.resolve("text"), "text");
        refused(folder.resolve("text/tracker.db"), "text is not a directory");
        assertThat(folder.resolve("missing")).doesNotExist();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void refuses_a_directory_that_cannot_be_written() {
        refused(Path.of("/proc/tracker.db"), "/proc");
    }

    @Test
    void refuses_a_file_that_is_read_only() throws Exception {
        SqlStore.open(file).close();
        assertThat(file.toFile().setReadOnly()).isTrue();
        // root may write a read-only file, but not an immutable one
        boolean isImmutable = Files.isWritable(file);
        if (isImmutable) {
            chattr("+i");
        }

        try {
            refused(file, "read-only");
        } finally {
            if (isImmutable) {
                chattr("-i");
            }
        }
    }

    private void chattr(String change) throws Exception {
        Process process = new ProcessBuilder("chattr", change, file.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).as("chattr " + change).isZero();
    }

    @Test
    void opens_a_name_that_a_uri_would_spoil() {
        Path odd = folder.resolve("100% a?b#c ;d=e \u732b.db");

        try (SqlStore store = SqlStore.open(odd)) {
            store.experiments().create("e");
        }

        assertThat(odd).isRegularFile();
    }

    @Test
    void says_who_is_waited_for_when_another_process_writes() throws SQLException {
        UUID run = new UUID(1, 1);
        try (SqlStore store = SqlStore.open(new Sqlite(file, 50), Clock.systemUTC());
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            store.logs().append(run, Entries.start(run, "e", "h"));
            statement.execute("BEGIN IMMEDIATE");

            assertThatThrownBy(() -> store.logs().append(run, Entries.iterations(1, 0)))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("locked")
                    .hasMessageContaining("50 ms");
            assertThat(store.logs().entries(run, 0, 9)).hasSize(1);

            statement.execute("ROLLBACK");
            assertThat(store.logs().append(run, Entries.iterations(1, 0))).isEqualTo(2);
        }
    }

    @Test
    void a_full_disk_is_an_exception_and_the_same_append_succeeds_when_there_is_space_again() {
        UUID run = new UUID(1, 1);
        try (SqlStore store = SqlStore.open(file)) {
            store.logs().append(run, Entries.start(run, "e", "h"));
            store.logs().append(run, Entries.points(1, "loss", null, 0, 1));
            limit(store, store.database().read(session -> session.number("PRAGMA page_count")) + 5);
            double[] values = new java.util.Random(1).doubles(9_000).toArray();

            long next = 2;
            UnavailableException full = null;
            while (full == null) {
                try {
                    next = store.logs().append(run, Entries.points(next, "more " + next, null, 0, values));
                } catch (UnavailableException e) {
                    full = e;
                }
            }
            assertThat(full).hasMessageContaining("full").hasMessageContaining(file.toString());
            long wanted = next;
            assertThatThrownBy(
                            () -> store.logs().append(run, Entries.points(wanted, "more " + wanted, null, 0, values)))
                    .isInstanceOf(UnavailableException.class);
            assertThat(store.logs().next(run)).isEqualTo(next);
            assertThat(store.logs().entries(run, next, 9)).isEmpty();

            limit(store, 1_000_000);
            assertThat(store.logs().append(run, Entries.points(next, "more " + next, null, 0, values)))
                    .isEqualTo(next + 1);
            assertThat(store.logs().entries(run, next, 1))
                    .containsExactly(Entries.points(next, "more " + next, null, 0, values));
        }
    }

    @Test
    void says_where_the_file_is_damaged() {
        UUID run = new UUID(1, 1);
        try (SqlStore store = SqlStore.open(file)) {
            store.logs().append(run, Entries.start(run, "e", "h"));
            store.logs().append(run, Entries.points(1, "loss", null, 0, 1, 2, 3));
            store.logs().append(run, Entries.points(2, "loss", null, 3, 1, 2, 3));
            store.database()
                    .write(session -> session.update("UPDATE entry SET body = zeroblob(30) WHERE sequence = 2"));

            assertThatThrownBy(() -> store.logs().entries(run, 0, 9))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("damaged");
            assertThatThrownBy(() -> store.logs().append(run, Entries.end(3, RunStatus.FINISHED)))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("entry 2");
            assertThat(store.logs().entries(run, 0, 2)).hasSize(2);
        }
    }

    @Test
    void is_closed_once_and_for_all() {
        SqlStore store = SqlStore.open(file);
        store.experiments().create("e");

        store.close();
        store.close();

        assertThatThrownBy(() -> store.experiments().list())
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> store.logs().append(new UUID(1, 1), Entries.start(new UUID(1, 1), "e", "h")))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("closed");
    }

    private static void limit(SqlStore store, long pages) {
        store.database().write(session -> session.number("PRAGMA max_page_count = " + pages));
    }

    private void refused(Path path, String... words) {
        assertThatThrownBy(() -> SqlStore.open(path))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContainingAll(words);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
