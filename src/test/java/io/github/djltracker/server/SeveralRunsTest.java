package io.github.djltracker.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.server.http.MediaTypes;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.wire.form.Problem;
import io.github.djltracker.wire.form.run.AppendedRun;
import io.github.djltracker.wire.form.run.RunForms;
import io.github.djltracker.wire.log.RunHead;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Entries of several runs in one request. */
final class SeveralRunsTest extends ServerTest {
    private static final UUID OTHER = UUID.fromString("5c0b8d60-2f6a-4c0e-9f0e-0123456789ac");
    private static final String BATCH = "{\"entry\":\"batch\",\"sequence\":1}\n";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    @Test
    void each_run_is_appended_to() {
        add(RUN, Entries.start(RUN, "digits", "abc"), Entries.points(1, "loss", null, 0, 0.5));
        add(OTHER, Entries.start(OTHER, "digits", "abc"));

        assertThat(items(post())).containsExactly(new AppendedRun(RUN, 2L, null), new AppendedRun(OTHER, 1L, null));
        assertThat(store.logs().entries(RUN, 0, 10))
                .containsExactly(Entries.start(RUN, "digits", "abc"), Entries.points(1, "loss", null, 0, 0.5));
    }

    @Test
    void entries_that_are_there_are_skipped() {
        add(RUN, Entries.start(RUN, "digits", "abc"), Entries.points(1, "loss", null, 0, 0.5));
        add(OTHER, Entries.start(OTHER, "digits", "abc"));
        post();

        List<AppendedRun> again = items(post());

        assertThat(again).extracting(AppendedRun::next).containsExactly(2L, 1L);
        assertThat(store.logs().next(RUN)).isEqualTo(2);
    }

    @Test
    void what_is_refused_of_one_run_harms_no_other() {
        UUID third = UUID.randomUUID();
        store.logs().append(third, Entries.start(third, "digits", "abc"));
        store.logs().append(third, Entries.end(1, RunStatus.FINISHED));
        UUID deleted = UUID.randomUUID();
        store.logs().append(deleted, Entries.start(deleted, "digits", "abc"));
        http.delete(BASE + "/runs/" + deleted);
        add(RUN, Entries.points(3, "loss", null, 0, 0.5));
        add(third, Entries.points(2, "loss", null, 0, 0.5));
        add(deleted, Entries.start(deleted, "digits", "abc"));
        text(new String(new RunHead(UUID.randomUUID(), 2).write(), UTF_8) + "\nnonsense\n" + BATCH);
        add(UUID.randomUUID(), Entries.start(RUN, "digits", "abc"));
        add(OTHER, Entries.start(OTHER, "digits", "abc"));

        List<AppendedRun> items = items(post());

        assertThat(items.subList(0, 5))
                .extracting(item -> item.problem() == null ? "" : item.problem().type())
                .containsExactly(Problem.GAP, Problem.REJECTED, Problem.DELETED, Problem.INVALID, Problem.REJECTED);
        assertThat(items.get(0).problem()).extracting(Problem::next).isEqualTo(0L);
        assertThat(items.get(3).problem())
                .extracting(Problem::detail)
                .asString()
                .startsWith("line 8:");
        assertThat(items.get(5)).isEqualTo(new AppendedRun(OTHER, 1L, null));
    }

    @Test
    void a_bad_head_is_refused_and_nothing_is_stored() {
        add(RUN, Entries.start(RUN, "digits", "abc"));
        String good = body.toString(UTF_8);

        assertRefused(good + BATCH, "line 3 must name a run");
        assertRefused(good + "{\"run\":\"x\",\"entries\":1}\n" + BATCH, "run is not a UUID");
        assertRefused(good + "{\"run\":\"" + OTHER + "\",\"entries\":0}\n", "entries is 0");
        assertRefused(good + "{\"run\":\"" + OTHER + "\",\"entries\":2}\n" + BATCH, "1 entries before the end");
        assertRefused(good + good, "occurs more than once");
        assertRefused("", "no entries");
        assertThat(store.logs().next(RUN)).isZero();
    }

    @Test
    void a_body_has_a_thousand_runs_at_most() {
        for (int i = 0; i <= RunHead.MAX_RUNS; i++) {
            add(new UUID(7, i), Entries.iterations(1, 0));
        }

        assertThat(post().problem().detail()).contains("more than 1000 runs");
    }

    @Test
    void a_body_that_was_damaged_on_its_way_is_no_permanent_refusal() {
        add(RUN, Entries.start(RUN, "digits", "abc"));
        text("{\"run\":\"" + OTHER + "\",\"entries\":1}\nnonsense\n");
        byte[] packed = Http.gzip(body.toByteArray());
        packed[packed.length - 5] ^= 1;

        Http.Answer answer = http.send(
                "POST", BASE + "/entries", packed, "Content-Type", MediaTypes.LINES, "Content-Encoding", "gzip");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem().type()).isEqualTo(Problem.OTHER);
        assertThat(store.logs().next(RUN)).isZero();
    }

    @Test
    void the_routes_answer_like_the_handler() {
        add(RUN, Entries.start(RUN, "digits", "abc"));
        add(OTHER, Entries.points(3, "loss", null, 0, 0.5));

        Http.Answer handler = post();
        Http.Answer routes = http.send(
                "POST",
                BASE + "/entries",
                body.toByteArray(),
                "Content-Type",
                MediaTypes.LINES,
                "Accept",
                "*/*",
                "Accept",
                "*/*");

        assertThat(routes.status()).isEqualTo(200);
        assertThat(routes.text()).isEqualTo(handler.text());
    }

    @Test
    void the_entries_are_counted() {
        add(RUN, Entries.start(RUN, "digits", "abc"), Entries.points(1, "loss", null, 0, 0.5));
        add(OTHER, Entries.start(OTHER, "digits", "abc"));
        post();

        assertThat(http.get("/metrics").text()).contains("djl_tracker_entries_total 3");
    }

    private void assertRefused(String text, String detail) {
        Http.Answer answer =
                http.send("POST", BASE + "/entries", text.getBytes(UTF_8), "Content-Type", MediaTypes.LINES);

        assertThat(answer.status()).as(text).isEqualTo(400);
        assertThat(answer.problem().type()).isEqualTo(Problem.INVALID);
        assertThat(answer.problem().detail()).contains(detail);
    }

    private void add(UUID run, RunEntry... entries) {
        body.writeBytes(new RunHead(run, entries.length).write());
        body.write('\n');
        body.writeBytes(Http.lines(entries));
    }

    private void text(String lines) {
        body.writeBytes(lines.getBytes(UTF_8));
    }

    private Http.Answer post() {
        return http.send("POST", BASE + "/entries", body.toByteArray(), "Content-Type", MediaTypes.LINES);
    }

    private static List<AppendedRun> items(Http.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return RunForms.APPENDED_RUN.readList(answer.bytes()).items();
    }
}
