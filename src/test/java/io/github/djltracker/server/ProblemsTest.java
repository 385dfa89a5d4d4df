package io.github.djltracker.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.djltracker.domain.IdempotentStore;
import io.github.djltracker.server.problem.Problems;
import io.github.djltracker.testing.LogCapture;
import io.github.djltracker.testing.memory.InMemoryTracker;
import io.github.djltracker.wire.form.Problem;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every error is answered with a problem document that says what went wrong, and nothing else. */
final class ProblemsTest extends ServerTest {
    private static final String EXPERIMENTS = BASE + "/experiments";

    @Test
    void paths_that_are_not_there_are_problems_on_all_ways() {
        for (String path : List.of("/api", "/api/v2/experiments", BASE, BASE + "/", BASE + "/x/y/z")) {
            for (String method : List.of("GET", "POST", "DELETE", "PATCH", "PUT")) {
                Http.Answer answer = http.send(method, path, new byte[0]);

                assertThat(answer.status()).as(method + " " + path).isEqualTo(404);
                assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
                assertThat(answer.problem().type()).isEqualTo(Problem.NOT_FOUND);
            }
        }
    }

    @Test
    void paths_that_mean_another_than_they_say_are_refused() throws Exception {
        for (String path : List.of(
                "/api/v1/experiments/%2e%2e/health",
                "/api/v1/%2fx",
                "/api/v1/x;a=b/..",
                "/api/v1//experiments",
                "/api/v1/%zz",
                "/api/v1/%c0%af",
                "/api/v1/\\x")) {
            try (Wire wire = Wire.to(server.uri())) {
                String answer = wire.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .answer();

                assertThat(answer).as(path).containsPattern("HTTP/1.1 40[04]").contains("application/problem+json");
            }
        }
    }

    @Test
    void a_trailing_slash_makes_no_difference() {
        assertThat(http.get(EXPERIMENTS + "/").status()).isEqualTo(200);
    }

    @Test
    void a_method_that_a_path_has_not_is_told_which_it_has() {
        for (String method : List.of("PUT", "DELETE", "PATCH", "TRACE")) {
            Http.Answer answer = http.send(method, EXPERIMENTS, null);

            assertThat(answer.status()).isEqualTo(405);
            assertThat(allow(answer)).containsExactly("GET", "HEAD", "OPTIONS", "POST");
        }
        assertThat(allow(http.send("OPTIONS", EXPERIMENTS, null))).containsExactly("GET", "HEAD", "OPTIONS", "POST");
        assertThat(http.send("BREW", EXPERIMENTS, null).status()).isEqualTo(501);
    }

    private static Set<String> allow(Http.Answer answer) {
        return new TreeSet<>(List.of(answer.header("Allow").split(", ")));
    }

    @Test
    void a_parameter_that_comes_too_often_is_refused_also_where_it_says_the_same_again() {
        var experiment = store.experiment("digits");
        String runs = EXPERIMENTS + "/" + experiment.id() + "/runs?";

        assertThat(http.get(runs + "column=&".repeat(1000) + "limit=1").status())
                .isEqualTo(200);
        assertThat(http.get(runs + "column=&".repeat(1001) + "limit=1")
                        .problem()
                        .detail())
                .contains("column is given 1001 times: 0 to 1000 are allowed");
    }

    @Test
    void head_says_what_get_would() {
        Http.Answer there = http.send("HEAD", EXPERIMENTS, null);
        Http.Answer missing = http.send("HEAD", EXPERIMENTS + "/00000000-0000-0000-0000-000000000000", null);

        assertThat(there.status()).isEqualTo(200);
        assertThat(there.header("Content-Length")).isEqualTo("12");
        assertThat(there.bytes()).isEmpty();
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.bytes()).isEmpty();
    }

    @Test
    void a_client_that_takes_no_json_is_told_so() {
        for (String accept : List.of(
                "text/html", "image/*", "application/json;q=0", "application/json;q=0, */*", "text/html, */*;q=0.0")) {
            assertThat(http.get(EXPERIMENTS, "Accept", accept).status())
                    .as(accept)
                    .isEqualTo(406);
        }
        for (String accept :
                List.of("*/*", "application/*", "text/html, application/json;q=0.1", "", "APPLICATION/JSON")) {
            assertThat(http.get(EXPERIMENTS, "Accept", accept).status())
                    .as(accept)
                    .isEqualTo(200);
        }
        assertThat(http.delete(EXPERIMENTS + "/00000000-0000-0000-0000-000000000000", "Accept", "text/html")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void parameters_that_are_not_known_or_not_what_they_must_be_are_named() {
        assertThat(detail(EXPERIMENTS + "?nmae=x"))
                .isEqualTo("the parameter nmae is unknown: allowed are name, limit, after");
        assertThat(detail(EXPERIMENTS + "?name=a&name=b")).isEqualTo("the parameter name comes 2 times");
        for (String limit : List.of("0", "-1", "10001", "1.5", "x", "", "99999999999999999999", "1e2", "%31%")) {
            assertThat(detail(EXPERIMENTS + "?limit=" + limit.replace("%31%", "%31%25")))
                    .contains("limit")
                    .contains("1 to 10000");
        }
        assertThat(detail(BASE + "/runs/" + RUN + "/entries?from=9007199254740992"))
                .contains("from");
        assertThat(detail(EXPERIMENTS + "?name=%ff")).contains("UTF-8");
        assertThat(detail(EXPERIMENTS + "/12345")).contains("experiment").contains("UUID");
        assertThat(detail(EXPERIMENTS + "?after=xyz")).contains("after");
        assertThat(detail(BASE + "/models/" + RUN + "/curves?buckets=0")).contains("name is missing");
        assertThat(detail(BASE + "/models/" + RUN + "/curves?name=a&from=2&to=1"))
                .contains("from 2 is greater than to 1");
        assertThat(detail(BASE + "/models/" + RUN + "/curves?name=a&run=" + RUN + "&run=x"))
                .contains("run")
                .contains("UUID");
    }

    private String detail(String path) {
        Http.Answer answer = http.get(path);
        assertThat(answer.status()).as(path).isEqualTo(400);
        assertThat(answer.problem().type()).isEqualTo(Problem.INVALID);
        return String.valueOf(answer.problem().detail());
    }

    @Test
    void bodies_that_are_not_what_they_must_be_are_named() {
        assertThat(refused("{")).contains("ends in the middle");
        assertThat(refused("")).contains("body");
        assertThat(refused("[]")).contains("object");
        assertThat(refused("{\"name\":7}")).contains("name must be a string");
        assertThat(refused("{}")).contains("name is missing");
        assertThat(refused("{\"name\":null}")).contains("name is missing");
        assertThat(refused("{\"name\":\"\"}")).contains("name");
        assertThat(refused("{\"name\":\"" + "x".repeat(501) + "\"}")).contains("501 characters");
        assertThat(refused("{\"name\":\"a\\u0000b\"}")).contains("name");
        assertThat(refused("{\"name\":\"x\"}{}")).contains("has extra characters");
        assertThat(refused("{\"name\":" + "[".repeat(100_000))).contains("deep");
        assertThat(http.post(EXPERIMENTS, "{\"name\":\"x\"}", "Content-Type", "text/plain")
                        .status())
                .isEqualTo(415);
        assertThat(store.experiments().list()).isEmpty();
    }

    private String refused(String json) {
        Http.Answer answer = http.post(EXPERIMENTS, json);
        assertThat(answer.status())
                .as(json.substring(0, Math.min(40, json.length())))
                .isEqualTo(400);
        return String.valueOf(answer.problem().detail());
    }

    @Test
    void a_store_that_cannot_be_used_is_unavailable_and_nobody_is_told_where_it_is() {
        store.close();

        Http.Answer answer = http.get(EXPERIMENTS);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem().type()).isEqualTo(Problem.UNAVAILABLE);
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(answer.text()).doesNotContain(directory.toString());
    }

    @Test
    void an_error_of_ours_is_told_as_a_number_that_the_log_has() {
        IdempotentStore broken = (IdempotentStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {IdempotentStore.class}, (self, method, arguments) -> {
                    throw new IllegalStateException("secret place /etc");
                });
        try (TrackerServer other = TrackerServer.start(
                        broken, ServerSettings.builder().port(0).build());
                LogCapture log = LogCapture.of(Problems.class)) {
            Http.Answer answer = new Http(other.uri()).get(EXPERIMENTS);

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.text()).doesNotContain("secret").doesNotContain("Exception");
            assertThat(log.messages(Level.ERROR))
                    .containsExactly(String.valueOf(answer.problem().detail()));
        }
    }

    @Test
    void health_says_why_it_is_not_ready() {
        assertThat(http.get(BASE + "/health").text()).isEqualTo("{\"status\":\"ready\"}");
        store.close();

        Http.Answer answer = http.get(BASE + "/health");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem().detail()).isEqualTo("the store cannot be read");
    }

    @Test
    void health_does_not_wait_for_a_store_that_hangs() {
        InMemoryTracker hanging = new InMemoryTracker();
        try (TrackerServer other =
                TrackerServer.start(hanging, ServerSettings.builder().port(0).build())) {
            hanging.once(RUN, "", () -> {
                long began = System.nanoTime();
                Http.Answer answer = new Http(other.uri()).get(BASE + "/health");

                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.problem().detail()).contains("2 s");
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
                return "";
            });
        }
    }
}
