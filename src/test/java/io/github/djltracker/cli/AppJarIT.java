package io.github.djltracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.testing.process.AppJar;
import io.github.djltracker.testing.process.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user does who has only the jar. */
final class AppJarIT {
    private static final String TOKEN = "0123456789abcdef";

    @TempDir
    private Path directory;

    private AppJar jar;

    @BeforeEach
    void fill() throws IOException {
        jar = AppJar.in(directory);
        SmallStore.create(directory.resolve("runs.db"));
    }

    @Test
    void says_its_version_and_how_it_is_used() throws Exception {
        AppJar.Result version = jar.run("--version");
        AppJar.Result help = jar.run("--help");
        AppJar.Result ofCommand = jar.run("plot", "--help");

        assertThat(version.out()).matches("djl-tracker [0-9]+\\.[0-9]+\\.[0-9]+\\S*\\R");
        assertThat(help.out()).startsWith("Usage: djl-tracker").contains("generate-completion");
        assertThat(ofCommand.out()).startsWith("Usage: djl-tracker plot").contains("Examples:");
        assertThat(version.code() + help.code() + ofCommand.code()).isZero();
    }

    @Test
    void answers_as_a_table_and_as_json_without_a_word_beside() throws Exception {
        AppJar.Result table = jar.run("runs", "--store", "runs.db");
        AppJar.Result json = jar.run("runs", "--store", "runs.db", "--json");

        assertThat(table.code()).isZero();
        assertThat(table.out()).startsWith("run ").contains("1a220000", "FAILED");
        assertThat(json.code()).isZero();
        assertThat(json.out())
                .isEqualTo(new Cli()
                        .run(
                                "runs",
                                "--json",
                                "--store",
                                directory.resolve("runs.db").toString())
                        .out());
        assertThat(table.err() + json.err()).isEmpty();
    }

    @Test
    void tells_what_failed_from_what_was_not_understood_by_its_exit_code() throws Exception {
        AppJar.Result missing = jar.run("show", "nothing", "--store", "runs.db");
        AppJar.Result noFile = jar.run("experiments");
        AppJar.Result unknown = jar.run("shwo");

        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err())
                .startsWith("djl-tracker: no model or run \"nothing\"")
                .hasLineCount(1);
        assertThat(noFile.code()).isEqualTo(1);
        assertThat(noFile.err()).contains("djl-tracker.db does not exist");
        assertThat(directory.resolve("djl-tracker.db")).doesNotExist();
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("did you mean show");
        assertThat(missing.out() + noFile.out() + unknown.out()).isEmpty();
    }

    @Test
    void serves_a_new_file_takes_what_is_pushed_and_stops_when_told() throws Exception {
        Map<String, String> token = Map.of("DJL_TRACKER_TOKEN", TOKEN);
        // the variable for trainings does not change which store is served
        Map<String, String> both = Map.of("DJL_TRACKER_TOKEN", TOKEN, "DJL_TRACKER_URI", "http://127.0.0.1:8091");
        try (ServerProcess server = ServerProcess.start(jar.command(both, "serve", "--port", "0"))) {
            URI uri = URI.create(server.url());

            assertThat(get(uri.resolve("/api/v1/health")).body()).isEqualTo("{\"status\":\"ready\"}");
            assertThat(get(uri.resolve("/")).body()).contains("<!doctype html>");
            assertThat(get(uri.resolve("/assets/main.js")).statusCode()).isEqualTo(200);
            assertThat(get(uri.resolve("/api/v1/experiments")).statusCode()).isEqualTo(401);

            Process push = jar.command(token, "push", "runs.db", "--to", server.url())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("push.txt").toFile())
                    .start();
            assertThat(push.waitFor())
                    .as(Files.readString(directory.resolve("push.txt")))
                    .isZero();
            // the exit code by which shells report SIGTERM
            assertThat(server.stop()).isEqualTo(143);
            // the log and the output are two streams
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> server.text().contains("serving djl-tracker.db at " + server.url()));
        }

        assertThat(directory.resolve("djl-tracker.db-wal")).doesNotExist();
        assertThat(jar.run("metrics", "1a22", "--csv").out())
                .isEqualTo(jar.run("metrics", "1a22", "--csv", "--store", "runs.db")
                        .out());
    }

    @Test
    void bash_completes_commands_and_options() throws Exception {
        Files.writeString(
                directory.resolve("completion.sh"),
                jar.run("generate-completion").out());

        AppJar.Result checked = jar.bash("bash -n completion.sh");
        AppJar.Result command = jar.bash(completed("djl-tracker pl", "djl-tracker", "pl"));
        AppJar.Result option = jar.bash(completed("djl-tracker runs --st", "djl-tracker", "runs", "--st"));

        assertThat(checked).isEqualTo(new AppJar.Result(0, "", ""));
        assertThat(command.out()).isEqualTo("plot\n");
        assertThat(option.out().split("\\s+")).contains("--status", "--store");
    }

    /** A script that prints the completions of the last word of a line. */
    private static String completed(String line, String... words) {
        return "source completion.sh; COMP_WORDS=(" + String.join(" ", words) + "); COMP_CWORD=" + (words.length - 1)
                + "; COMP_LINE='" + line + "'; COMP_POINT=" + line.length()
                + "; _complete_djl-tracker; echo \"${COMPREPLY[@]}\"";
    }

    private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
