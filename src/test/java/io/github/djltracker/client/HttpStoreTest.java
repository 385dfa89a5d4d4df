package io.github.djltracker.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.client.call.FakeServer;
import io.github.djltracker.client.call.HttpSettings;
import io.github.djltracker.client.call.TrackerApi;
import io.github.djltracker.client.port.HttpModel;
import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Metrics;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Models;
import io.github.djltracker.domain.error.ClosedException;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.query.Curve;
import io.github.djltracker.domain.query.CurveQuery;
import io.github.djltracker.domain.query.MetricQuery;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.testing.CollectingSink;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.wire.form.ExperimentForm;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.ModelForm;
import io.github.djltracker.wire.form.Problem;
import io.github.djltracker.wire.form.run.RunForms;
import io.github.djltracker.wire.log.RunLogJson;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests to a tracker, and how answers are handled, above all the unusual ones. */
@Timeout(30)
final class HttpStoreTest {
    private static final UUID ID = UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e");
    private static final UUID RUN = UUID.fromString("7c9e6679-7425-40de-944b-e07fc1f90ae7");
    private static final ExperimentForm EXPERIMENT = new ExperimentForm(ID, "e");
    private static final ModelForm MODEL = new ModelForm(ID, EXPERIMENT, "hash", null, null, 0, Annotations.NONE);

    private final FakeServer server = FakeServer.start();
    private final HttpStore store = server.store();
    private final TrackerApi api = TrackerApi.open(server.url(), HttpSettings.DEFAULTS, server.retries());

    @AfterEach
    void close() {
        api.close();
        server.close();
    }

    @Test
    void opening_and_naming_asks_nobody() {
        Experiment experiment = HttpStore.open("http://tracker.invalid").experiment("e");

        assertThat(experiment.name()).isEqualTo("e");
        assertThat(experiment.models().experiment()).isEqualTo("e");
        assertThatThrownBy(() -> store.experiment(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThat(server.requests()).isZero();
    }

    @Test
    void what_is_said_about_a_thing_is_said_again_where_no_answer_came() {
        List<Annotation> starred = List.of(Annotation.starred(true));
        server.answers(Forms.EXPERIMENT.writeList(List.of(EXPERIMENT), null))
                .cuts()
                .cuts()
                .answers(Forms.ANNOTATIONS.write(starred));

        assertThat(store.experiment("e").annotate(starred).isStarred()).isTrue();

        assertThat(server.requests()).isEqualTo(4);
    }

    @Test
    void the_next_entry_of_a_run_that_is_gone_or_unknown_is_the_first() {
        server.answers(RunForms.NEXT.write(2L))
                .refuses(404, Problem.NOT_FOUND, "no run")
                .refuses(410, Problem.DELETED, "no run")
                .answers("{}".getBytes(UTF_8));

        assertThat(store.logs().next(RUN)).isEqualTo(2);
        assertThat(store.logs().next(RUN)).isZero();
        assertThat(store.logs().next(RUN)).isZero();
        assertThatThrownBy(() -> store.logs().next(RUN)).isInstanceOf(UnavailableException.class);
        assertThat(server.taken().getTarget()).isEqualTo("/api/v1/runs/" + RUN + "/next");
    }

    @Test
    void a_named_experiment_that_is_not_there_has_no_models() {
        byte[] nothing = Forms.EXPERIMENT.writeList(List.of(), null);
        server.answers(nothing).answers(nothing);

        assertThat(store.experiment("\u732b /?&=%").models().list()).isEmpty();
        assertThat(store.experiment("e").models().read("hash")).isEmpty();

        HttpUrl asked = server.taken().getUrl();
        assertThat(asked.encodedPath()).isEqualTo("/api/v1/experiments");
        assertThat(asked.queryParameter("name")).isEqualTo("\u732b /?&=%");
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void an_experiment_is_created_by_whoever_asks_for_its_id() {
        server.answers(Forms.EXPERIMENT.writeList(List.of(), null))
                .answers(201, FakeServer.JSON, Forms.EXPERIMENT.write(EXPERIMENT));

        assertThat(store.experiment("e").id()).isEqualTo(ID);

        server.taken();
        assertThat(server.taken().getRequestLine()).isEqualTo("POST /api/v1/experiments HTTP/1.1");
    }

    @Test
    void an_experiment_that_somebody_creates_in_between_is_taken() {
        server.answers(Forms.EXPERIMENT.writeList(List.of(), null))
                .refuses(409, Problem.ALREADY_EXISTS, "it is there")
                .answers(Forms.EXPERIMENT.writeList(List.of(EXPERIMENT), null));

        assertThat(store.experiment("e").id()).isEqualTo(ID);
    }

    @Test
    void a_list_is_read_to_its_end() {
        server.answers(Forms.EXPERIMENT.writeList(
                        List.of(new ExperimentForm(ID, "a")), "/api/v1/experiments?limit=1&after=x%2F%3D+y"))
                .answers(Forms.EXPERIMENT.writeList(
                        List.of(new ExperimentForm(ID, "b")), "/prefix/api/v1/experiments?after=z"))
                .answers(Forms.EXPERIMENT.writeList(List.of(new ExperimentForm(ID, "c")), null));

        assertThat(store.experiments().list()).extracting(Experiment::name).containsExactly("a", "b", "c");

        assertThat(server.taken().getUrl().queryParameter("after")).isNull();
        HttpUrl second = server.taken().getUrl();
        assertThat(second.encodedPath()).isEqualTo("/api/v1/experiments");
        assertThat(second.queryParameter("after")).isEqualTo("x/= y");
        assertThat(second.queryParameter("limit")).isEqualTo("10000");
        assertThat(server.taken().getUrl().queryParameter("after")).isEqualTo("z");
    }

    @Test
    void hands_out_pages_as_they_are_asked_for() {
        Metric metric = new Metric("m1", "loss", Double.NaN, 3L, "train", Instant.EPOCH, RUN);
        server.answers(Forms.METRIC.writeList(List.of(metric), "/api/v1/models/x/metrics?after=p2&limit=7"))
                .answers(Forms.METRIC.writeList(List.of(), null));
        Metrics metrics = model(api).metrics();

        Page<Metric> page = metrics.page(new MetricQuery("loss", "", RUN, "p1", 7));
        Page<Metric> all = metrics.page(MetricQuery.ALL);

        assertThat(page).isEqualTo(new Page<>(List.of(metric), "p2"));
        assertThat(all.after()).isNull();
        HttpUrl asked = server.taken().getUrl();
        assertThat(asked.queryParameter("name")).isEqualTo("loss");
        assertThat(asked.queryParameter("phase")).isEmpty();
        assertThat(asked.queryParameter("run")).isEqualTo(RUN.toString());
        assertThat(asked.queryParameter("after")).isEqualTo("p1");
        assertThat(asked.queryParameter("limit")).isEqualTo("7");
        assertThat(server.taken().getUrl().queryParameterNames()).containsExactly("limit");
    }

    @Test
    void a_curve_of_more_runs_than_a_url_holds_is_picked_from_all() {
        Curve.Line wanted = new Curve.Line(RUN, List.of());
        Curve all = new Curve(
                "loss", null, List.of(new Curve.Line(ID, List.of()), wanted, new Curve.Line(null, List.of())));
        server.answers(Forms.CURVE.write(all)).answers(Forms.CURVE.write(all));
        Set<UUID> many = new HashSet<>(Set.of(RUN));
        while (many.size() < 1_000) {
            many.add(UUID.randomUUID());
        }
        Metrics metrics = model(api).metrics();

        Curve few = metrics.curve(CurveQuery.of("loss").runs(RUN).steps(1, 9).buckets(3));
        Curve picked = metrics.curve(CurveQuery.of("loss").runs(many.toArray(UUID[]::new)));

        assertThat(few).isEqualTo(all);
        assertThat(picked.lines()).containsExactly(wanted);
        HttpUrl asked = server.taken().getUrl();
        assertThat(asked.encodedPath()).isEqualTo("/api/v1/models/" + ID + "/curves");
        assertThat(asked.queryParameterValues("run")).containsExactly(RUN.toString());
        assertThat(asked.queryParameterNames()).containsExactly("name", "from", "to", "buckets", "run");
        assertThat(server.taken().getUrl().queryParameterValues("run")).isEmpty();
    }

    @Test
    void a_deletion_that_got_no_answer_counts_as_done_where_nothing_is_left() {
        server.cuts().refuses(404, Problem.NOT_FOUND, "nothing there");

        store.experiments().delete(ID);

        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void a_deletion_of_what_is_not_there_is_told() {
        // OkHttp itself repeats a request after a 408
        server.answers(503)
                .answers(408)
                .refuses(404, Problem.NOT_FOUND, "nothing there")
                .refuses(404, Problem.NOT_FOUND, "nothing there");

        assertThatThrownBy(() -> store.experiments().delete(ID))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("nothing there");
        assertThatThrownBy(() -> model(api).metrics().clear()).isInstanceOf(NotFoundException.class);
    }

    @Test
    void deletes_a_model_of_its_own_experiment_alone() {
        server.answers(Forms.MODEL.write(MODEL))
                .answers(Forms.MODEL.write(MODEL))
                .answers(204);

        assertThatThrownBy(() -> store.experiment("other").models().delete(ID))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(ID.toString());
        store.experiment("e").models().delete(ID);

        assertThat(server.taken().getMethod()).isEqualTo("GET");
        assertThat(server.taken().getMethod()).isEqualTo("GET");
        assertThat(server.taken().getRequestLine()).isEqualTo("DELETE /api/v1/models/" + ID + " HTTP/1.1");
    }

    @Test
    void entries_go_through_the_sink_that_was_given_and_reads_to_the_tracker() {
        CollectingSink sink = new CollectingSink();
        HttpStore through = store.through(sink);
        Models models = through.experiment("e").models();
        server.answers(Forms.EXPERIMENT.writeList(List.of(), null));

        models.append(RUN, Entries.start(RUN, "e", "h"));
        through.logs().append(RUN, Entries.points(1, "loss", null, 0, 1));

        assertThat(models.list()).isEmpty();
        assertThat(sink.entries(RUN)).hasSize(2);
        assertThat(server.requests()).isEqualTo(1);
        assertThatThrownBy(() -> models.append(RUN, Entries.start(RUN, "other", "h")))
                .isInstanceOf(RejectedException.class);
    }

    @Test
    void knows_its_own_sinks() {
        HttpStore through = store.through(new CollectingSink());

        assertThat(store.owns(store.logs())).isTrue();
        assertThat(store.owns(store.experiment("e").models())).isTrue();
        assertThat(store.owns(through.logs())).isFalse();
        assertThat(through.owns(through.experiment("e").models())).isTrue();
        assertThat(store.owns((run, entry) -> 0)).isFalse();
    }

    @Test
    void a_log_is_read_entry_by_entry() {
        String log = line(Entries.start(RUN, "e", "h")) + "\n" + line(Entries.points(1, "loss", null, 0, 1, 2)) + "\n";
        server.answers(200, "application/x-ndjson", log);

        assertThat(store.logs().entries(RUN, 0, Integer.MAX_VALUE))
                .containsExactly(Entries.start(RUN, "e", "h"), Entries.points(1, "loss", null, 0, 1, 2));

        HttpUrl asked = server.taken().getUrl();
        assertThat(asked.encodedPath()).isEqualTo("/api/v1/runs/" + RUN + "/entries");
        assertThat(asked.queryParameter("from")).isEqualTo("0");
        assertThat(asked.queryParameter("limit")).isEqualTo("10000");
    }

    @Test
    void is_closed_once_and_for_all() {
        store.close();
        store.close();

        assertThatThrownBy(() -> store.experiments().list()).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> store.logs().append(RUN, Entries.start(RUN, "e", "h")))
                .isInstanceOf(ClosedException.class);
        assertThat(server.requests()).isZero();
    }

    static Model model(TrackerApi api) {
        return new HttpModel(api, new CollectingSink(), ID, "hash");
    }

    private static String line(RunEntry entry) {
        return new String(RunLogJson.write(entry), UTF_8);
    }
}
