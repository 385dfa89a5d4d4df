package io.github.djltracker.client.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.client.HttpStore;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.testing.LogCapture;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.time.Duration;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the HTTP calls cope with real networks and servers. */
@Timeout(30)
final class HttpCallsTest {
    private static final HttpCall GET = HttpCall.get("x");
    private static final HttpCall ONCE =
            HttpCall.post("x").body(FakeServer.JSON, "{}".getBytes(UTF_8)).once();
    private static final HttpCall ENTRIES = HttpCall.post("x").body("application/x-ndjson", "{}\n".getBytes(UTF_8));

    private final FakeServer server = FakeServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void says_who_asks_and_with_which_token() {
        server.answers(200).answers(200);

        server.calls(HttpSettings.DEFAULTS.token("t0ken").header("X-Workspace", "a b"))
                .send(ONCE);
        server.calls(HttpSettings.DEFAULTS).send(GET);

        RecordedRequest first = server.taken();
        assertThat(first.getRequestLine()).isEqualTo("POST /x HTTP/1.1");
        assertThat(first.getHeaders().get("Authorization")).isEqualTo("Bearer t0ken");
        assertThat(first.getHeaders().get("X-Workspace")).isEqualTo("a b");
        assertThat(first.getHeaders().get("User-Agent")).matches("djl-tracker(/.+)?");
        assertThat(first.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(first.getHeaders().get("Idempotency-Key")).hasSize(36);
        RecordedRequest second = server.taken();
        assertThat(second.getHeaders().names()).doesNotContain("Authorization", "Idempotency-Key", "Content-Type");
    }

    @Test
    void hands_on_every_answer_whatever_its_status() {
        server.answers(404, "text/html; charset=utf-8", "<html>");

        HttpAnswer answer = server.calls(HttpSettings.DEFAULTS).send(GET);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.type()).isEqualTo("text/html");
        assertThat(answer.body()).asString(UTF_8).isEqualTo("<html>");
        assertThat(answer.isLate()).isFalse();
    }

    @Test
    void uses_one_connection_for_many_calls() {
        HttpCalls calls = server.calls(HttpSettings.DEFAULTS);
        for (int i = 0; i < 5; i++) {
            server.answers("{}".getBytes(UTF_8));
            calls.send(i % 2 == 0 ? GET : ENTRIES);
        }

        for (int i = 0; i < 5; i++) {
            assertThat(server.taken().getExchangeIndex()).isEqualTo(i);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void copes_with_a_connection_that_was_closed_while_it_was_idle(String method) {
        HttpCalls calls = server.calls(HttpSettings.DEFAULTS);
        server.answers(new MockResponse.Builder()
                        .body("first")
                        .onResponseEnd(FakeServer.CUT)
                        .build())
                .answers(new MockResponse.Builder().body("second").build());
        HttpCall call = method.equals("GET") ? GET : ENTRIES;

        calls.send(call);
        HttpAnswer answer = calls.send(call);

        assertThat(answer.body()).asString(UTF_8).isEqualTo("second");
        assertThat(server.pauses()).isEmpty();
    }

    @Test
    void repeats_what_is_safe_to_repeat_under_the_same_key() {
        HttpCall[] all = {GET, ONCE, HttpCall.delete("x"), HttpCall.patch("x").body(FakeServer.JSON, new byte[0])};
        for (HttpCall call : all) {
            server.cuts().cuts().answers(200, FakeServer.JSON, "{}");

            HttpAnswer answer = server.calls(HttpSettings.DEFAULTS).send(call);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.isLate()).isTrue();
            String key = server.taken().getHeaders().get("Idempotency-Key");
            assertThat(server.taken().getHeaders().get("Idempotency-Key")).isEqualTo(key);
            assertThat(server.taken().getHeaders().get("Idempotency-Key")).isEqualTo(key);
        }
        assertThat(server.pauses()).hasSize(8).contains(Duration.ofMillis(100), Duration.ofMillis(400));
    }

    @Test
    void gives_up_after_three_tries_and_names_the_server() {
        server.cuts().cuts().cuts();

        assertThatThrownBy(() -> server.calls(HttpSettings.DEFAULTS).send(GET))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining(server.url() + " did not respond: ")
                .hasCauseInstanceOf(IOException.class);

        assertThat(server.requests()).isEqualTo(3);
    }

    @Test
    void sends_entries_only_once() {
        server.cuts();

        assertThatThrownBy(() -> server.calls(HttpSettings.DEFAULTS).send(ENTRIES))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining(server.url());

        assertThat(server.requests()).isEqualTo(1);
        assertThat(server.pauses()).isEmpty();
    }

    @Test
    void asks_a_busy_server_again_when_it_says_so() {
        server.answers(busy(503, "1")).answers(busy(429, "soon")).answers(200);

        HttpAnswer answer = server.calls(HttpSettings.DEFAULTS).send(GET);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.isLate()).isFalse();
        assertThat(server.pauses()).containsExactly(Duration.ofSeconds(1), Duration.ofMillis(400));
    }

    @Test
    void does_not_ask_again_what_cannot_pass_or_takes_too_long() {
        server.answers(500).answers(busy(503, "60")).answers(busy(503, "1"));
        HttpCalls calls = server.calls(HttpSettings.DEFAULTS);

        assertThat(calls.send(GET).status()).isEqualTo(500);
        assertThat(calls.send(GET).status()).isEqualTo(503);
        assertThat(calls.send(ENTRIES).status()).isEqualTo(503);

        assertThat(server.pauses()).isEmpty();
    }

    @Test
    void names_a_server_that_is_not_there() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        HttpStore store = server.store("http://127.0.0.1:" + port, HttpSettings.DEFAULTS);

        assertThatThrownBy(() -> store.experiments().list())
                .isInstanceOf(UnavailableException.class)
                .hasMessageStartingWith("http://127.0.0.1:" + port + " did not respond: ConnectException: ");
    }

    @Test
    void names_a_host_that_is_not_there() {
        HttpStore store = server.store("https://tracker.invalid/team", HttpSettings.DEFAULTS);

        assertThatThrownBy(() -> store.experiments().list())
                .isInstanceOf(UnavailableException.class)
                .hasMessageStartingWith("https://tracker.invalid/team did not respond: UnknownHostException: ");
    }

    @Test
    void finds_this_machine_by_every_address_it_has() {
        server.answers(200);
        HttpCalls calls = HttpCalls.open(
                "http://localhost:" + server.server().getPort(), HttpSettings.DEFAULTS, server.retries());

        // the server listens only on the IPv4 address
        assertThat(calls.send(ENTRIES).status()).isEqualTo(200);

        calls.close();
    }

    @Test
    void follows_redirects_of_a_get_within_its_server() {
        server.answers(redirect(308, "/b?x=%2F"))
                .answers(redirect(302, server.url() + "/c"))
                .answers(200);

        HttpAnswer answer = server.calls(HttpSettings.DEFAULTS.token("t0ken")).send(GET);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(server.taken().getTarget()).isEqualTo("/x");
        assertThat(server.taken().getTarget()).isEqualTo("/b?x=%2F");
        RecordedRequest last = server.taken();
        assertThat(last.getTarget()).isEqualTo("/c");
        assertThat(last.getHeaders().get("Authorization")).isEqualTo("Bearer t0ken");
    }

    @Test
    void follows_no_circle_for_ever() {
        for (int i = 0; i < 10; i++) {
            server.answers(redirect(307, "/x"));
        }

        assertThat(server.calls(HttpSettings.DEFAULTS).send(GET).status()).isEqualTo(307);

        assertThat(server.requests()).isEqualTo(6);
    }

    @Test
    void sends_nothing_to_another_server() {
        try (FakeServer other = FakeServer.start()) {
            server.answers(redirect(307, other.url() + "/x"))
                    .answers(redirect(308, other.url() + "/x"))
                    .answers(redirect(308, "/y"));
            HttpCalls calls = server.calls(HttpSettings.DEFAULTS.token("t0ken"));

            assertThat(calls.send(GET).status()).isEqualTo(307);
            assertThat(calls.send(ENTRIES).status()).isEqualTo(308);
            assertThat(calls.send(ENTRIES).status()).isEqualTo(308);

            assertThat(other.requests()).isZero();
            assertThat(server.requests()).isEqualTo(3);
        }
    }

    @Test
    void the_token_is_in_no_message_and_in_no_log() {
        HttpSettings settings = HttpSettings.DEFAULTS.token("t0ken-s3cret");
        try (LogCapture log = LogCapture.of("ROOT");
                FakeServer other = FakeServer.start()) {
            server.cuts()
                    .refuses(401, "urn:djl-tracker:unauthorized", "t0ken-s3cret is not known")
                    .answers(redirect(307, other.url()))
                    .answers(500, "text/plain", "t0ken-s3cret")
                    .answers(200, FakeServer.JSON, "\"t0ken-s3cret\"");
            HttpStore store = server.store(settings);

            for (int i = 0; i < 4; i++) {
                assertThatThrownBy(() -> store.experiments().list())
                        .satisfies(e -> assertThat(trace(e)).doesNotContain("t0ken-s3cret"));
            }

            assertThat(log.events())
                    .allSatisfy(event -> assertThat(event.getFormattedMessage()).doesNotContain("t0ken-s3cret"));
            assertThat(store.experiment("e").toString()).doesNotContain("t0ken");
        }
    }

    private static String trace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static MockResponse busy(int status, String retryAfter) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Retry-After", retryAfter)
                .build();
    }

    private static MockResponse redirect(int status, String to) {
        return new MockResponse.Builder().code(status).addHeader("Location", to).build();
    }
}
