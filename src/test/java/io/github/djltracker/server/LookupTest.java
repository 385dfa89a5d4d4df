package io.github.djltracker.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.query.Curve;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.domain.value.Module;
import io.github.djltracker.domain.value.Series;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.IterationForm;
import io.github.djltracker.wire.form.Problem;
import io.github.djltracker.wire.form.run.RunForm;
import io.github.djltracker.wire.form.run.RunForms;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The routes of the parts of a model. */
final class LookupTest extends ServerTest {
    private Model model;
    private String path;

    @BeforeEach
    void create() {
        model = store.experiment("digits").models().create("abc");
        path = BASE + "/models/" + model.id();
    }

    @Test
    void modules_are_logged_listed_removed_and_cleared() {
        Module first = Forms.MODULE.read(
                http.post(path + "/modules", "{\"name\":\"conv\",\"attributes\":{\"size\":[3,3],\"bias\":true}}")
                        .bytes());
        http.post(path + "/modules", "{\"name\":\"relu\"}");
        http.post(path + "/modules", "{\"name\":\"softmax\"}");

        assertThat(first.attributes()).isEqualTo(Map.of("size", List.of(3L, 3L), "bias", true));
        assertThat(http.delete(path + "/modules/" + first.id()).status()).isEqualTo(204);
        assertThat(http.delete(path + "/modules/" + first.id()).status()).isEqualTo(404);
        assertThat(model.modules().list()).extracting(Module::name).containsExactly("relu", "softmax");
        assertThat(http.delete(path + "/modules").status()).isEqualTo(204);
        assertThat(model.modules().list()).isEmpty();
    }

    @Test
    void iterations_and_their_modules_are_created_and_removed() {
        IterationForm made = Forms.ITERATION.read(
                http.post(path + "/iterations", "{\"step\":7}").bytes());
        String modules = path + "/iterations/" + made.id() + "/modules";
        Module module =
                Forms.MODULE.read(http.post(modules, "{\"name\":\"adam\"}").bytes());

        assertThat(Forms.ITERATION
                        .readList(http.get(path + "/iterations?step=7").bytes())
                        .items())
                .containsExactly(made);
        assertThat(http.get(path + "/iterations?step=8").text()).isEqualTo("{\"items\":[]}");
        assertThat(Forms.MODULE.readList(http.get(modules).bytes()).items()).containsExactly(module);
        assertThat(http.delete(modules + "/" + module.id()).status()).isEqualTo(204);
        assertThat(http.delete(modules).status()).isEqualTo(204);
        assertThat(http.delete(path + "/iterations/" + made.id()).status()).isEqualTo(204);
        assertThat(http.delete(path + "/iterations/" + made.id()).status()).isEqualTo(404);
        assertThat(http.get(modules).problem().type()).isEqualTo(Problem.NOT_FOUND);
        http.post(path + "/iterations", "{\"step\":7}");
        assertThat(http.delete(path + "/iterations").status()).isEqualTo(204);
        assertThat(model.iterations().list()).isEmpty();
    }

    @Test
    void an_iteration_of_a_run_has_its_modules() {
        store.logs().append(RUN, Entries.start(RUN, "digits", "abc"));
        store.logs().append(RUN, Entries.iterations(1, 0, 1, 2));
        String id = model.iterations().get(1).orElseThrow().id();

        http.post(path + "/iterations/" + id + "/modules", "{\"name\":\"adam\"}");

        assertThat(model.iterations().get(1).orElseThrow().modules().list())
                .extracting(Module::name)
                .containsExactly("adam");
    }

    @Test
    void metrics_are_logged_removed_and_cleared() {
        Metric made = Forms.METRIC.read(
                http.post(path + "/metrics", "{\"name\":\"loss\",\"value\":\"NaN\",\"step\":3,\"phase\":\"train\"}")
                        .bytes());

        assertThat(made.value()).isNaN();
        assertThat(made.step()).isEqualTo(3);
        assertThat(http.delete(path + "/metrics/" + made.id()).status()).isEqualTo(204);
        assertThat(http.delete(path + "/metrics/" + made.id()).status()).isEqualTo(404);
        http.post(path + "/metrics", "{\"name\":\"loss\",\"value\":1}");
        assertThat(http.delete(path + "/metrics").status()).isEqualTo(204);
        assertThat(model.metrics().list()).isEmpty();
    }

    @Test
    void series_and_curves_say_what_there_is() {
        UUID other = UUID.randomUUID();
        for (UUID run : List.of(RUN, other)) {
            store.logs().append(run, Entries.start(run, "digits", "abc"));
            store.logs().append(run, Entries.points(1, "loss", "train", 0, 4, Double.NaN, 2, 1));
        }

        List<Series> series =
                Forms.SERIES.readList(http.get(path + "/series").bytes()).items();
        Curve all = curve("?name=loss&phase=train&buckets=1");
        Curve one = curve("?name=loss&phase=train&run=" + RUN + "&from=2&to=3");

        assertThat(series).extracting(Series::run).containsExactly(RUN, other);
        assertThat(all.lines()).hasSize(2);
        assertThat(all.lines().get(0).buckets()).singleElement().satisfies(bucket -> {
            assertThat(bucket.count()).isEqualTo(4);
            assertThat(bucket.nan()).isEqualTo(1);
        });
        assertThat(one.lines())
                .singleElement()
                .satisfies(line -> assertThat(line.buckets()).hasSize(2));
        assertThat(curve("?name=loss").lines()).isEmpty();
    }

    private Curve curve(String query) {
        return Forms.CURVE.read(http.get(path + "/curves" + query).bytes());
    }

    @Test
    void runs_are_read_and_deleted() {
        store.logs().append(RUN, Entries.start(RUN, "digits", "abc"));
        store.logs().append(RUN, Entries.end(1, RunStatus.FAILED));

        RunForm run = RunForms.RUN.read(http.get(BASE + "/runs/" + RUN).bytes());

        assertThat(run.model()).isEqualTo(model.id());
        assertThat(run.run()).isEqualTo(model.runs().read(RUN).orElseThrow());
        assertThat(http.delete(BASE + "/runs/" + RUN).status()).isEqualTo(204);
        assertThat(http.delete(BASE + "/runs/" + RUN).status()).isEqualTo(404);
        assertThat(http.get(BASE + "/runs/" + RUN).status()).isEqualTo(404);
    }

    @Test
    void a_model_is_changed_in_part_and_deleted() {
        assertThat(http.send("PATCH", path, bytes("{\"description\":\"x\"}"))
                        .problem()
                        .detail())
                .contains("the model has no name");
        assertThat(http.send("PATCH", path, bytes("{\"name\":\"" + "n".repeat(501) + "\",\"step\":5}"))
                        .status())
                .isEqualTo(400);
        assertThat(model.step()).isZero();
        assertThat(http.send("PATCH", path, bytes("{\"step\":5}")).status()).isEqualTo(200);
        assertThat(http.send("PATCH", path, bytes("{\"step\":-5}")).status()).isEqualTo(400);
        assertThat(model.step()).isEqualTo(5);
        assertThat(http.send("PATCH", path, bytes("{}")).status()).isEqualTo(200);
        String experiment = BASE + "/experiments/" + model.experiment().id() + "/models";
        assertThat(http.post(experiment, "{\"hash\":\"def\",\"description\":\"x\"}")
                        .status())
                .isEqualTo(400);
        assertThat(http.post(experiment, "{\"hash\":\"abc\"}").status()).isEqualTo(409);
        assertThat(http.delete(path).status()).isEqualTo(204);
        assertThat(http.delete(path).status()).isEqualTo(404);
        assertThat(http.get(path + "/metrics").status()).isEqualTo(404);
    }

    @Test
    void long_answers_are_compressed_for_whoever_accepts_it() throws Exception {
        for (int i = 0; i < 3_000; i++) {
            model.modules().log("module " + i + " " + UUID.randomUUID());
        }
        byte[] plain = http.get(path + "/modules?limit=3000").bytes();

        Http.Answer packed = http.get(path + "/modules?limit=3000", "Accept-Encoding", "br, gzip;q=0.5");
        Http.Answer refused = http.get(path + "/modules?limit=3000", "Accept-Encoding", "gzip;q=0, *");

        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.bytes().length).isGreaterThan(64 << 10).isLessThan(plain.length);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.bytes())).readAllBytes())
                .isEqualTo(plain);
        assertThat(refused.header("Content-Encoding")).isEmpty();
        assertThat(refused.bytes()).isEqualTo(plain);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
