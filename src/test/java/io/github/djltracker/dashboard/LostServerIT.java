package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.server.ServerSettings;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.MadeRun;
import io.github.djltracker.testing.browser.Browser;
import io.github.djltracker.testing.process.ServerProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed while a page is open, and comes back; and one that requires a token. */
class LostServerIT {
    private static final String TOKEN = "0123456789-write";
    private static final String READ = "0123456789-read-it";

    @TempDir
    Path directory;

    @Test
    void a_server_that_goes_away_is_said_to_be_gone_until_it_is_back() {
        Path file = directory.resolve("runs.db");
        UUID run;
        try (SqlStore store = SqlStore.open(file)) {
            run = MadeRun.of("digits", "cnn", 1).ended(null, null).into(store.logs());
        }
        int port = ServerProcess.freePort();
        try (Browser browser = Browser.start()) {
            try (ServerProcess server = ServerProcess.start(file.toString(), port)) {
                browser.use(URI.create(server.url()));
                browser.open("/runs/" + run);
                browser.find("[data-metric=loss] canvas");
                assertThat(browser.problems()).isEmpty();

                server.kill();
            }
            browser.awaitText("#notice", "The server does not respond.");
            assertThat(browser.text("h1")).isEqualTo("Run " + run.toString().substring(0, 8));
            browser.press("Retry now");

            try (ServerProcess server = ServerProcess.start(file.toString(), port)) {
                browser.awaitText("#notice", "The server is available again.");
                try (SqlStore store = SqlStore.open(file)) {
                    MadeRun.of("digits", "cnn", 2)
                            .resumedFrom(run, 100)
                            .steps(50)
                            .into(store.logs());
                }
                // what has happened since is shown without any action of the user
                browser.awaitText("dl", "Resumed by");
                assertThat(browser.problems()).allMatch(problem -> problem.contains("net::ERR_"));
                browser.driver().get("about:blank");
                assertThat(server.stop()).isIn(0, 143);
            }
        }
    }

    @Test
    void a_view_that_finds_no_server_waits_for_it() {
        Path file = directory.resolve("runs.db");
        int port = ServerProcess.freePort();
        try (Browser browser = Browser.start()) {
            try (ServerProcess server = ServerProcess.start(file.toString(), port)) {
                browser.use(URI.create(server.url()));
                browser.open("/");
                server.kill();
            }
            browser.script("history.pushState(null, '', '/compare?run=5c0b8d60-2f6a-4c0e-9f0e-0123456789ab');"
                    + " dispatchEvent(new PopStateEvent('popstate'))");
            browser.awaitText("#notice", "The server does not respond.");

            try (ServerProcess server = ServerProcess.start(file.toString(), port)) {
                browser.awaitText("h1", "Compare");
                browser.driver().get("about:blank");
                assertThat(server.stop()).isIn(0, 143);
            }
        }
    }

    @Test
    void a_token_is_asked_for_once_and_kept() {
        try (SqlStore store = SqlStore.open(directory.resolve("runs.db"));
                io.github.djltracker.server.TrackerServer server = io.github.djltracker.server.TrackerServer.start(
                        store,
                        ServerSettings.builder()
                                .port(0)
                                .writeToken(TOKEN)
                                .readToken(READ)
                                .build());
                Browser browser = Browser.start()) {
            UUID run = MadeRun.of("digits", "cnn", 1).ended(null, null).into(store.logs());
            browser.use(server.uri());
            browser.driver().get(server.uri().toString());

            browser.type("dialog input[type=password]", "wrong-wrong-wrong-wrong");
            browser.press("Continue");
            browser.awaitText("dialog", "This token is unknown to the server.");
            browser.type("dialog input[type=password]", READ);
            browser.press("Continue");
            browser.awaitView();
            assertThat(browser.text("tbody a")).isEqualTo("digits");

            // the request for events has the token, too
            browser.open("/runs/" + run);
            browser.awaitText(".head .status", "running");
            browser.await("events", () -> browser.requests().stream().anyMatch(url -> url.contains("/changes?run=")));
            assertThat(browser.count("dialog")).isZero();

            // the token permits reading, but not deleting
            browser.press("Delete");
            browser.press("dialog", "Delete");
            browser.awaitText("dialog", "only allows reading");
            browser.type("dialog input[type=password]", TOKEN);
            browser.press("Continue");
            browser.await("the model", () -> browser.address().startsWith("/models/"));
            assertThat(store.logs().model(run)).isEmpty();
            assertThat(browser.script("return document.documentElement.outerHTML + location.href"))
                    .asString()
                    .doesNotContain(TOKEN)
                    .doesNotContain(READ);
            browser.driver().get("about:blank");
        }
    }
}
