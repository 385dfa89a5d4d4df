package io.github.djltracker.store;

import static io.github.djltracker.testing.process.PostgresServer.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.find.RunFilter;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.store.database.Database;
import io.github.djltracker.store.database.Postgres;
import io.github.djltracker.store.database.PostgresUrl;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.LogCapture;
import io.github.djltracker.testing.process.PostgresServer;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Opening databases of all kinds, and what happens when PostgreSQL cannot do what it is asked. */
final class PostgresTest {
    private static final UUID RUN = new UUID(1, 1);

    private String url;

    @BeforeEach
    void create() {
        url = PostgresServer.anyDatabase();
    }

    @Test
    void keeps_what_was_written() {
        try (SqlStore store = SqlStore.open(url)) {
            store.experiments().create("e");
        }

        try (SqlStore store = SqlStore.open(url)) {
            assertThat(store.experiments().list()).hasSize(1);
        }
    }

    @Test
    void keeps_everything_in_the_schema_that_comes_first() {
        execute(url, "CREATE SCHEMA one; CREATE SCHEMA two; CREATE TABLE public.model (theirs INTEGER)");

        try (SqlStore one = SqlStore.open(url + "&currentSchema=one,public");
                SqlStore two = SqlStore.open(url + "&currentSchema=two")) {
            one.experiments().create("of one");
            one.experiment("of one").models().create("h");

            assertThat(two.experiments().list()).isEmpty();
            List<String> schemas = one.database()
                    .read(session -> session.list(
                            row -> row.getString(1),
                            "SELECT schemaname FROM pg_tables WHERE tablename = 'model' ORDER BY 1"));
            assertThat(schemas).containsExactly("one", "public", "two");
        }
    }

    @Test
    void a_failed_batch_is_told_without_its_statement_and_values() {
        BatchUpdateException failure = new BatchUpdateException(
                "Batch entry 0 INSERT INTO module VALUES ('mine') was aborted: too long", "22001", new int[0]);
        failure.setNextException(new SQLException("ERROR: too long", "22001"));

        String told = new Postgres(PostgresUrl.parse(url, null, null))
                .translate(failure)
                .getMessage();

        assertThat(told).endsWith("failed: ERROR: too long").doesNotContain("mine");
    }

    @Test
    void a_run_is_remembered_as_deleted_whoever_deletes_it() {
        execute(url, "CREATE SCHEMA runs");
        try (SqlStore store = SqlStore.open(url + "&currentSchema=runs")) {
            store.logs().append(RUN, Entries.start(RUN, "e", "h"));

            execute(url, "DELETE FROM runs.experiment");

            long deleted = store.database().read(session -> session.number("SELECT count(*) FROM deleted_run"));
            assertThat(deleted).isEqualTo(1);
        }
    }

    @Test
    void a_database_of_version_2_finds_its_runs_by_the_steps_of_metrics() {
        try (SqlStore store = SqlStore.open(url)) {
            store.logs().append(RUN, Entries.start(RUN, "e", "h"));
            store.logs().append(RUN, Entries.points(1, "loss", null, 0, 3, 1, 2));
            store.logs().append(RUN, Entries.end(2, RunStatus.FINISHED));
        }
        makeVersion3();
        execute(url, "ALTER TABLE run_value DROP COLUMN step");
        execute(url, "UPDATE djl_tracker_schema SET version = 2");

        try (SqlStore store = SqlStore.open(url)) {
            assertThat(store.experiment("e").runs().count(RunFilter.parse("loss@.min.step = 1")))
                    .isEqualTo(1);
        }
    }

    @Test
    void the_points_of_a_model_of_a_database_of_version_3_are_in_their_order_when_its_runs_took_turns() {
        List<String> before;
        try (SqlStore store = SqlStore.open(url)) {
            for (int sequence = 0; sequence < 4; sequence++) {
                for (UUID run : List.of(RUN, new UUID(7, 7))) {
                    store.logs()
                            .append(
                                    run,
                                    sequence == 0
                                            ? Entries.start(run, "e", "h")
                                            : Entries.points(sequence, "loss", null, sequence, sequence));
                }
            }
            before = points(store);
        }
        makeVersion3();

        try (SqlStore store = SqlStore.open(url)) {
            assertThat(points(store)).hasSize(6).isEqualTo(before);
        }
    }

    private static List<String> points(SqlStore store) {
        return store.experiment("e").models().read("h").orElseThrow().metrics().list().stream()
                .map(metric -> metric.run() + " " + metric.step() + " " + metric.value())
                .toList();
    }

    /**
     * Until version 4, the table of stretches had the numbers of all entries, and entries had no number of their own.
     */
    private void makeVersion3() {
        execute(url, """
                INSERT INTO stretch (run, sequence, lead) SELECT run, min(sequence), number - sequence FROM entry
                WHERE number IS NOT NULL GROUP BY run, number - sequence ON CONFLICT DO NOTHING""");
        execute(url, "ALTER TABLE entry DROP COLUMN number");
        execute(url, "UPDATE djl_tracker_schema SET version = 3");
    }

    @Test
    void refuses_a_newer_schema_with_both_numbers() {
        SqlStore.open(url).close();
        execute(url, "UPDATE djl_tracker_schema SET version = 99");

        refused(url, "schema 99", "up to schema 5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE run (theirs INTEGER)",
                "CREATE VIEW request AS SELECT 1",
                "CREATE SEQUENCE iteration_step",
                "CREATE FUNCTION run_deleted() RETURNS INTEGER LANGUAGE SQL AS 'SELECT 1'"
            })
    void refuses_what_another_program_has_under_our_names_and_makes_nothing(String theirs) {
        execute(url, theirs);

        refused(url, "another program");

        execute(url, "CREATE TABLE experiment (nobody INTEGER)");
    }

    @Test
    void refuses_a_schema_that_is_not_there() {
        refused(url + "&currentSchema=nowhere", "nowhere");
    }

    @Test
    void refuses_an_encoding_that_lacks_characters() {
        execute(url, "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'");

        refused(url.replaceFirst("/test_\\d+", "/latin"), "LATIN1", "UTF8");
    }

    @Test
    void refuses_a_database_that_is_not_there() {
        refused(url.replaceFirst("/test_\\d+", "/nowhere"), "does not exist", "nowhere");
    }

    @Test
    void says_that_nobody_listens_and_keeps_the_password_to_itself() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        String nobody = "jdbc:postgresql://127.0.0.1:" + free + "/db?user=me&password=hunter2&sslpassword=hunter3";

        try (LogCapture logs = LogCapture.of("com.zaxxer.hikari")) {
            assertThatThrownBy(() -> SqlStore.open(nobody))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("jdbc:postgresql://127.0.0.1:" + free + "/db cannot be reached")
                    .satisfies(e -> assertThat(trace(e)).doesNotContain("hunter"));
            assertThat(logs.messages(Level.TRACE)).noneMatch(line -> line.contains("hunter"));
        }
    }

    @Test
    void refuses_a_user_who_may_not_come_in_and_keeps_the_password_to_itself() {
        execute(url, "CREATE ROLE outsider NOLOGIN");

        assertThatThrownBy(() -> SqlStore.open(url, "outsider", "hunter2"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("denies access to this user")
                .hasMessageContaining("outsider")
                .satisfies(e -> assertThat(trace(e)).doesNotContain("hunter2"));
    }

    @Test
    void says_that_there_are_too_many_connections() {
        execute(url, "CREATE ROLE busy LOGIN CONNECTION LIMIT 0; GRANT ALL ON SCHEMA public TO busy");

        assertThatThrownBy(() -> SqlStore.open(url, "busy", "any"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("no free connections");
    }

    @Test
    void says_what_a_user_lacks() {
        execute(url, "CREATE ROLE guest LOGIN");

        assertThatThrownBy(() -> SqlStore.open(url, "guest", "any"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("denies this user the permission");
    }

    @ParameterizedTest
    @CsvSource({
        "53100, disk is full",
        "53200, memory",
        "57014, took too long",
        "25006, read-only",
        "XX001, damaged",
        "22000, failed"
    })
    void says_why_nothing_was_written_and_goes_on_when_it_can_be(String state, String message) {
        try (SqlStore store = SqlStore.open(url)) {
            store.logs().append(RUN, Entries.start(RUN, "e", "h"));
            RunEntry entry = Entries.points(1, "loss", null, 0, 1, 2, 3);
            fail("RAISE EXCEPTION 'as the test wants it' USING ERRCODE = '" + state + "'");

            assertThatThrownBy(() -> store.logs().append(RUN, entry))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining(message)
                    .hasMessageContaining(url.substring(0, url.indexOf('?')));
            assertThat(store.logs().next(RUN)).isEqualTo(1);

            execute(url, "DROP TRIGGER fail ON entry");
            assertThat(store.logs().append(RUN, entry)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "23505", "23503"})
    void repeats_a_write_that_others_were_in_the_way_of(String state) {
        try (SqlStore store = SqlStore.open(url)) {
            store.logs().append(RUN, Entries.start(RUN, "e", "h"));
            failAtFirst(Database.ATTEMPTS - 1, state);

            assertThat(store.logs().append(RUN, Entries.points(1, "loss", null, 0, 1)))
                    .isEqualTo(2);

            assertThat(store.points(RUN, "loss", null).count()).isEqualTo(1);
        }
    }

    @Test
    void repeats_the_whole_of_writes_within_a_write() {
        try (SqlStore store = SqlStore.open(url)) {
            store.logs().append(RUN, Entries.start(RUN, "e", "h"));
            failAtFirst(2, "40001");

            String answer = store.once(new UUID(2, 2), "c", () -> {
                store.experiments().create("f");
                return "next " + store.logs().append(RUN, Entries.points(1, "loss", null, 0, 1));
            });

            assertThat(answer).isEqualTo("next 2");
            assertThat(store.experiments().list()).hasSize(2);
        }
    }

    @Test
    void gives_up_where_others_are_always_in_the_way() {
        try (SqlStore store = SqlStore.open(url)) {
            store.logs().append(RUN, Entries.start(RUN, "e", "h"));
            failAtFirst(Database.ATTEMPTS, "40001");

            assertThatThrownBy(() -> store.logs().append(RUN, Entries.points(1, "loss", null, 0, 1)))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("too many other connections");

            assertThat(store.logs().next(RUN)).isEqualTo(1);
        }
    }

    @Test
    void says_where_the_database_is_damaged() {
        try (SqlStore store = SqlStore.open(url)) {
            store.logs().append(RUN, Entries.start(RUN, "e", "h"));
            store.logs().append(RUN, Entries.points(1, "loss", null, 0, 1, 2, 3));
            execute(url, "UPDATE entry SET body = decode(repeat('00', 30), 'hex') WHERE sequence = 1");

            assertThatThrownBy(() -> store.logs().entries(RUN, 0, 9))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining(url.substring(0, url.indexOf('?')))
                    .hasMessageContaining("damaged");
        }
    }

    @Test
    void lives_on_when_its_connections_are_cut() {
        try (SqlStore store = SqlStore.open(url)) {
            store.logs().append(RUN, Entries.start(RUN, "e", "h"));
            execute(url, """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = current_database() AND pid <> pg_backend_pid()""");

            assertThatThrownBy(() -> store.logs().append(RUN, Entries.iterations(1, 0)))
                    .isInstanceOf(UnavailableException.class);
            assertThat(store.logs().append(RUN, Entries.iterations(1, 0))).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"HikariCP, com.zaxxer:HikariCP", "postgresql, org.postgresql:postgresql"})
    void says_which_library_is_missing(String jar, String artifact) throws Exception {
        List<URL> rest = new ArrayList<>();
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!new File(path).getName().startsWith(jar)) {
                rest.add(new File(path).toURI().toURL());
            }
        }

        try (URLClassLoader without =
                new URLClassLoader(rest.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> store = without.loadClass(SqlStore.class.getName());
            assertThatThrownBy(() -> store.getMethod("open", String.class).invoke(null, url))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .hasMessageContaining(artifact)
                    .hasMessageContaining("class path");
        }
    }

    /** Makes each insertion of an entry run a statement first. */
    private void fail(String statement) {
        execute(url, """
                CREATE SEQUENCE failures;
                CREATE FUNCTION fail() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN
                  %s;
                  RETURN NEW;
                END $$;
                CREATE TRIGGER fail BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION fail()""".formatted(statement));
    }

    /** Makes the first insertions fail. They are counted with a sequence, because that is not rolled back. */
    private void failAtFirst(int times, String state) {
        fail("""
                IF nextval('failures') <= %d THEN
                  RAISE EXCEPTION 'as the test wants it' USING ERRCODE = '%s';
                END IF""".formatted(times, state));
    }

    private static void refused(String url, String... words) {
        assertThatThrownBy(() -> SqlStore.open(url))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining(url.substring(0, url.indexOf('?')))
                .hasMessageContainingAll(words);
    }

    private static String trace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
