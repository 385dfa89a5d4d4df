package io.github.djltracker.exchange.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Models;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.exchange.ExportReport;
import io.github.djltracker.exchange.ImportReport;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Entries;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The annotations of runs, models and experiments in files of run logs. */
final class RunLogAnnotationsTest extends RunLogTest {
    private Run run(SqlStore store, int number) {
        Model model = store.experiments().list().get(0).models().list().get(0);
        return model.runs().list().get(number);
    }

    private void annotate() {
        Experiment experiment = from.experiments().list().get(0);
        Model model = experiment.models().list().get(0);
        model.runs()
                .annotate(
                        run(from, 0).id(),
                        List.of(
                                Annotation.name("first"),
                                Annotation.note("good\n\u00e9 \ud83d\ude00"),
                                Annotation.starred(true),
                                Annotation.tag("old")));
        model.runs()
                .annotate(run(from, 0).id(), List.of(Annotation.tag("team", "vision"), Annotation.tag("old", null)));
        model.annotate(Annotation.name("a model"), Annotation.archived(true));
        experiment.annotate(Annotation.note("an experiment"));
    }

    @Test
    void annotations_of_runs_models_and_experiments_come_along() throws IOException {
        annotate();
        ImportReport report = read(file(export()));

        assertThat(report.leftOut()).isEmpty();
        assertThat(run(to, 0).annotations()).isEqualTo(run(from, 0).annotations());
        assertThat(run(to, 0).annotations().tags()).containsExactly(Map.entry("team", "vision"));
        assertThat(exportOf(to)).isEqualTo(export());
        assertThat(RunLogExport.write(from, any -> true, OutputStream.nullOutputStream(), (runs, total) -> {})
                        .lost())
                .isEmpty();
    }

    @Test
    void a_repeated_import_adds_new_annotations_and_keeps_later_ones() throws IOException {
        read(file(export()));
        annotate();
        byte[] annotated = export();
        UUID run = run(to, 0).id();
        to.logs()
                .annotate(run, List.of(Annotation.name("later").at(Instant.now().plusSeconds(60))));

        ImportReport again = read(file(annotated));

        assertThat(again.upToDate()).isEqualTo(8);
        assertThat(run(to, 0).annotations().name()).contains("later");
        assertThat(run(to, 0).annotations().tags()).containsKey("team");
    }

    @Test
    void annotations_of_experiments_that_are_not_imported_are_not_either() throws IOException {
        annotate();
        String first = from.experiments().list().get(0).name();

        RunLogImport.read(file(export()), to.logs(), name -> !name.equals(first), (lines, total) -> {});

        assertThat(to.experiments().read(first)).isEmpty();
        assertThat(to.experiments().list()).isNotEmpty();
    }

    @Test
    void annotations_of_what_has_no_runs_are_counted_by_the_export() throws IOException {
        from.experiment("empty").annotate(Annotation.tag("plan"), Annotation.tag("old", null));
        from.experiment("hand").models().create("abc").annotate(Annotation.tag("kept"));

        ExportReport report =
                RunLogExport.write(from, any -> true, OutputStream.nullOutputStream(), (runs, total) -> {});

        assertThat(report.lost()).containsExactly(Map.entry("annotations of models and experiments without runs", 2L));
    }

    @Test
    void annotations_belong_to_what_runs_were_recorded_in_whatever_it_is_called_now() throws IOException {
        annotate();
        Experiment first = from.experiments().list().get(0);
        Experiment second = from.experiments().list().get(1);
        String name = first.name();
        from.experiments().update(first.id(), "between");
        from.experiments().update(second.id(), name);

        ImportReport report = read(file(export()));

        assertThat(report.leftOut()).isEmpty();
        assertThat(to.experiment(name).annotations().note()).contains("an experiment");
        assertThat(to.experiments().list()).hasSize(2);
    }

    @Test
    void both_models_that_were_joined_have_the_annotations() throws IOException {
        for (String hash : new String[] {"old", "new"}) {
            UUID run = new UUID(5, hash.hashCode());
            List<ModuleRecord> network = List.of(Entries.module("Net", "type", "ai.djl.nn.core.Linear"));
            from.logs()
                    .append(run, new RunStart(run, "joined", hash, null, null, network, Entries.TIME, null, Map.of()));
        }
        Models models = from.experiment("joined").models();
        from.join(
                models.read("old").orElseThrow().id(),
                models.read("new").orElseThrow().id());
        models.read("new").orElseThrow().annotate(Annotation.tag("both"));

        read(file(export()));

        assertThat(to.experiment("joined").models().list())
                .hasSize(2)
                .allSatisfy(model -> assertThat(model.annotations().tags()).containsKey("both"));
    }

    @Test
    void a_run_that_was_deleted_brings_no_annotations() throws IOException {
        annotate();
        read(file(export()));
        Experiment there = to.experiments().list().get(0);
        to.experiments().delete(there.id());

        read(file(export()));

        assertThat(to.experiments().read(there.name())).isEmpty();
    }

    @Test
    void annotations_that_are_too_many_are_left_out_as_a_whole_and_counted() throws IOException {
        read(file(export()));
        UUID run = run(to, 0).id();
        List<Annotation> most =
                IntStream.range(0, 100).mapToObj(i -> Annotation.tag("t" + i)).toList();
        to.logs().annotate(run, most);
        annotate();

        ImportReport report = read(file(export()));

        assertThat(report.leftOut()).containsExactly(Map.entry("annotations that the store rejected", 5L));
        assertThat(report.notes()).singleElement().asString().contains("run " + run, "101 tags: at most 100");
        assertThat(run(to, 0).annotations().isStarred()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '|',
            value = {
                "'run':'00000000-0000-0001-0000-000000000002','of':'RUN','annotations':[];which do not follow its entries",
                "'of':'RUN','annotations':[];run is missing",
                "'run':'RUN','of':'SERIES','annotations':[];of must be one of [RUN, MODEL, EXPERIMENT]",
                "'run':'RUN','of':'RUN';annotations is missing",
                "'run':'RUN','of':'RUN','annotations':[{'field':'colour','time':1}];unknown",
                "'run':'RUN','of':'RUN','annotations':[{'field':'note','value':'a'}];note has no time"
            })
    void a_wrong_line_of_annotations_is_named_and_nothing_is_imported(String fields, String reason) throws IOException {
        String whole = new String(export(), UTF_8);
        String file = whole + "{ \"entry\" : \"annotations\","
                + fields.replace("'RUN'", "'" + last(whole) + "'")
                        .replace("'of':'" + last(whole) + "'", "'of':'RUN'")
                        .replace('\'', '"')
                + "}\n";

        assertThatThrownBy(() -> read(file(file.getBytes(UTF_8))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("line " + file.lines().count())
                .hasMessageContaining("nothing was imported");
        assertThat(to.experiments().list()).isEmpty();
    }

    private static String last(String file) {
        int at = file.lastIndexOf("\"run\":\"") + 7;
        return file.substring(at, at + 36);
    }

    @Test
    void an_entry_after_the_annotations_of_its_run_is_named() throws IOException {
        annotate();
        List<String> lines = new ArrayList<>(new String(export(), UTF_8).lines().toList());
        int annotations = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).startsWith("{\"entry\":\"annotations\""))
                .findFirst()
                .orElseThrow();
        lines.add(annotations + 3, lines.get(annotations - 1));

        assertThatThrownBy(() -> read(file((String.join("\n", lines) + "\n").getBytes(UTF_8))))
                .hasMessageContaining("line " + (annotations + 4))
                .hasMessageContaining("follows annotations, which come after all entries of a run");
    }
}
