package io.github.djltracker.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.server.body.ServerLimits;
import io.github.djltracker.server.http.MediaTypes;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.wire.form.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Bodies that are too large, too slow, incomplete, or not what their headers say. */
final class BodiesTest extends ServerTest {
    private static final String ENTRIES = BASE + "/runs/" + RUN + "/entries";
    private static final int BODY_BYTES = 1 << 20;
    private static final int INFLATED_BYTES = 4 << 20;
    private static final int MEMORY_BYTES = 16 << 20;

    @Override
    ServerSettings.Builder settings() {
        return ServerSettings.builder()
                .limits(new ServerLimits(
                        BODY_BYTES, INFLATED_BYTES, MEMORY_BYTES, 8, Duration.ofMillis(1_500), 1_000, 10));
    }

    @Test
    void a_body_that_breaks_off_is_not_refused_for_good() throws Exception {
        String answer;
        try (Wire wire = Wire.to(server.uri())) {
            answer = wire.send("POST " + BASE + "/runs/" + RUN + "/entries HTTP/1.1\r\nHost: localhost\r\n"
                            + "Content-Type: application/x-ndjson\r\nContent-Length: 1000\r\n\r\n{\"type\":")
                    .end()
                    .answer();
        }

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("is incomplete").doesNotContain(Problem.INVALID);
    }

    @Test
    void a_gzip_body_is_inflated() {
        byte[] lines = Http.lines(Entries.start(RUN, "digits", "abc"), Entries.points(1, "loss", null, 0, 1));

        Http.Answer answer = post(Http.gzip(lines), "Content-Encoding", "gzip");

        assertThat(answer.text()).isEqualTo("{\"next\":2}");
    }

    @Test
    void a_gzip_bomb_is_given_up() {
        byte[] bomb = Http.gzip(new byte[64 << 20]);

        Http.Answer answer = post(bomb, "Content-Encoding", "gzip");

        assertThat(bomb).hasSizeLessThan(BODY_BYTES);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.problem().type()).isEqualTo(Problem.TOO_LARGE);
    }

    @Test
    void a_body_that_is_no_whole_gzip_is_refused() {
        byte[] whole = Http.gzip(Http.lines(Entries.start(RUN, "digits", "abc")));

        Http.Answer none = post("no gzip".getBytes(StandardCharsets.UTF_8), "Content-Encoding", "gzip");
        Http.Answer half = post(Arrays.copyOf(whole, whole.length / 2), "Content-Encoding", "gzip");
        Http.Answer other = post(whole, "Content-Encoding", "br");

        assertThat(none.status()).isEqualTo(400);
        assertThat(half.status()).isEqualTo(400);
        assertThat(other.status()).isEqualTo(415);
        assertThat(other.header("Accept-Encoding")).isEqualTo("gzip");
        assertThat(store.logs().next(RUN)).isZero();
    }

    @Test
    void a_gzip_body_that_was_damaged_is_not_refused_for_good_wherever_the_damage_is() {
        byte[] whole = Http.gzip(
                Http.lines(Entries.start(RUN, "digits", "abc"), Entries.points(1, "loss", null, 0, 1.25, 2.5, 3.75)));

        for (int i = 10; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 0x10;
            Http.Answer answer = post(damaged, "Content-Encoding", "gzip");

            assertThat(answer.status()).as("byte %d", i).isEqualTo(400);
            assertThat(answer.problem().type()).as("byte %d", i).isEqualTo(Problem.OTHER);
        }
        assertThat(store.logs().next(RUN)).isZero();
    }

    @Test
    void a_body_that_is_too_large_is_refused_and_the_client_hears_of_it() {
        Http.Answer declared = post(new byte[BODY_BYTES + 1]);

        assertThat(declared.status()).isEqualTo(413);
        assertThat(declared.problem().type()).isEqualTo(Problem.TOO_LARGE);
    }

    @Test
    void a_chunked_body_that_is_too_large_is_refused_before_it_is_whole() throws Exception {
        try (Wire wire = Wire.to(server.uri())) {
            wire.send(head("POST", "Transfer-Encoding: chunked"));
            String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
            for (int i = 0; i <= BODY_BYTES >> 16; i++) {
                wire.send(chunk);
            }

            assertThat(wire.answer()).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void a_body_of_a_thousand_tiny_chunks_is_taken() throws Exception {
        byte[] lines = Http.lines(Entries.start(RUN, "digits", "abc"));
        try (Wire wire = Wire.to(server.uri())) {
            StringBuilder chunked = new StringBuilder(head("POST", "Transfer-Encoding: chunked"));
            for (byte each : lines) {
                chunked.append("1\r\n").append((char) each).append("\r\n");
            }
            wire.send(chunked + "0\r\n\r\n");

            assertThat(wire.answer()).startsWith("HTTP/1.1 200").endsWith("{\"next\":1}");
        }
    }

    @Test
    void a_client_that_waits_for_100_is_told_to_go_on() throws Exception {
        byte[] lines = Http.lines(Entries.start(RUN, "digits", "abc"));
        try (Wire wire = Wire.to(server.uri())) {
            wire.send(head("POST", "Expect: 100-continue", "Content-Length: " + lines.length));
            String first = wire.answer();
            wire.send(lines);

            assertThat(first).startsWith("HTTP/1.1 100");
            assertThat(wire.answer()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void a_client_that_waits_for_100_with_too_much_is_refused_at_once() throws Exception {
        try (Wire wire = Wire.to(server.uri())) {
            wire.send(head("POST", "Expect: 100-continue", "Content-Length: " + (BODY_BYTES + 1)));

            assertThat(wire.answer()).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void a_body_shorter_than_it_says_is_given_up() throws Exception {
        try (Wire wire = Wire.to(server.uri())) {
            wire.send(head("POST", "Content-Length: 1000") + "{");

            assertThat(wire.answer()).startsWith("HTTP/1.1 408").contains(Problem.OTHER);
            assertThat(wire.read()).isNegative();
        }
        assertThat(store.logs().next(RUN)).isZero();
    }

    @Test
    void a_body_longer_than_it_says_is_not_taken_for_more() throws Exception {
        try (Wire wire = Wire.to(server.uri())) {
            wire.send(head("POST", "Content-Length: 2") + "{}{}\r\n\r\n");

            assertThat(wire.answer()).startsWith("HTTP/1.1 400");
            assertThat(wire.rest()).startsWith("HTTP/1.1 400").contains(Problem.INVALID);
        }
    }

    @Test
    void bad_chunks_and_two_lengths_are_refused() throws Exception {
        for (String[] headers : new String[][] {
            {"Transfer-Encoding: chunked", "zz\r\n"},
            {"Content-Length: 3\r\nContent-Length: 4", "abcd"},
            {"Content-Length: -1", ""},
            {"Content-Length: 99999999999999999999", ""}
        }) {
            try (Wire wire = Wire.to(server.uri())) {
                wire.send(head("POST", headers[0]) + headers[1]);

                assertThat(wire.answer())
                        .as(headers[0])
                        .startsWith("HTTP/1.1 4")
                        .contains("application/problem+json");
            }
        }
    }

    @Test
    void a_hundred_slow_clients_keep_nobody_from_being_served() throws Exception {
        List<Wire> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                Wire wire = Wire.to(server.uri());
                wire.send(i % 2 == 0 ? head("POST", "Content-Length: 1000") + "{" : "POST / HTTP/1.1\r\nHost: local");
                slow.add(wire);
            }

            Http.Answer answer = http.append(RUN, Entries.start(RUN, "digits", "abc"));

            assertThat(answer.status()).isEqualTo(200);
        } finally {
            for (Wire wire : slow) {
                wire.close();
            }
        }
    }

    @Test
    void bodies_that_need_more_memory_than_there_is_for_all_are_refused_for_now() throws Exception {
        List<Wire> holding = new ArrayList<>();
        try {
            for (int i = 0; i < MEMORY_BYTES / BODY_BYTES; i++) {
                Wire wire = Wire.to(server.uri());
                wire.send(head("POST", "Content-Length: " + BODY_BYTES));
                wire.send(new byte[BODY_BYTES - 1]);
                holding.add(wire);
            }

            Http.Answer answer = awaitBusy();

            assertThat(answer.problem().type()).isEqualTo(Problem.UNAVAILABLE);
            assertThat(answer.header("Retry-After")).isNotEmpty();
        } finally {
            for (Wire wire : holding) {
                wire.close();
            }
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        http.append(RUN, Entries.start(RUN, "digits", "abc")).status() == 200);
    }

    /** Waits for 503: the last bytes of the connections that occupy the memory may still be on their way. */
    private Http.Answer awaitBusy() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> http.append(RUN, Entries.start(RUN, "digits", "abc")), answer -> answer.status() == 503);
    }

    @Test
    void a_line_that_would_need_more_memory_than_there_is_is_refused_for_good() {
        // each is a few bytes of text, but an object in memory
        String line = "{\"entry\":\"batch\",\"sequence\":0,\"a\":[" + "[],".repeat(300_000) + "[]]}";

        Http.Answer answer = post(line.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void another_type_than_it_must_be_is_refused() {
        byte[] lines = Http.lines(Entries.start(RUN, "digits", "abc"));

        assertThat(http.send("POST", ENTRIES, lines, "Content-Type", "application/json")
                        .status())
                .isEqualTo(415);
        assertThat(http.send("POST", ENTRIES, lines, "Content-Type", "application/x-ndjson; charset=latin1")
                        .status())
                .isEqualTo(415);
        assertThat(http.send("POST", ENTRIES, lines, "Content-Type", "application/x-ndjson;charset=\"UTF-8\"")
                        .status())
                .isEqualTo(200);
        assertThat(http.send("POST", ENTRIES, lines).status()).isEqualTo(200);
    }

    private Http.Answer post(byte[] body, String... headers) {
        List<String> all = new ArrayList<>(List.of("Content-Type", MediaTypes.LINES));
        all.addAll(List.of(headers));
        return http.send("POST", ENTRIES, body, all.toArray(String[]::new));
    }

    private static String head(String method, String... headers) {
        return method + " " + ENTRIES + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                + String.join("\r\n", headers) + "\r\n\r\n";
    }
}
