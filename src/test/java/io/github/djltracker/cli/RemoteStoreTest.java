package io.github.djltracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.server.ServerSettings;
import io.github.djltracker.server.TrackerServer;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.process.ServerProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands print the same whether the store is a file or behind a server. */
final class RemoteStoreTest {
    @TempDir
    private Path folder;

    private String file = "";
    private String copy = "";

    @BeforeEach
    void fill() {
        file = folder.resolve("small.db").toString();
        copy = folder.resolve("copy.db").toString();
        SmallStore.create(Path.of(file));
    }

    @Test
    void copies_queries_and_deletions_go_over_http() {
        try (SqlStore store = SqlStore.open(folder.resolve("server.db"));
                TrackerServer server = TrackerServer.start(
                        store, ServerSettings.builder().port(0).build())) {
            String url = server.uri().toString();

            assertThat(new Cli().run("push", file, "--to", url).code()).isZero();
            assertThat(new Cli().run("pull", url, "--into", copy).code()).isZero();

            for (List<String> query : List.of(
                    List.of("runs", "-e", "digits"),
                    List.of("show", "1a22"),
                    List.of("show", "digits/LeNet"),
                    List.of("metrics", "1a22", "--csv"),
                    List.of("diff", "1a11", "1a22"),
                    List.of("plot", "1a11", "1a22"),
                    List.of("tail", "2b33", "--from-start", "--json"))) {
                assertThat(withoutIds(run(query, url)))
                        .as("%s", query)
                        .isEqualTo(withoutIds(run(query, copy)))
                        .isNotEmpty();
            }
            assertThat(new Cli().run("rm", "run", "1a11", "--yes", "-s", url).code())
                    .isZero();
            assertThat(store.logs().model(SmallStore.INTERRUPTED)).isEmpty();
        }
    }

    @Test
    void a_server_that_is_away_is_said_in_one_line() {
        String url = "http://127.0.0.1:" + ServerProcess.freePort();

        Cli.Result away = new Cli().run("runs", "--store", url);

        assertThat(away.code()).isEqualTo(1);
        assertThat(away.err()).hasLineCount(1).contains(url);
        assertThat(new Cli().run("doctor", url).err()).hasLineCount(1).contains("is not a file");
    }

    private static String run(List<String> query, String store) {
        Cli.Result result = new Cli()
                .run(Stream.concat(query.stream(), Stream.of("--store", store)).toArray(String[]::new));
        assertThat(result.err()).isEmpty();
        return result.out();
    }

    /** Removes the ids of models, which differ between stores. */
    private static String withoutIds(String text) {
        return text.replaceAll("(?m)^id .*$", "");
    }
}
