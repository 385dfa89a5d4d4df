package io.github.djltracker.client.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.djltracker.client.HttpStore;
import io.github.djltracker.domain.error.ClosedException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.testing.LogCapture;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the plumbing does with networks and servers as they are. */
@Timeout(30)
final class HttpCallsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);
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
                .hasMessageContaining(server.url() + " gave no answer: ")
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
                .hasMessageStartingWith("http://127.0.0.1:" + port + " gave no answer: ConnectException: ");
    }

    @Test
    void names_a_host_that_is_not_there() {
        HttpStore store = server.store("https://tracker.invalid/team", HttpSettings.DEFAULTS);

        assertThatThrownBy(() -> store.experiments().list())
                .isInstanceOf(UnavailableException.class)
                .hasMessageStartingWith("https://tracker.invalid/team gave no answer: UnknownHostException: ");
    }

    @Test
    void finds_this_machine_by_every_address_it_has() {
        server.answers(200);
        HttpCalls calls = HttpCalls.open(
                "http://localhost:" + server.server().getPort(), HttpSettings.DEFAULTS, server.retries());

        // the server listens on the address of version 4 alone
        assertThat(calls.send(ENTRIES).status()).isEqualTo(200);

        calls.close();
    }

    /** Where a server stops in the middle of its work. */
    enum Stall {
        BEFORE_THE_ANSWER,
        WITHIN_THE_HEADERS,
        WITHIN_THE_BODY
    }

    @ParameterizedTest
    @EnumSource
    void waits_for_no_answer_for_ever(Stall stall) {
        MockResponse.Builder response = new MockResponse.Builder().body("x".repeat(100_000));
        switch (stall) {
            case BEFORE_THE_ANSWER -> response.onResponseStart(SocketEffect.Stall.INSTANCE);
            case WITHIN_THE_HEADERS -> response.headersDelay(20, TimeUnit.SECONDS);
            case WITHIN_THE_BODY -> response.onResponseBody(SocketEffect.Stall.INSTANCE);
        }
        server.answers(response.build());
        HttpSettings impatient = HttpSettings.DEFAULTS.timeouts(LONG, SHORT, LONG, LONG);

        assertThatThrownBy(() -> server.calls(impatient).send(GET))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("(limits: connect PT20S, read PT0.2S, write PT20S, whole call PT20S)");

        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void an_answer_that_drips_is_cut_off_with_the_whole_call() {
        server.answers(new MockResponse.Builder()
                .body("x".repeat(100_000))
                .throttleBody(100, 50, TimeUnit.MILLISECONDS)
                .build());
        HttpSettings impatient = HttpSettings.DEFAULTS.timeouts(LONG, LONG, LONG, SHORT);

        assertThatThrownBy(() -> server.calls(impatient).send(GET))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("whole call PT0.2S");
    }

    /** Where a connection is cut. */
    enum Cut {
        BEFORE_THE_REQUEST,
        WITHIN_THE_REQUEST,
        BEFORE_THE_ANSWER,
        WITHIN_THE_ANSWER
    }

    @ParameterizedTest
    @EnumSource
    void a_cut_is_no_answer(Cut cut) {
        MockResponse.Builder response = new MockResponse.Builder().body("x".repeat(100_000));
        switch (cut) {
            case BEFORE_THE_REQUEST -> response.onRequestStart(FakeServer.CUT);
            case WITHIN_THE_REQUEST -> response.onRequestBody(FakeServer.CUT);
            case BEFORE_THE_ANSWER -> response.onResponseStart(FakeServer.CUT);
            case WITHIN_THE_ANSWER -> response.onResponseBody(FakeServer.CUT);
        }
        server.answers(response.build());
        HttpCall call = HttpCall.post("x").body(FakeServer.JSON, new byte[5_000_000]);

        assertThatThrownBy(() -> server.calls(HttpSettings.DEFAULTS).send(call))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining(server.url() + " gave no answer: ");
    }

    @Test
    void an_answer_without_end_is_not_read_for_ever() {
        server.answers(new MockResponse.Builder().body(new Zeros()).build());

        assertThatThrownBy(() -> server.calls(HttpSettings.DEFAULTS).send(GET))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("more than " + HttpCalls.MAX_ANSWER_BYTES + " bytes");

        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void an_interrupt_ends_the_waiting_and_stays() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        server.server().setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                asked.countDown();
                return new MockResponse.Builder()
                        .onResponseStart(SocketEffect.Stall.INSTANCE)
                        .build();
            }
        });
        HttpCalls calls = server.calls(HttpSettings.DEFAULTS);
        FutureTask<Boolean> waiting = new FutureTask<>(() -> {
            assertThatThrownBy(() -> calls.send(GET))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("interrupted");
            return Thread.currentThread().isInterrupted();
        });
        Thread thread = new Thread(waiting);
        thread.start();
        asked.await();

        thread.interrupt();

        assertThat(waiting.get(5, TimeUnit.SECONDS)).isTrue();
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void closing_ends_what_is_under_way_and_all_that_comes_later() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        server.server().setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                asked.countDown();
                return new MockResponse.Builder()
                        .onResponseStart(SocketEffect.Stall.INSTANCE)
                        .build();
            }
        });
        HttpCalls calls = server.calls(HttpSettings.DEFAULTS);
        FutureTask<Throwable> waiting = new FutureTask<>(() -> catchThrowable(() -> calls.send(GET)));
        new Thread(waiting).start();
        asked.await();

        calls.close();
        calls.close();

        assertThat(waiting.get(5, TimeUnit.SECONDS)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> calls.send(GET))
                .isInstanceOf(ClosedException.class)
                .hasMessageContaining(server.url());
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

    /** A body that never ends. */
    private static final class Zeros implements MockResponseBody {
        @Override
        public long getContentLength() {
            return Long.MAX_VALUE;
        }

        @Override
        public void writeTo(BufferedSink out) throws IOException {
            byte[] zeros = new byte[1 << 20];
            while (true) {
                out.write(zeros);
            }
        }
    }
}
