package io.github.djltracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.TrackerUri;
import io.github.djltracker.server.ServerSettings;
import io.github.djltracker.server.TrackerServer;
import io.github.djltracker.testing.memory.InMemoryTracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What prevents a server from starting. {@link ServeIT} starts servers. */
final class ServeCommandTest {
    @TempDir
    Path directory;

    @Test
    void a_server_for_other_machines_wants_a_token() {
        Cli.Result result = serve("--host", "0.0.0.0", "--port", "0");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("djl-tracker: a server on 0.0.0.0 can be reached from other machines")
                .contains("--no-auth");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void settings_that_make_no_sense_are_refused_without_showing_a_token() {
        assertThat(serve("--token", "secret").err()).contains("6 characters").doesNotContain("secret");
        assertThat(serve("--read-token", "0123456789abcdef").err()).contains("read token needs a write token");
        assertThat(serve("--port", "70000").err()).contains("70000");
        Cli.Result both =
                new Cli().environment("DJL_TRACKER_TOKEN", "0123456789abcdef").run("serve", file(), "--no-auth");
        assertThat(both.err()).contains("exclude each other");
        assertThat(both.code()).isEqualTo(1);
    }

    @Test
    void rules_and_webhooks_that_cannot_be_are_refused() throws IOException {
        Path rules = Files.writeString(directory.resolve("alerts.properties"), "diverged.factor=0");

        assertThat(serve("--alerts", rules.toString()).err())
                .contains("alerts.properties: diverged.factor 0.0 is out of range: more than 1");
        assertThat(serve("--alerts", "none.properties").err()).contains("none.properties cannot be read");
        assertThat(serve("--webhook", "secret").err())
                .contains("the webhook is not an http or https URL")
                .doesNotContain("secret");
        assertThat(new Cli()
                        .environment("DJL_TRACKER_ALERTS", rules.toString())
                        .run("serve", file())
                        .err())
                .contains("diverged.factor 0.0");
    }

    @Test
    void a_store_that_is_none_is_named() {
        assertThat(new Cli().run("serve", "http://127.0.0.1:1").err()).contains("name its database or file");
        assertThat(new Cli().run("serve", "one.db", "--store", "two.db").err()).contains("named twice");
        assertThat(new Cli().run("serve", directory.toString()).err()).contains("is a directory");
    }

    @Test
    void a_port_that_is_taken_is_named_and_no_file_is_left() {
        try (TrackerServer other = TrackerServer.start(
                new InMemoryTracker(), ServerSettings.builder().port(0).build())) {
            String port = Integer.toString(other.uri().getPort());

            Cli.Result result = serve("--port", port);

            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err())
                    .isEqualTo("djl-tracker: port " + port + " is in use: choose another with --port\n");
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void the_store_of_the_environment_is_served() {
        Cli.Result result =
                new Cli().environment(TrackerUri.VARIABLE, directory.toString()).run("serve", "--port", "0");

        assertThat(result.err()).contains(directory + " is a directory");
    }

    @Test
    void an_option_that_is_none_is_told_apart_by_its_code() {
        assertThat(serve("--prot", "1").code()).isEqualTo(2);
        assertThat(serve("--port", "x").code()).isEqualTo(2);
    }

    private Cli.Result serve(String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "serve";
        arguments[1] = file();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return new Cli().run(arguments);
    }

    private String file() {
        return directory.resolve("runs.db").toString();
    }
}
