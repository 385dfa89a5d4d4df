package io.github.djltracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.client.HttpSettings;
import io.github.djltracker.client.HttpStore;
import io.github.djltracker.domain.Experiment;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.ServerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers in processes of their own, as people start them. */
final class ServeIT {
    private static final String TOKEN = "0123456789abcdef";

    @TempDir
    Path directory;

    @Test
    void serves_a_file_until_it_is_told_to_stop_and_leaves_it_whole() {
        Path file = directory.resolve("runs.db");
        try (ServerProcess server = ServerProcess.start(file.toString(), 0, "--token", TOKEN)) {
            try (HttpStore store = HttpStore.open(server.url(), HttpSettings.DEFAULTS.token(TOKEN))) {
                store.experiments().create("digits");
            }

            // as a shell says that a process was ended by SIGTERM
            assertThat(server.stop()).isEqualTo(143);

            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> server.text().contains("stopped serving"));
            assertThat(server.text())
                    .contains("method=POST route=/api/v1/experiments path=/api/v1/experiments status=201")
                    .doesNotContain(TOKEN)
                    .doesNotContain("DEBUG");
        }
        // SQLite's log is gone where the last connection was closed
        assertThat(directory.resolve("runs.db-wal")).doesNotExist();
        try (SqlStore store = SqlStore.open(file)) {
            assertThat(store.experiments().list()).extracting(Experiment::name).containsExactly("digits");
        }
    }

    @Test
    void the_app_jar_serves_and_says_where() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(
                        java.toString(), "-jar", appJar().toString(), "serve", "--port", "0")
                .directory(directory.toFile())
                .redirectError(directory.resolve("err.txt").toFile());
        builder.environment().put("DJL_TRACKER_TOKEN", TOKEN);
        Process process = builder.start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();

            assertThat(line)
                    .as(Files.readString(directory.resolve("err.txt")))
                    .startsWith("serving djl-tracker.db at http://127.0.0.1:");
            URI uri = URI.create(line.substring(line.indexOf("http")));
            assertThat(get(uri.resolve("/api/v1/health")).body()).isEqualTo("{\"status\":\"ready\"}");
            assertThat(get(uri.resolve("/api/v1/experiments")).statusCode()).isEqualTo(401);
            assertThat(get(uri.resolve("/")).body()).contains("<!doctype html>");
            process.toHandle().destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(out.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
    }

    private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Path appJar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            List<Path> jars = files.filter(file -> file.toString().endsWith("-app.jar"))
                    .map(Path::toAbsolutePath)
                    .toList();
            assertThat(jars).as("the app jar, which mvn package makes").hasSize(1);
            return jars.get(0);
        }
    }
}
