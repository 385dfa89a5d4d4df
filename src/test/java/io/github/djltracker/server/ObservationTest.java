package io.github.djltracker.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.djltracker.server.problem.Throttle;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.LogCapture;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Logs and metrics of the server. */
final class ObservationTest extends ServerTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void each_request_is_a_line_without_its_query() {
        try (LogCapture log = LogCapture.of(AccessLog.NAME)) {
            http.get(BASE + "/experiments?name=secret");
            http.post(BASE + "/experiments", "{\"name\":\"digits\"}");
            http.get(BASE + "/models/" + RUN);

            // the line is logged after the answer was sent, so the client may be faster
            Awaitility.await().atMost(LIMIT).until(() -> log.events().size() == 3);
            List<String> lines = log.messages(Level.INFO);
            assertThat(lines.get(0))
                    .matches("method=GET route=/api/v1/experiments path=/api/v1/experiments status=200 in=0 out=12"
                            + " ms=\\d+\\.\\d remote=127\\.0\\.0\\.1");
            assertThat(lines.get(1)).contains("method=POST").contains("status=201 in=17 out=61");
            assertThat(lines.get(2))
                    .contains("route=/api/v1/models/{model} path=/api/v1/models/" + RUN + " status=404");
        }
    }

    @Test
    void entries_that_are_taken_have_no_line_since_they_come_all_the_time() {
        try (LogCapture log = LogCapture.of(AccessLog.NAME)) {
            http.append(RUN, Entries.start(RUN, "digits", "abc"));
            http.append(RUN, Entries.points(7, "loss", null, 0, 1));
            http.get(BASE + "/runs/" + RUN + "/entries");

            Awaitility.await().atMost(LIMIT).until(() -> log.events().size() >= 2);
            assertThat(log.messages(Level.INFO))
                    .satisfiesExactly(
                            line -> assertThat(line).contains("method=POST", "status=409"),
                            line -> assertThat(line).contains("method=GET", "status=200"));
        }
    }

    @Test
    void what_a_client_makes_up_is_neither_a_line_of_its_own_nor_a_counter() throws Exception {
        try (LogCapture log = LogCapture.of(AccessLog.NAME);
                Wire wire = Wire.to(server.uri())) {
            wire.send("BREW" + "/x".repeat(200) + " HTTP/1.1\r\n\r\n");
            wire.answer();
            for (int i = 0; i < 50; i++) {
                http.send("BREW" + i, "/no/such/path/" + i, null);
            }

            Awaitility.await().atMost(LIMIT).until(() -> log.events().size() >= 50);
            assertThat(log.messages(Level.INFO)).allMatch(line -> line.lines().count() == 1);
            assertThat(http.get("/metrics").text())
                    .contains("djl_tracker_requests_total{method=\"OTHER\",route=\"none\",status=\"501\"} 50.0")
                    .doesNotContain("BREW");
        }
    }

    @Test
    void prometheus_is_told_what_was_taken_and_what_was_refused() {
        http.append(RUN, Entries.start(RUN, "digits", "abc"), Entries.points(1, "loss", null, 0, 1, 2, 3));
        http.append(RUN, Entries.points(7, "loss", null, 0, 1));
        http.get(BASE + "/experiments", "Host-Of-No-Meaning", "x");

        Http.Answer answer = http.get("/metrics");

        assertThat(answer.header("Content-Type")).startsWith("text/plain; version=0.0.4");
        assertThat(answer.text())
                .contains("djl_tracker_entries_total 2.0")
                .contains("djl_tracker_points_total 3.0")
                .contains("djl_tracker_rejected_total{reason=\"gap\"} 1.0")
                .contains("djl_tracker_body_bytes 0.0")
                .contains("djl_tracker_watchers 0.0")
                .contains("djl_tracker_heap_used_bytes ")
                .contains("djl_tracker_request_seconds_bucket{route=\"/api/v1/runs/{run}/entries\",le=\"+Inf\"} 2");
    }

    @Test
    void the_memory_of_a_request_is_given_back_when_it_is_over() {
        for (int i = 0; i < 20; i++) {
            http.append(RUN, Entries.start(RUN, "digits", "abc"));
            http.post(BASE + "/experiments", "{");
            http.get(BASE + "/runs/" + RUN + "/entries");
        }

        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> http.get("/metrics").text().contains("djl_tracker_body_bytes 0.0"));
    }

    @Test
    void something_is_due_once_in_a_while() {
        long[] now = {5};
        Throttle seldom = new Throttle(Duration.ofNanos(10), () -> now[0]);

        assertThat(seldom.isDue()).isTrue();
        assertThat(seldom.isDue()).isFalse();
        now[0] = 14;
        assertThat(seldom.isDue()).isFalse();
        now[0] = 15;
        assertThat(seldom.isDue()).isTrue();
    }
}
