package io.github.djltracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.ExperimentTracker;
import io.github.djltracker.TrackerOptions;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.server.ServerSettings;
import io.github.djltracker.server.TrackerServer;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sync} sends what is in outboxes. */
final class SyncCommandTest {
    private static final UUID RUN = new UUID(1, 2);

    @TempDir
    private Path folder;

    private final int port = ServerProcess.freePort();

    @Test
    void says_that_there_is_nothing() {
        Cli.Result result = sync();

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("there is no outbox");
    }

    @Test
    void says_what_is_left_and_why_where_the_server_is_away() {
        leave();

        Cli.Result status = sync("--status");
        Cli.Result sync = sync();

        assertThat(status.code()).isEqualTo(1);
        assertThat(status.out()).isEqualTo("http://127.0.0.1:" + port + ": 3 entries of 1 run left\n");
        assertThat(sync.code()).isEqualTo(1);
        assertThat(sync.out()).contains("3 entries of 1 run left");
        assertThat(sync.err()).contains("Failed to connect");
    }

    @Test
    void sends_what_was_left_once_the_server_is_there() {
        leave();
        try (SqlStore store = SqlStore.open(folder.resolve("server.db"));
                TrackerServer server = TrackerServer.start(
                        store, ServerSettings.builder().port(port).build())) {
            Cli.Result result = sync();
            Cli.Result again = sync("--json");

            assertThat(server.uri().getPort()).isEqualTo(port);
            assertThat(result.code()).isZero();
            assertThat(result.out()).contains("3 entries sent, nothing left to send");
            assertThat(again.out()).contains("\"entries\":0");
            assertThat(store.logs().next(RUN)).isEqualTo(3);
        }
    }

    @Test
    void the_status_names_a_line_that_cannot_be_read() throws IOException {
        leave();
        Path log = outbox().resolve("127.0.0.1_" + port).resolve(RUN.toString()).resolve("0000000000000000.ndjson");
        Files.writeString(log, Files.readString(log).replace("\"batch\"", "\"btach\""));

        Cli.Result result = sync("--status");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains(RUN.toString());
    }

    @Test
    void one_outbox_that_fails_is_said_and_the_others_are_shown() throws IOException {
        leave();
        Files.createDirectories(outbox().resolve("broken").resolve("destination"));
        Files.createDirectories(outbox().resolve("lost+found"));

        Cli.Result status = sync("--status");

        assertThat(status.code()).isEqualTo(1);
        assertThat(status.out()).isEqualTo("http://127.0.0.1:" + port + ": 3 entries of 1 run left\n");
        assertThat(status.err()).contains("broken").doesNotContain("lost+found", "unexpected");
    }

    @Test
    void sends_to_one_place_alone() {
        leave();

        Cli.Result other = sync("--to", "http://tracker.invalid:8091");
        Cli.Result file = sync("--to", "ftp://tracker");

        assertThat(other.code()).isZero();
        assertThat(other.out()).contains("there is no outbox for this destination");
        assertThat(file.code()).isEqualTo(1);
        assertThat(file.err()).contains("is not a tracker URI", "mlflow:http://host:5000");
    }

    /** Leaves a run that ended without ever reaching its server. */
    private void leave() {
        try (ExperimentTracker tracker =
                ExperimentTracker.open("http://127.0.0.1:" + port, new TrackerOptions(null, outbox()))) {
            tracker.experiment("e").models().append(RUN, Entries.start(RUN, "e", "h"));
            tracker.experiment("e").models().append(RUN, Entries.points(1, "loss", null, 0, 1));
            tracker.experiment("e").models().append(RUN, Entries.end(2, RunStatus.FINISHED));
            assertThat(tracker.flush(Duration.ofMillis(1))).isFalse();
        }
    }

    private Cli.Result sync(String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "sync";
        arguments[1] = "--outbox";
        arguments[2] = outbox().toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        return new Cli().run(arguments);
    }

    private Path outbox() {
        return folder.resolve("outbox");
    }
}
