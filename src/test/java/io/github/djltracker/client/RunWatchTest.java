package io.github.djltracker.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.djltracker.client.call.FakeServer;
import io.github.djltracker.domain.error.ClosedException;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.wire.form.Problem;
import io.github.djltracker.wire.form.run.RunChange;
import io.github.djltracker.wire.form.run.RunForms;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class RunWatchTest {
    private static final UUID RUN = UUID.fromString("7c9e6679-7425-40de-944b-e07fc1f90ae7");
    private static final RunChange ONE = change(1, RunStatus.RUNNING);
    private static final RunChange TWO = change(2, RunStatus.LOST);
    private static final RunChange END = change(3, RunStatus.FINISHED);

    private final FakeServer server = FakeServer.start();
    private final HttpStore store = server.store();
    private final List<RunChange> seen = new CopyOnWriteArrayList<>();

    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void close() {
        over.countDown();
        server.close();
    }

    @Test
    void tells_every_change_until_the_run_has_ended() {
        server.answers(stream(": hello\n\n" + event(ONE) + event(TWO) + "event: other\ndata: x\n\n" + event(END)));

        store.watch(RUN, seen::add);

        assertThat(seen).containsExactly(ONE, TWO, END);
        assertThat(server.taken().getTarget()).isEqualTo("/api/v1/runs/" + RUN + "/changes");
        assertThat(server.pauses()).isEmpty();
    }

    @Test
    void ends_when_nobody_wants_to_know_more() {
        server.answers(endless(event(ONE) + event(TWO)));

        store.watch(RUN, change -> {
            seen.add(change);
            return false;
        });

        assertThat(seen).containsExactly(ONE);
    }

    @Test
    void goes_on_over_a_new_connection_where_the_old_one_left_off() {
        server.answers(stream(event(ONE)))
                .answers(cut(event(ONE) + event(TWO)))
                .answers(503)
                .cuts()
                .answers(stream(event(TWO) + event(END)));

        store.watch(RUN, seen::add);

        assertThat(seen).containsExactly(ONE, TWO, END);
        assertThat(server.taken().getHeaders().get("Last-Event-ID")).isNull();
        assertThat(server.taken().getHeaders().get("Last-Event-ID")).isEqualTo("1");
        assertThat(server.taken().getHeaders().get("Last-Event-ID")).isEqualTo("2");
        assertThat(server.pauses())
                .startsWith(Duration.ofMillis(500), Duration.ofMillis(1_000), Duration.ofMillis(2_000));
    }

    @Test
    void tells_at_once_that_there_is_no_such_run_or_no_tracker() {
        server.refuses(404, Problem.NOT_FOUND, "no run")
                .answers(404, "text/html", "")
                .answers(200, "text/html", "<html>")
                .cuts();

        assertThatThrownBy(() -> store.watch(RUN, seen::add)).isInstanceOf(NotFoundException.class);
        for (int i = 0; i < 3; i++) {
            // each on a new connection, since OkHttp itself retries if a used one is cut
            HttpStore other = server.store();
            assertThatThrownBy(() -> other.watch(RUN, seen::add)).isInstanceOf(UnavailableException.class);
        }

        assertThat(server.pauses()).isEmpty();
    }

    @Test
    void a_run_that_is_deleted_in_between_is_no_more() {
        server.answers(stream(event(ONE))).refuses(404, Problem.NOT_FOUND, "no run");

        assertThatThrownBy(() -> store.watch(RUN, seen::add)).isInstanceOf(NotFoundException.class);

        assertThat(seen).containsExactly(ONE);
    }

    @Test
    void what_the_watcher_throws_comes_out() {
        server.answers(stream(event(ONE)));

        assertThatThrownBy(() -> store.watch(RUN, change -> {
                    throw new IllegalStateException("enough");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("enough");
    }

    @Test
    void an_event_that_is_none_is_no_answer() {
        server.answers(stream("event: change\ndata: {\"next\":\"x\"}\n\n"));

        assertThatThrownBy(() -> store.watch(RUN, seen::add))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("next must be an integer");
    }

    @Test
    void is_ended_by_an_interrupt_and_by_closing() throws Exception {
        for (boolean interrupts : new boolean[] {true, false}) {
            server.answers(endless(event(ONE)));
            CountDownLatch told = new CountDownLatch(1);
            FutureTask<Throwable> watching = new FutureTask<>(() -> catchThrowable(() -> store.watch(RUN, change -> {
                told.countDown();
                return true;
            })));
            Thread thread = new Thread(watching);
            thread.start();
            told.await();

            if (interrupts) {
                thread.interrupt();
            } else {
                store.close();
            }

            Throwable end = watching.get(5, TimeUnit.SECONDS);
            assertThat(end).isInstanceOf(interrupts ? UnavailableException.class : ClosedException.class);
        }
    }

    private static RunChange change(long next, RunStatus status) {
        return new RunChange(next, status, 7L, Entries.TIME, status.isEnd() ? Entries.TIME : null, List.of());
    }

    private static String event(RunChange change) {
        return "id: " + change.next() + "\nevent: change\ndata: " + new String(RunForms.RUN_CHANGE.write(change), UTF_8)
                + "\n\n";
    }

    private static MockResponse stream(String events) {
        return new MockResponse.Builder()
                .addHeader("Content-Type", "text/event-stream;charset=utf-8")
                .chunkedBody(events, 50)
                .build();
    }

    /** A stream that is cut in the middle, after these events. */
    private static MockResponse cut(String events) {
        return new MockResponse.Builder()
                .addHeader("Content-Type", "text/event-stream")
                .body(events + ":" + "x".repeat(events.length()))
                .onResponseBody(FakeServer.CUT)
                .build();
    }

    /** A stream that stays open after these events and sends nothing more. */
    private MockResponse endless(String events) {
        return new MockResponse.Builder()
                .addHeader("Content-Type", "text/event-stream")
                .body(new Beginning(events))
                .build();
    }

    /** The beginning of a long body, after which nothing is sent until the test is over. */
    private final class Beginning implements MockResponseBody {
        private final String text;

        Beginning(String text) {
            this.text = text;
        }

        @Override
        public long getContentLength() {
            return 1_000_000;
        }

        @Override
        public void writeTo(BufferedSink out) throws IOException {
            out.writeUtf8(text).flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
            throw new IOException("over");
        }
    }
}
