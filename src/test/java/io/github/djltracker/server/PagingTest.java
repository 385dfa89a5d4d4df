package io.github.djltracker.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.value.Module;
import io.github.djltracker.server.http.MediaTypes;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.run.RunForms;
import io.github.djltracker.wire.json.Form;
import io.github.djltracker.wire.json.ListForm;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lists by page: each item once and in order, whatever changes between two pages. */
final class PagingTest extends ServerTest {
    @Test
    void every_list_comes_in_parts_as_it_comes_whole() {
        Model model = store.experiment("digits").models().create("abc");
        for (int i = 0; i < 7; i++) {
            store.experiments().create("e" + i);
            store.experiment("digits").models().create("h" + i);
            model.modules().log("module " + i);
            model.metrics().log("metric \u00e9 & " + i, i);
            model.iterations().create(i).modules().log("of " + i);
            UUID run = new UUID(1, i);
            store.logs().append(run, Entries.start(run, "digits", "abc"));
        }
        model.iterations().get(0).orElseThrow().modules().log("another");
        String path = BASE + "/models/" + model.id();
        String iteration = model.iterations().get(0).orElseThrow().id();

        inParts(BASE + "/experiments", Forms.EXPERIMENT, 8);
        inParts(BASE + "/experiments/" + store.experiment("digits").id() + "/models", Forms.MODEL, 8);
        inParts(path + "/modules", Forms.MODULE, 7);
        inParts(path + "/metrics", Forms.METRIC, 7);
        inParts(path + "/series", Forms.SERIES, 7);
        inParts(path + "/iterations", Forms.ITERATION, 7);
        inParts(path + "/iterations/" + iteration + "/modules", Forms.MODULE, 2);
        inParts(path + "/runs", RunForms.RUN, 7);
    }

    private <T> void inParts(String path, Form<T> form, int count) {
        List<T> whole = form.readList(http.get(path).bytes()).items();
        assertThat(whole).as(path).hasSize(count);
        for (int limit : new int[] {1, 3, count - 1, count, count + 1}) {
            List<T> parts = new ArrayList<>();
            @Nullable String next = path + "?limit=" + limit;
            while (next != null) {
                ListForm<T> part = form.readList(http.get(next).bytes());
                assertThat(part.items()).hasSizeBetween(1, limit);
                parts.addAll(part.items());
                next = part.next();
            }
            assertThat(parts).as(path + " by " + limit).isEqualTo(whole);
        }
    }

    @Test
    void a_link_keeps_the_other_parameters() {
        Model model = store.experiment("digits").models().create("abc");
        model.metrics().log("a & b", 1, "x y");
        model.metrics().log("other", 2);
        model.metrics().log("a & b", 3, "x y");

        ListForm<?> first = Forms.METRIC.readList(
                http.get(BASE + "/models/" + model.id() + "/metrics?phase=x+y&name=a%20%26%20b&limit=1")
                        .bytes());

        assertThat(Forms.METRIC
                        .readList(http.get(String.valueOf(first.next())).bytes())
                        .items())
                .extracting(metric -> metric.value())
                .containsExactly(3.0);
    }

    @Test
    void items_that_were_removed_or_added_in_between_make_no_other_come_twice_or_not_at_all() {
        Model model = store.experiment("digits").models().create("abc");
        for (int i = 0; i < 6; i++) {
            model.modules().log("m" + i);
        }
        String path = BASE + "/models/" + model.id() + "/modules";
        ListForm<Module> first =
                Forms.MODULE.readList(http.get(path + "?limit=3").bytes());

        first.items().subList(1, 3).forEach(model.modules()::remove);
        model.modules().log("m6");
        ListForm<Module> second =
                Forms.MODULE.readList(http.get(String.valueOf(first.next())).bytes());

        assertThat(second.items()).extracting(Module::name).containsExactly("m3", "m4", "m5");
        assertThat(Forms.MODULE
                        .readList(http.get(String.valueOf(second.next())).bytes())
                        .items())
                .extracting(Module::name)
                .containsExactly("m6");
    }

    @Test
    void a_mark_that_no_list_gives_is_refused_also_where_the_list_is_empty() {
        Model model = store.experiment("digits").models().create("abc");
        String iteration = model.iterations().create(1).id();
        String ofExperiment = BASE + "/experiments/" + model.experiment().id();
        String ofModel = BASE + "/models/" + model.id();

        for (String path : List.of(
                ofExperiment + "/runs",
                ofExperiment + "/runs/names",
                ofExperiment + "/views",
                ofModel + "/modules",
                ofModel + "/metrics",
                ofModel + "/series",
                ofModel + "/runs",
                ofModel + "/settings",
                ofModel + "/epochs",
                ofModel + "/checkpoints",
                ofModel + "/iterations/" + iteration + "/modules",
                BASE + "/experiments?name=none",
                BASE + "/summaries",
                ofExperiment + "/models?hash=none",
                ofModel + "/iterations?step=7")) {
            String and = path.contains("?") ? "&" : "?";
            for (String mark : List.of("", "-", "0123456789abcde%C2%A5", "%F0%98%96%9E", "x".repeat(65))) {
                assertThat(http.get(path + and + "after=" + mark).status())
                        .as(path + " after " + mark)
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void a_list_that_was_cleared_in_between_is_at_its_end() {
        Model model = store.experiment("digits").models().create("abc");
        model.modules().log("m0");
        model.modules().log("m1");
        String path = BASE + "/models/" + model.id() + "/modules";
        String next = String.valueOf(
                Forms.MODULE.readList(http.get(path + "?limit=1").bytes()).next());
        model.modules().clear();

        assertThat(http.get(next).text()).isEqualTo("{\"items\":[]}");
        model.modules().log("m2");
        assertThat(http.get(next).status()).isEqualTo(400);
    }

    @Test
    void filters_tell_no_phase_from_all_phases() {
        Model model = store.experiment("digits").models().create("abc");
        model.metrics().log("loss", 1);
        model.metrics().log("loss", 2, "train");
        String path = BASE + "/models/" + model.id() + "/metrics";
        Function<String, List<Double>> values =
                query -> Forms.METRIC.readList(http.get(path + query).bytes()).items().stream()
                        .map(metric -> metric.value())
                        .toList();

        assertThat(values.apply("")).containsExactly(1.0, 2.0);
        assertThat(values.apply("?phase=")).containsExactly(1.0);
        assertThat(values.apply("?phase")).containsExactly(1.0);
        assertThat(values.apply("?phase=train")).containsExactly(2.0);
        assertThat(values.apply("?name=acc")).isEmpty();
    }

    @Test
    void a_log_comes_in_parts_that_link_to_one_another() {
        var start = Entries.start(RUN, "digits", "abc");
        http.append(RUN, start, Entries.points(1, "loss", null, 0, 1), Entries.points(2, "loss", null, 1, 2));
        String path = BASE + "/runs/" + RUN + "/entries";

        Http.Answer first = http.get(path + "?limit=2");
        Http.Answer last = http.get(path + "?from=2&limit=2");
        Http.Answer none = http.get(path + "?from=3");

        assertThat(first.header("Link")).isEqualTo("<" + path + "?limit=2&from=2>; rel=\"next\"");
        assertThat(first.header("Content-Type")).isEqualTo(MediaTypes.LINES);
        assertThat(last.bytes()).isEqualTo(Http.lines(Entries.points(2, "loss", null, 1, 2)));
        assertThat(last.header("Link")).isEmpty();
        assertThat(none.status()).isEqualTo(200);
        assertThat(none.bytes()).isEmpty();
        assertThat(http.get(BASE + "/runs/" + UUID.randomUUID() + "/entries").status())
                .isEqualTo(404);
    }
}
