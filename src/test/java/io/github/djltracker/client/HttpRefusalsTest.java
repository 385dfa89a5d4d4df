package io.github.djltracker.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.djltracker.client.call.FakeServer;
import io.github.djltracker.client.call.HttpSettings;
import io.github.djltracker.client.call.TrackerApi;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Models;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.error.UnauthorizedException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.value.Module;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.memory.Bad;
import io.github.djltracker.wire.form.ExperimentForm;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.Problem;
import io.github.djltracker.wire.log.RunLogJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused: by the client before it sends a request, by a tracker, and by servers that are not trackers. */
@Timeout(30)
final class HttpRefusalsTest {
    private static final UUID ID = UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e");
    private static final UUID RUN = UUID.fromString("7c9e6679-7425-40de-944b-e07fc1f90ae7");
    private static final ExperimentForm EXPERIMENT = new ExperimentForm(ID, "e");

    private final FakeServer server = FakeServer.start();
    private final HttpStore store = server.store();
    private final TrackerApi api = TrackerApi.open(server.url(), HttpSettings.DEFAULTS, server.retries());

    @AfterEach
    void close() {
        api.close();
        server.close();
    }

    private static String line(RunEntry entry) {
        return new String(RunLogJson.write(entry), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/api/v1/experiments", "/api/v1/experiments?limit=5", "?after", "::::"})
    void a_list_that_goes_on_nowhere_is_no_answer(String next) {
        server.answers(Forms.EXPERIMENT.writeList(List.of(), next));

        unlike(() -> store.experiments().list(), "the next page of its list");
    }

    @Test
    void a_list_that_goes_round_in_a_circle_is_no_answer() {
        byte[] same = Forms.EXPERIMENT.writeList(List.of(EXPERIMENT), "/api/v1/experiments?after=x");
        server.answers(same).answers(same);

        unlike(() -> store.experiments().list(), "the next page of its list");
    }

    @ParameterizedTest
    @CsvSource({
        "200, application/json, ''",
        "200, application/json, '[]'",
        "200, application/json, '{\"items\":[{}]}'",
        "200, application/json, '{\"items\":[]} x'",
        "200, application/json, '{\"items\":'",
        "200, text/html, '<html>log in</html>'",
        "200, text/plain, '{\"items\":[]}'",
        "204, , ''",
        "404, text/html, '<html>404</html>'",
        "404, application/json, '{}'",
        "404, application/problem+json, 'nonsense'",
        "404, application/problem+json, '{\"type\":\"about:blank\",\"status\":404}'",
        "400, text/html, 'a plain HTTP request came to an HTTPS port'",
        "302, , ''",
        "410, text/html, ''",
        "426, , ''",
    })
    void what_is_no_djl_tracker_is_told_from_one(int status, @Nullable String type, String body) {
        server.answers(new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", type == null ? "" : type)
                .addHeader("Location", "https://login.example.com/")
                .body(body)
                .build());

        unlike(() -> store.experiments().list(), "");
    }

    private void unlike(Runnable call, String part) {
        assertThatThrownBy(call::run)
                .isInstanceOf(UnavailableException.class)
                .hasMessageStartingWith("no djl-tracker answers at " + server.url() + ": ")
                .hasMessageContaining(part)
                .message()
                .hasSizeLessThan(600);
    }

    @ParameterizedTest
    @CsvSource({
        "400, urn:djl-tracker:invalid, java.lang.IllegalArgumentException",
        "404, urn:djl-tracker:not-found, io.github.djltracker.domain.error.NotFoundException",
        "409, urn:djl-tracker:already-exists, io.github.djltracker.domain.error.AlreadyExistsException",
        "410, urn:djl-tracker:deleted, io.github.djltracker.domain.error.NotFoundException",
        "413, urn:djl-tracker:too-large, io.github.djltracker.domain.error.RejectedException",
        "422, urn:djl-tracker:rejected, io.github.djltracker.domain.error.RejectedException",
        "401, urn:djl-tracker:unauthorized, io.github.djltracker.domain.error.UnauthorizedException",
        "403, urn:djl-tracker:forbidden, io.github.djltracker.domain.error.UnauthorizedException",
        "408, about:blank, io.github.djltracker.domain.error.UnavailableException",
        "500, about:blank, io.github.djltracker.domain.error.UnavailableException",
        "503, urn:djl-tracker:unavailable, io.github.djltracker.domain.error.UnavailableException",
        "405, about:blank, io.github.djltracker.domain.error.UnavailableException",
        "415, about:blank, io.github.djltracker.domain.error.UnavailableException"
    })
    void a_problem_becomes_the_exception_that_it_is(int status, String type, Class<?> exception) {
        for (int i = 0; i < 3; i++) {
            server.refuses(status, type, "because\n of \"this\"");
        }

        assertThatThrownBy(() -> store.experiments().create("e"))
                .isExactlyInstanceOf(exception)
                .hasMessageContaining("because  of \"this\"");
    }

    @Test
    void says_how_to_give_a_token() {
        server.refuses(401, Problem.UNAUTHORIZED, "send a token").answers(403, "text/html", "<html>");

        assertThatThrownBy(() -> store.experiments().list())
                .isInstanceOf(UnauthorizedException.class)
                .hasMessageContaining(server.url())
                .hasMessageContaining("no token was given")
                .hasMessageContaining("DJL_TRACKER_TOKEN");
        assertThatThrownBy(() -> server.store(HttpSettings.DEFAULTS.token("t"))
                        .experiments()
                        .list())
                .isInstanceOf(UnauthorizedException.class)
                .hasMessageContaining("the token does not permit this");
    }

    @Test
    void hands_on_when_to_come_again() {
        server.answers(new MockResponse.Builder()
                .code(503)
                .addHeader("Retry-After", "77")
                .build());

        assertThatThrownBy(() -> store.experiments().list())
                .asInstanceOf(type(UnavailableException.class))
                .extracting(e -> e.retryAfter().orElseThrow())
                .isEqualTo(Duration.ofSeconds(77));
    }

    @Test
    void a_log_that_is_none_is_no_answer() {
        String entry = line(Entries.points(1, "loss", null, 0, 1));
        server.answers(200, "application/x-ndjson", entry + "\n" + entry + "\n")
                .answers(200, "application/x-ndjson", entry + "\n{\"entry\":\"batch\",\"sequ")
                .answers(200, FakeServer.JSON, entry);

        for (int i = 0; i < 3; i++) {
            unlike(() -> store.logs().entries(RUN, 1, 10), "");
        }
    }

    @Test
    void asks_nobody_for_what_cannot_be_there() {
        assertThat(store.experiments().read("x".repeat(100_000))).isEmpty();
        assertThat(store.experiments().read("")).isEmpty();
        for (String id : List.of("", ".", "..", "x".repeat(100_000))) {
            Module module = new Module(id, "m", Map.of());
            assertThatThrownBy(() -> HttpStoreTest.model(api).modules().remove(module))
                    .isInstanceOf(NotFoundException.class);
        }

        assertThat(server.requests()).isZero();
    }

    @Test
    void refuses_arguments_before_anybody_is_asked() {
        Models models = store.experiment("e").models();
        Model model = HttpStoreTest.model(api);

        Bad.refused(Bad.NAMES, store.experiments()::create);
        Bad.refused(Bad.HASHES, models::create);
        Bad.refused(Bad.NAMES, name -> models.create("h", name));
        Bad.refused(Bad.NAMES, name -> models.update("h", name));
        Bad.refused(List.of(-1L, Long.MAX_VALUE), model::step);
        Bad.refused(Bad.NAMES, name -> model.modules().log(name));
        Bad.refused(Bad.ATTRIBUTES, attributes -> model.modules().log("m", attributes));
        Bad.refused(Bad.NAMES, name -> model.metrics().log(name, 1));
        Bad.refused(Bad.NAMES, phase -> model.metrics().log("m", 1, phase));
        Bad.refused(List.of(-1L, Long.MAX_VALUE), model.iterations()::create);
        Bad.refused(List.of(-1L, Long.MAX_VALUE), from -> store.logs().entries(RUN, from, 1));
        Bad.refused(List.of(0, -1), limit -> store.logs().entries(RUN, 0, limit));
        Bad.refusedNull(() -> store.logs().next(Bad.nothing(UUID.class)));
        Bad.refusedNull(() -> store.model(Bad.nothing(UUID.class)));

        assertThat(server.requests()).isZero();
    }
}
