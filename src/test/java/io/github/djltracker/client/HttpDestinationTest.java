package io.github.djltracker.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.djltracker.client.call.FakeServer;
import io.github.djltracker.client.call.HttpSettings;
import io.github.djltracker.domain.error.ClosedException;
import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.outbox.delivery.Destination;
import io.github.djltracker.outbox.delivery.RunAnswer;
import io.github.djltracker.outbox.delivery.RunLines;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.memory.Bad;
import io.github.djltracker.wire.form.Problem;
import io.github.djltracker.wire.form.run.AppendedRun;
import io.github.djltracker.wire.form.run.RunForms;
import io.github.djltracker.wire.log.RunLogJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens to the entries of runs: they are accepted, rejected or kept. */
@Timeout(30)
final class HttpDestinationTest {
    private static final UUID RUN = UUID.fromString("7c9e6679-7425-40de-944b-e07fc1f90ae7");

    private final FakeServer server = FakeServer.start();
    private final HttpStore store = server.store(HttpSettings.DEFAULTS.token("t0ken"));
    private final Destination destination = store.destination();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void sends_the_lines_as_they_are_in_one_request() {
        server.answers(RunForms.NEXT.write(3L));

        long next = destination.append(RUN, List.of(bytes("{ \"a\":1}"), bytes("\u732b")));

        assertThat(next).isEqualTo(3);
        RecordedRequest request = server.taken();
        assertThat(request.getRequestLine()).isEqualTo("POST /api/v1/runs/" + RUN + "/entries HTTP/1.1");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(request.getHeaders().names()).doesNotContain("Idempotency-Key");
        assertThat(request.getBody()).isNotNull();
        assertThat(request.getBody().utf8()).isEqualTo("{ \"a\":1}\n\u732b\n");
    }

    @Test
    void tells_a_gap_with_both_numbers() {
        server.answers(
                409,
                Problem.MEDIA_TYPE,
                FakeServer.problem(409, Problem.GAP, "entry 7 arrived, but entry 3 is expected", 3L));

        assertThatThrownBy(() -> append(Entries.points(7, "loss", null, 0, 1)))
                .hasMessageContaining("entry 7 arrived, but entry 3 is expected")
                .asInstanceOf(type(GapException.class))
                .extracting(GapException::wanted)
                .isEqualTo(3L);
    }

    @Test
    void tells_that_a_run_was_deleted() {
        server.refuses(410, Problem.DELETED, null);

        assertThatThrownBy(() -> append(Entries.points(7, "loss", null, 0, 1)))
                .isInstanceOf(DeletedException.class)
                .hasMessageContaining(RUN.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "400, urn:djl-tracker:invalid",
        "413, urn:djl-tracker:too-large",
        "422, urn:djl-tracker:rejected",
        "413, about:blank"
    })
    void gives_up_what_the_tracker_will_never_take(int status, String type) {
        server.refuses(status, type, "never");

        assertThatThrownBy(() -> append(Entries.points(7, "loss", null, 0, 1)))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("never");
    }

    @Test
    void gives_up_what_a_proxy_finds_too_large() {
        server.answers(413, "text/html", "<html>413 Request Entity Too Large</html>");

        assertThatThrownBy(() -> append(Entries.points(7, "loss", null, 0, 1)))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining(server.url());
    }

    @ParameterizedTest
    @CsvSource({
        "401, application/problem+json, urn:djl-tracker:unauthorized, DJL_TRACKER_TOKEN",
        "403, application/problem+json, urn:djl-tracker:forbidden, DJL_TRACKER_TOKEN",
        "403, text/html, , DJL_TRACKER_TOKEN",
        "404, application/problem+json, urn:djl-tracker:not-found, no djl-tracker answers at",
        "404, text/html, , no djl-tracker answers at",
        "400, text/html, , no djl-tracker answers at",
        "422, text/html, , no djl-tracker answers at",
        "409, application/problem+json, urn:djl-tracker:already-exists, rejected the request",
        "409, text/html, , no djl-tracker answers at",
        "409, application/problem+json, urn:djl-tracker:gap, which",
        "410, text/html, , no djl-tracker answers at",
        "405, application/problem+json, about:blank, rejected the request",
        "418, text/plain, , no djl-tracker answers at",
        "308, text/plain, , redirects to",
        "408, , , is temporarily unavailable",
        "429, , , is temporarily unavailable",
        "500, text/html, , is temporarily unavailable",
        "503, application/problem+json, urn:djl-tracker:unavailable, is temporarily unavailable",
        "200, text/html, , no djl-tracker answers at",
        "200, application/json, , no djl-tracker answers at",
        "204, , , no djl-tracker answers at"
    })
    void keeps_what_may_be_taken_later(int status, @Nullable String media, @Nullable String type, String message) {
        MockResponse.Builder response = new MockResponse.Builder().code(status);
        if (media != null) {
            response.addHeader("Content-Type", media);
        }
        if (status == 308) {
            response.addHeader("Location", "/other");
        }
        if (type != null) {
            response.body(new String(FakeServer.problem(status, type, "t0ken", null), UTF_8));
        }
        server.answers(response.build()).answers(response.build());

        assertThatThrownBy(() -> append(Entries.points(7, "loss", null, 0, 1)))
                .isExactlyInstanceOf(UnavailableException.class)
                .hasMessageContaining(server.url())
                .hasMessageContaining(message)
                .message()
                .doesNotContain("t0ken");

        // OkHttp itself repeats a request after a 408
        assertThat(server.requests()).isEqualTo(status == 408 ? 2 : 1);
    }

    @Test
    void a_line_that_is_no_entry_is_given_up_where_another_is_missing() {
        server.answers(409, Problem.MEDIA_TYPE, FakeServer.problem(409, Problem.GAP, null, 3L));

        assertThatThrownBy(() -> destination.append(RUN, List.of(bytes("nonsense"))))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("is not an entry");
    }

    @Test
    void several_entries_go_in_requests_of_a_bounded_size() {
        List<RunEntry> entries = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 1; i <= 10; i++) {
            entries.add(
                    Entries.points(i, "loss", null, 0, random.doubles(10_000).toArray()));
        }
        for (int i = 0; i < 10; i++) {
            server.answers(RunForms.NEXT.write(11L));
        }

        assertThat(store.logs().append(RUN, entries)).isEqualTo(11);

        assertThat(server.requests()).isBetween(4, 6);
        StringBuilder all = new StringBuilder();
        for (int i = server.requests(); i > 0; i--) {
            RecordedRequest request = server.taken();
            assertThat(request.getBodySize()).isLessThan(HttpSink.MAX_BYTES + 100);
            all.append(request.getBody() == null ? "" : request.getBody().utf8());
        }
        assertThat(all.toString().lines().map(line -> RunLogJson.read(bytes(line))))
                .isEqualTo(entries);
    }

    @Test
    void sends_entries_of_several_runs_in_one_request() {
        UUID other = UUID.randomUUID();
        Problem gap = new Problem(Problem.GAP, "t", 409, null, 3L);
        server.answers(RunForms.APPENDED_RUN.writeList(
                List.of(new AppendedRun(RUN, 9L, null), new AppendedRun(other, null, gap)), null));
        byte[] line = RunLogJson.write(Entries.points(7, "loss", null, 0, 1));

        List<RunAnswer> answers = destination.append(
                List.of(new RunLines(RUN, 7, List.of(line, bytes("x"))), new RunLines(other, 7, List.of(line))));

        assertThat(answers.get(0)).isEqualTo(RunAnswer.stored(9));
        assertThat(answers.get(1).refusal())
                .asInstanceOf(type(GapException.class))
                .satisfies(refusal -> assertThat(refusal.wanted()).isEqualTo(3));
        RecordedRequest request = server.taken();
        assertThat(request.getRequestLine()).isEqualTo("POST /api/v1/entries HTTP/1.1");
        assertThat(request.getBody()).isNotNull();
        assertThat(request.getBody().utf8())
                .isEqualTo("{\"run\":\"" + RUN + "\",\"entries\":2}\n" + new String(line, UTF_8) + "\nx\n"
                        + "{\"run\":\"" + other + "\",\"entries\":1}\n" + new String(line, UTF_8) + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "urn:djl-tracker:deleted, 410, io.github.djltracker.domain.error.DeletedException",
        "urn:djl-tracker:invalid, 400, io.github.djltracker.domain.error.RejectedException",
        "urn:djl-tracker:too-large, 413, io.github.djltracker.domain.error.RejectedException",
        "urn:djl-tracker:rejected, 422, io.github.djltracker.domain.error.RejectedException",
        "urn:djl-tracker:unavailable, 503, io.github.djltracker.domain.error.UnavailableException",
        "about:blank, 500, io.github.djltracker.domain.error.UnavailableException"
    })
    void a_problem_of_one_of_several_runs_is_what_it_is_of_one(String problem, int status, Class<?> exception) {
        AppendedRun refused = new AppendedRun(RUN, null, new Problem(problem, "t", status, "d", null));
        server.answers(RunForms.APPENDED_RUN.writeList(List.of(refused), null));

        List<RunAnswer> answers = destination.append(List.of(new RunLines(RUN, 7, List.of(bytes("x")))));

        assertThat(answers).singleElement().extracting(RunAnswer::refusal).isInstanceOf(exception);
    }

    @Test
    void an_older_tracker_takes_one_run_at_a_time() {
        server.answers(404, Problem.MEDIA_TYPE, FakeServer.problem(404, Problem.NOT_FOUND, null, null));

        assertThat(destination.append(List.of(new RunLines(RUN, 7, List.of(bytes("x"))))))
                .isEmpty();
    }

    @Test
    void does_not_believe_a_tracker_that_leaves_out_a_run() {
        server.answers(RunForms.APPENDED_RUN.writeList(List.of(), null));

        assertThatThrownBy(() -> destination.append(List.of(new RunLines(RUN, 7, List.of(bytes("x"))))))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("did not report what happened to run " + RUN);
    }

    @Test
    void does_not_believe_a_tracker_that_took_entries_and_wants_them_again() {
        server.answers(RunForms.NEXT.write(7L));

        assertThatThrownBy(() -> append(Entries.points(7, "loss", null, 0, 1)))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("entry 7");
    }

    @Test
    void refuses_before_anybody_is_asked() {
        UUID other = UUID.randomUUID();
        assertThatThrownBy(() -> append(Entries.start(other, "e", "h"))).isInstanceOf(RejectedException.class);
        assertThatThrownBy(() -> store.experiment("e").models().append(RUN, Entries.start(RUN, "other", "h")))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("other");
        assertThatThrownBy(() -> store.experiment("e").models().append(RUN, List.of(Entries.start(RUN, "x", "h"))))
                .isInstanceOf(RejectedException.class);
        assertThatThrownBy(() -> store.logs().append(RUN, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> destination.append(RUN, List.of())).isInstanceOf(IllegalArgumentException.class);
        Bad.refusedNull(() -> store.logs().append(RUN, Bad.nothing(RunEntry.class)));
        Bad.refusedNull(() -> destination.append(Bad.nothing(UUID.class), List.of(bytes("x"))));

        assertThat(server.requests()).isZero();
    }

    @Test
    void is_closed_with_its_store() {
        store.close();

        assertThatThrownBy(() -> append(Entries.points(7, "loss", null, 0, 1))).isInstanceOf(ClosedException.class);
    }

    private long append(RunEntry entry) {
        return store.logs().append(RUN, entry);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
