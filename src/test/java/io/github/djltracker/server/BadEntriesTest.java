package io.github.djltracker.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.server.http.MediaTypes;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.wire.form.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Malformed entries are rejected, and nothing of them is stored. */
final class BadEntriesTest extends ServerTest {
    private static final String START = "{\"entry\":\"start\",\"sequence\":0,\"run\":\"" + RUN
            + "\",\"experiment\":\"digits\",\"model\":{\"hash\":\"abc\"},\"time\":1}\n";

    @Test
    void a_bad_line_is_refused_with_its_number_and_its_field() {
        Map<String, String> bad = new TreeMap<>();
        bad.put(batch("\"steps\":[0],\"times\":[1],\"values\":[NaN]"), "series[0].values");
        bad.put(batch("\"steps\":[0],\"times\":[1],\"values\":[\"nan\"]"), "series[0].values");
        bad.put(batch("\"steps\":[-1],\"times\":[1],\"values\":[1]"), "step -1");
        bad.put(batch("\"steps\":[0,1],\"times\":[1],\"values\":[1]"), "columns of different length");
        bad.put(batch("\"steps\":[1e3],\"times\":[1],\"values\":[1]"), "series[0].steps");
        bad.put(batch("\"steps\":[9007199254740992],\"times\":[1],\"values\":[1]"), "step 9007199254740992");
        bad.put(batch("\"steps\":[0],\"times\":[1],\"values\":[1e999]"), "series[0].values");
        bad.put("{\"entry\":\"batch\",\"sequence\":-1}", "sequence");
        bad.put("{\"entry\":\"batch\",\"sequence\":1.5}", "sequence");
        bad.put("{\"entry\":\"batch\"}", "sequence is missing");
        bad.put("{\"entry\":\"bacth\",\"sequence\":1}", "entry");
        bad.put("{\"entry\":\"end\",\"sequence\":1,\"status\":\"LOST\",\"time\":1}", "status");
        bad.put("[]", "object");
        bad.put("{", "ends in the middle");
        bad.put("{\"entry\":\"batch\",\"sequence\":1} {}", "has extra characters");
        bad.put("not json", "JSON");
        bad.put("", "line");
        bad.put("{\"entry\":\"batch\",\"sequence\":1,\"deep\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}", "deep");
        bad.put(
                "{\"entry\":\"batch\",\"sequence\":1,\"series\":[{\"name\":\"" + "n".repeat(1 << 20) + "\"}]}",
                "1000000");
        bad.put(
                "{\"entry\":\"batch\",\"sequence\":1,\"series\":[{\"name\":\"" + "n".repeat(501)
                        + "\",\"steps\":[0],\"times\":[1],\"values\":[1]}]}",
                "501 characters");
        bad.put("{\"entry\":\"batch\",\"sequence\":1,\"modules\":[{\"step\":0,\"name\":\"\\ud800\"}]}", "modules[0]");

        bad.forEach((line, word) -> {
            Http.Answer answer = post((START + line + "\n").getBytes(StandardCharsets.UTF_8));

            assertThat(answer.status()).as(line).isEqualTo(400);
            assertThat(answer.problem().type()).isEqualTo(Problem.INVALID);
            assertThat(answer.problem().detail()).contains("line 2").contains(word);
        });
        assertThat(store.logs().next(RUN)).isZero();
    }

    @Test
    void text_that_is_no_utf_8_is_refused() {
        byte[] line = batch("\"steps\":[0],\"times\":[1],\"values\":[1]").getBytes(StandardCharsets.UTF_8);
        line[line.length / 3] = (byte) 0xff;

        Http.Answer answer = post(line);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem().detail()).contains("line 1").contains("UTF-8");
    }

    @Test
    void numbers_that_do_not_follow_one_another_are_refused() {
        Http.Answer gap = http.append(RUN, Entries.start(RUN, "digits", "abc"), Entries.points(2, "loss", null, 0, 1));
        Http.Answer twice =
                http.append(RUN, Entries.points(1, "loss", null, 0, 1), Entries.points(1, "loss", null, 0, 1));

        assertThat(gap.problem().detail()).isEqualTo("line 2: sequence 2 does not follow 0");
        assertThat(twice.problem().detail()).isEqualTo("line 2: sequence 1 does not follow 1");
        assertThat(store.logs().next(RUN)).isZero();
    }

    @Test
    void no_entries_are_refused() {
        assertThat(post(new byte[0]).problem().detail()).contains("no entries");
        assertThat(post("\n".getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(400);
    }

    @Test
    void an_entry_too_early_is_told_which_is_wanted() {
        http.append(RUN, Entries.start(RUN, "digits", "abc"));

        Problem problem =
                http.append(RUN, Entries.points(3, "loss", null, 0, 1)).problem();

        assertThat(problem.status()).isEqualTo(409);
        assertThat(problem.type()).isEqualTo(Problem.GAP);
        assertThat(problem.next()).isEqualTo(1);
    }

    @Test
    void entries_that_are_there_are_skipped() {
        var start = Entries.start(RUN, "digits", "abc");
        var points = Entries.points(1, "loss", null, 0, 1);
        http.append(RUN, start, points);

        Http.Answer again = http.append(RUN, start, points, Entries.points(2, "loss", null, 1, 2));

        assertThat(again.text()).isEqualTo("{\"next\":3}");
    }

    @Test
    void what_comes_after_the_end_is_refused_for_good() {
        http.append(RUN, Entries.start(RUN, "digits", "abc"), Entries.end(1, RunStatus.FINISHED));

        Problem problem =
                http.append(RUN, Entries.points(2, "loss", null, 0, 1)).problem();

        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.type()).isEqualTo(Problem.REJECTED);
    }

    @Test
    void the_start_of_another_run_is_refused_for_good() {
        Http.Answer answer = http.append(UUID.randomUUID(), Entries.start(RUN, "digits", "abc"));

        assertThat(answer.problem().type()).isEqualTo(Problem.REJECTED);
    }

    @Test
    void a_deleted_run_stays_so() {
        http.append(RUN, Entries.start(RUN, "digits", "abc"));
        assertThat(http.delete(BASE + "/runs/" + RUN).status()).isEqualTo(204);

        Problem problem = http.append(RUN, Entries.start(RUN, "digits", "abc")).problem();

        assertThat(problem.status()).isEqualTo(410);
        assertThat(problem.type()).isEqualTo(Problem.DELETED);
    }

    @Test
    void lines_may_end_as_they_like() {
        String lines = START.strip() + "\r\n" + batch("\"steps\":[0],\"times\":[1],\"values\":[\"NaN\"]");

        assertThat(post(lines.getBytes(StandardCharsets.UTF_8)).text()).isEqualTo("{\"next\":2}");
    }

    private Http.Answer post(byte[] body) {
        return http.send("POST", BASE + "/runs/" + RUN + "/entries", body, "Content-Type", MediaTypes.LINES);
    }

    private static String batch(String columns) {
        return "{\"entry\":\"batch\",\"sequence\":1,\"series\":[{\"name\":\"loss\"," + columns + "}]}";
    }
}
