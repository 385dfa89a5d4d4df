package io.github.djltracker.client.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.djltracker.domain.error.ClosedException;
import io.github.djltracker.domain.error.UnavailableException;
import java.io.IOException;
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

/** Connections that stall, are very slow, break or are closed. */
@Timeout(30)
final class BrokenConnectionTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final HttpCall GET = HttpCall.get("x");

    private final FakeServer server = FakeServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    /** Where a server stops answering. */
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
                .hasMessageContaining(server.url() + " did not respond: ");
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
