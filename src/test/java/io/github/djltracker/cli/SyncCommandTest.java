package io.github.djltracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.ExperimentTracker;
import io.github.djltracker.TrackerOptions;
import io.github.djltracker.domain.Models;
import io.github.djltracker.domain.RunStatus;
import io.github.djltracker.server.ServerSettings;
import io.github.djltracker.server.TrackerServer;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Entries;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a training left in its outbox, its tracker being away. */
final class SyncCommandTest {
    private static final UUID RUN = new UUID(0x7a88_0000_0000_4000L, 0x8000_0000_0000_0001L);

    @TempDir
    private Path folder;

    private String outbox = "";
    private int port;

    @BeforeEach
    void recordForATrackerThatIsAway() throws Exception {
        outbox = folder.resolve("outbox").toString();
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        TrackerOptions options = new TrackerOptions(null, Path.of(outbox));
        try (ExperimentTracker tracker = ExperimentTracker.open("http://127.0.0.1:" + port, options)) {
            Models models = tracker.experiment("e").models();
            models.append(RUN, Entries.start(RUN, "e", "h"));
            models.append(RUN, Entries.points(1, "loss", "train", 0, 1, 2, 3));
            models.append(RUN, Entries.end(2, RunStatus.FINISHED));
        }
    }

    @Test
    void says_what_waits() {
        Cli.Result result = new Cli().run("sync", "--status", "--outbox", outbox);

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("http://127.0.0.1:" + port).contains("tracker").contains("entries");
        assertThat(new Cli().run("sync", "--status", "--json", "--outbox", outbox).out())
                .contains("\"runs\":1,\"entries\":3");
    }

    @Test
    void sends_what_waits() {
        ServerSettings settings =
                ServerSettings.builder().host("127.0.0.1").port(port).build();
        try (SqlStore store = SqlStore.open(folder.resolve("runs.db"));
                TrackerServer server = TrackerServer.start(store, settings)) {
            Cli.Result result = new Cli().run("sync", "--outbox", outbox);

            assertThat(server.uri().getPort()).isEqualTo(port);
            assertThat(result.err()).isEmpty();
            assertThat(result.code()).isZero();
            assertThat(store.logs().next(RUN)).isEqualTo(3);
        }
        assertThat(new Cli().run("sync", "--status", "--json", "--outbox", outbox).out())
                .contains("\"runs\":0,\"entries\":0");
    }

    @Test
    void queries_and_copies_go_over_http_as_well() {
        String url = "http://127.0.0.1:" + port;
        String small = folder.resolve("small.db").toString();
        String copy = folder.resolve("copy.db").toString();
        SmallStore.create(Path.of(small));
        ServerSettings settings =
                ServerSettings.builder().host("127.0.0.1").port(port).build();
        try (SqlStore store = SqlStore.open(folder.resolve("runs.db"));
                TrackerServer server = TrackerServer.start(store, settings)) {
            assertThat(new Cli().run("push", small, "--to", server.uri().toString()).code())
                    .isZero();
            assertThat(new Cli().run("pull", url, "--into", copy).code()).isZero();

            for (String[] query : new String[][] {
                {"runs", "-e", "digits"}, {"show", "1a22"}, {"metrics", "1a22", "--csv"}, {"plot", "1a11", "1a22"}
            }) {
                assertThat(run(url, query)).isEqualTo(run(copy, query)).isNotEmpty();
            }
            assertThat(new Cli().run("rm", "run", "1a11", "--yes", "-s", url).code())
                    .isZero();
            assertThat(store.logs().model(SmallStore.INTERRUPTED)).isEmpty();
        }
        Cli.Result away = new Cli().run("runs", "--store", url);
        assertThat(away.code()).isEqualTo(1);
        assertThat(away.err()).hasLineCount(1).contains(url);
    }

    @Test
    void doctor_reads_every_line_of_an_outbox() {
        Cli.Result result = new Cli().run("doctor", "--outbox", outbox);

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("http://127.0.0.1:" + port).endsWith("all is well\n");
    }

    @Test
    void there_may_be_no_outbox() {
        Cli.Result result = new Cli().run("sync", "--outbox", folder.resolve("none").toString());

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("there is no outbox in");
    }

    private static String run(String store, String... query) {
        String[] all = new String[query.length + 2];
        System.arraycopy(query, 0, all, 0, query.length);
        all[query.length] = "--store";
        all[query.length + 1] = store;
        Cli.Result result = new Cli().run(all);
        assertThat(result.err()).isEmpty();
        return result.out();
    }
}
