package io.github.djltracker.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.djltracker.testing.LogCapture;
import io.github.djltracker.wire.form.Problem;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Tokens, hosts, origins and the headers of answers. */
final class SecurityTest extends ServerTest {
    private static final String WRITE = "write-token-0123456789";
    private static final String READ = "read-token-0123456789";
    private static final String EXPERIMENTS = BASE + "/experiments";

    @Override
    ServerSettings.Builder settings() {
        return ServerSettings.builder().writeToken(WRITE).readToken(READ).allowedHost("Tracker.example");
    }

    @Test
    void without_a_token_nothing_but_health_is_told() {
        for (String path : List.of(EXPERIMENTS, "/metrics", BASE + "/openapi.json", "/nothing", EXPERIMENTS + "/")) {
            Http.Answer answer = http.get(path);

            assertThat(answer.status()).as(path).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"djl-tracker\"");
            assertThat(answer.problem().type()).isEqualTo(Problem.UNAUTHORIZED);
        }
        assertThat(http.get(BASE + "/health").status()).isEqualTo(200);
        assertThat(http.post(BASE + "/health", "{}").status()).isEqualTo(401);
    }

    @Test
    void a_token_that_nobody_gave_out_is_refused() {
        for (String authorization : List.of(
                "Bearer " + WRITE + "x",
                "Bearer " + WRITE.substring(1),
                "Bearer",
                "Bearer ",
                "Basic " + WRITE,
                WRITE)) {
            assertThat(http.get(EXPERIMENTS, "Authorization", authorization).status())
                    .as(authorization)
                    .isEqualTo(401);
        }
    }

    @Test
    void the_read_token_reads_and_writes_nothing() {
        String[] read = {"Authorization", "Bearer " + READ};

        assertThat(http.get(EXPERIMENTS, read).status()).isEqualTo(200);
        assertThat(http.send("HEAD", EXPERIMENTS, null, read).status()).isEqualTo(200);
        assertThat(http.get("/metrics", read).status()).isEqualTo(200);
        Http.Answer written = http.post(EXPERIMENTS, "{\"name\":\"x\"}", read);
        assertThat(written.status()).isEqualTo(403);
        assertThat(written.problem().type()).isEqualTo(Problem.FORBIDDEN);
        assertThat(store.experiments().list()).isEmpty();
    }

    @Test
    void the_write_token_does_everything_whatever_the_case_of_the_scheme() {
        assertThat(http.post(EXPERIMENTS, "{\"name\":\"x\"}", "Authorization", "Bearer " + WRITE)
                        .status())
                .isEqualTo(201);
        assertThat(http.get(EXPERIMENTS, "Authorization", "bearer " + WRITE).status())
                .isEqualTo(200);
    }

    @Test
    void no_token_comes_into_any_log() {
        try (LogCapture log = LogCapture.of("io.github.djltracker")) {
            http.get(EXPERIMENTS + "?token=" + WRITE, "Authorization", "Bearer " + WRITE);
            http.get(EXPERIMENTS, "Authorization", "Bearer " + READ + "x");

            assertThat(log.messages(Level.INFO)).isNotEmpty().noneMatch(line -> line.contains("token-0123456789"));
        }
        assertThat(settings().build().toString()).doesNotContain("token-0123456789");
    }

    @Test
    void only_hosts_that_are_expected_are_answered() throws Exception {
        for (String host :
                List.of("localhost", "LOCALHOST:1", "127.0.0.1:99", "[::1]:8091", "tracker.example", "localhost.")) {
            assertThat(status(host)).as(host).isEqualTo("401");
        }
        for (String host :
                List.of("evil.example", "localhost.evil.example", "192.168.1.7", "127.0.0.1.evil.example", "0.0.0.0")) {
            assertThat(status(host)).as(host).isEqualTo("403");
        }
        for (String host : List.of("", "a b", "local@host", "localhost:x")) {
            assertThat(status(host)).as(host).isIn("400", "403");
        }
    }

    @Test
    void the_host_of_an_absolute_request_counts() throws Exception {
        try (Wire wire = Wire.to(server.uri())) {
            wire.send("GET http://evil.example/api/v1/health HTTP/1.1\r\nHost: evil.example\r\n\r\n");

            assertThat(wire.answer()).startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void a_page_of_another_site_cannot_write() throws Exception {
        for (String origin :
                List.of("http://evil.example", "null", "http://localhost.evil.example", "http://localhost:1")) {
            assertThat(cross("Origin: " + origin)).as(origin).startsWith("HTTP/1.1 403");
        }
        assertThat(cross("Sec-Fetch-Site: cross-site")).startsWith("HTTP/1.1 403");
        assertThat(cross("Sec-Fetch-Site: same-site")).startsWith("HTTP/1.1 403");
        assertThat(store.experiments().list()).isEmpty();

        assertThat(cross("Origin: http://localhost\r\nSec-Fetch-Site: same-origin"))
                .startsWith("HTTP/1.1 201");
    }

    @Test
    void a_page_of_another_site_is_given_no_leave_to_read() {
        Http.Answer answer = http.get(EXPERIMENTS, "Authorization", "Bearer " + READ, "Origin", "http://evil.example");
        Http.Answer preflight = http.send(
                "OPTIONS",
                EXPERIMENTS,
                null,
                "Origin",
                "http://evil.example",
                "Access-Control-Request-Method",
                "POST",
                "Authorization",
                "Bearer " + READ);

        for (Http.Answer each : List.of(answer, preflight)) {
            assertThat(each.response().headers().map().keySet())
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
        }
        assertThat(preflight.status()).isEqualTo(204);
    }

    @Test
    void every_answer_keeps_browsers_from_doing_anything_with_it() throws Exception {
        String[] token = {"Authorization", "Bearer " + WRITE};
        List<Http.Answer> answers = List.of(
                http.get(EXPERIMENTS, token),
                http.get(EXPERIMENTS),
                http.get(BASE + "/nothing", token),
                http.get(BASE + "/experiments/%2f", token),
                http.send("PUT", EXPERIMENTS, null, token),
                http.post(EXPERIMENTS, "{", token),
                http.post(EXPERIMENTS, "{\"name\":\"x\"}", token));

        for (Http.Answer answer : answers) {
            assertThat(answer.header("Content-Security-Policy"))
                    .isEqualTo("default-src 'none'; frame-ancestors 'none'");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("Server")).isEmpty();
            assertThat(answer.header("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void headers_that_are_too_large_are_refused() throws Exception {
        try (Wire wire = Wire.to(server.uri())) {
            wire.send("GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(140_000) + "\r\n\r\n");

            assertThat(wire.answer()).startsWith("HTTP/1.1 431").contains("about:blank");
        }
    }

    @Test
    void what_is_no_http_is_refused_with_a_problem() throws Exception {
        for (String request :
                List.of("GARBAGE\r\n\r\n", "GET /api/v1/health HTTP/1.1\r\n\r\n", "GET /a b HTTP/1.1\r\n\r\n")) {
            try (Wire wire = Wire.to(server.uri())) {
                wire.send(request);

                assertThat(wire.answer()).as(request).startsWith("HTTP/1.1 40").doesNotContain("jetty");
            }
        }
    }

    private String status(String host) throws Exception {
        try (Wire wire = Wire.to(server.uri())) {
            return wire.send("GET /api/v1/experiments HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                    .answer()
                    .substring(9, 12);
        }
    }

    private String cross(String headers) throws Exception {
        try (Wire wire = Wire.to(server.uri())) {
            return wire.send(
                            "POST /api/v1/experiments HTTP/1.1\r\nHost: localhost\r\nContent-Length: 12\r\nAuthorization: Bearer "
                                    + WRITE + "\r\n" + headers + "\r\n\r\n{\"name\":\"x\"}")
                    .answer();
        }
    }
}
