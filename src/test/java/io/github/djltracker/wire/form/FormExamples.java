package io.github.djltracker.wire.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.djltracker.domain.Experiments;
import io.github.djltracker.domain.alert.Alert;
import io.github.djltracker.domain.alert.AlertKind;
import io.github.djltracker.domain.query.Curve;
import io.github.djltracker.domain.run.Checkpoint;
import io.github.djltracker.domain.run.ResumePoint;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunEpoch;
import io.github.djltracker.domain.run.RunModule;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.domain.value.Attributes;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.domain.value.Module;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.domain.value.Series;
import io.github.djltracker.domain.value.View;
import io.github.djltracker.wire.form.run.CheckpointForm;
import io.github.djltracker.wire.form.run.ModelSummaryForm;
import io.github.djltracker.wire.form.run.RunChange;
import io.github.djltracker.wire.form.run.RunForm;
import io.github.djltracker.wire.form.run.RunForms;
import io.github.djltracker.wire.form.run.WatchedRun;
import io.github.djltracker.wire.json.Form;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One or two values of each form, and the files with their JSON. */
final class FormExamples {
    private static final UUID ID = UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e");
    private static final UUID OTHER = UUID.fromString("7c9e6679-7425-40de-944b-e07fc1f90ae7");
    private static final Instant TIME = Instant.ofEpochMilli(1_700_000_000_123L);

    private static final Annotations SAID = Annotations.of(List.of(
            Annotation.tag("team", "vision").at(TIME), Annotation.starred(true).at(TIME)));

    private FormExamples() {}

    /** A form and its values: one with everything, then one with as little as possible. */
    record Example<T>(String file, Form<T> form, List<T> values) {
        static <T> Example<T> of(String file, Form<T> form, T value) {
            return new Example<>(file, form, List.of(value));
        }

        static <T> Example<T> of(String file, Form<T> form, T full, T least) {
            return new Example<>(file, form, List.of(full, least));
        }

        String lines() {
            return values.stream()
                    .map(value -> new String(form.write(value), UTF_8) + "\n")
                    .collect(Collectors.joining());
        }

        List<T> read(Stream<String> lines) {
            return lines.map(line -> form.read(line.getBytes(UTF_8))).toList();
        }

        @Override
        public String toString() {
            return file;
        }
    }

    static Stream<Example<?>> examples() {
        ExperimentForm experiment = new ExperimentForm(ID, "\u732b \ud83d\udc08 \"digits\"");
        return Stream.of(
                Example.of(
                        "experiment.ndjson",
                        Forms.EXPERIMENT,
                        new ExperimentForm(ID, experiment.name(), SAID),
                        experiment),
                Example.of(
                        "view.ndjson",
                        Forms.VIEW,
                        new View("<b> \"5 %\" / a", View.Page.RUNS, "where=a%2Fb+%3D+1&sort=-a", true, TIME),
                        new View("a", View.Page.MODELS, "", false, Instant.EPOCH)),
                Example.of(
                        "new-view.ndjson",
                        Forms.NEW_VIEW,
                        new NewView(View.Page.RUNS, "sort=a", true),
                        new NewView(View.Page.MODELS, "", false)),
                Example.of("experiment-name.ndjson", Forms.EXPERIMENT_NAME, "i\u0130 / ? # %"),
                Example.of(
                        "model.ndjson",
                        Forms.MODEL,
                        new ModelForm(OTHER, experiment, "9f86d081", "LeNet", "two\nlines", Limits.MAX_INTEGER, SAID),
                        new ModelForm(OTHER, experiment, "9f86d081", null, null, 0, Annotations.NONE)),
                Example.of(
                        "new-model.ndjson",
                        Forms.NEW_MODEL,
                        new NewModel("9f86d081", "LeNet", ""),
                        new NewModel("9f86d081", null, null)),
                Example.of(
                        "model-change.ndjson",
                        Forms.MODEL_CHANGE,
                        new ModelChange("LeNet", "text", 7L),
                        new ModelChange(null, null, null)),
                Example.of(
                        "module.ndjson",
                        Forms.MODULE,
                        new Module("m1-2", "01Conv2d", attributes()),
                        new Module("m1-3", "none", Map.of())),
                Example.of("new-module.ndjson", Forms.NEW_MODULE, new ModuleRecord("01Conv2d", attributes())),
                Example.of(
                        "iteration.ndjson",
                        Forms.ITERATION,
                        new IterationForm("i1-2", 1_200, OptionalInt.of(Integer.MAX_VALUE), TIME),
                        new IterationForm("i1-3", 0, OptionalInt.empty(), Instant.EPOCH)),
                Example.of("new-iteration.ndjson", Forms.NEW_ITERATION, Limits.MAX_INTEGER),
                Example.of(
                        "metric.ndjson",
                        Forms.METRIC,
                        new Metric("p1-2", "loss", 0.25, 7L, "train", TIME, ID),
                        new Metric("h1-3", "loss", Double.NEGATIVE_INFINITY, null, null, TIME, null)),
                Example.of(
                        "new-metric.ndjson",
                        Forms.NEW_METRIC,
                        new NewMetric("loss", -0.0, 7L, "train"),
                        new NewMetric("loss", Double.NaN, null, null)),
                Example.of(
                        "series.ndjson",
                        Forms.SERIES,
                        new Series(ID, "loss", "train", 9, 1, 0L, 8L, 0.5, -1.5, 1.0e300),
                        new Series(null, "loss", null, 1, 1, null, null, Double.NaN, Double.NaN, Double.NaN)),
                Example.of("curve.ndjson", Forms.CURVE, curve(), new Curve("loss", null, List.of())),
                Example.of("run.ndjson", RunForms.RUN, new RunForm(OTHER, run()), new RunForm(OTHER, newRun())),
                Example.of(
                        "run-change.ndjson",
                        RunForms.RUN_CHANGE,
                        new RunChange(4, RunStatus.FINISHED, 7L, TIME, TIME, List.of()),
                        new RunChange(1, RunStatus.RUNNING, null, TIME, null, List.of(alert()))),
                Example.of(
                        "watched-run.ndjson",
                        RunForms.WATCHED_RUN,
                        new WatchedRun(ID, new RunChange(4, RunStatus.FINISHED, 7L, TIME, TIME, List.of()))),
                Example.of(
                        "experiment-summary.ndjson",
                        Forms.EXPERIMENT_SUMMARY,
                        new Experiments.Summary(
                                ID, "digits", 2, Map.of(RunStatus.RUNNING, 1L, RunStatus.FAILED, 3L), TIME, SAID),
                        new Experiments.Summary(OTHER, "empty", 0, Map.of(), null, Annotations.NONE)),
                Example.of(
                        "model-summary.ndjson",
                        RunForms.MODEL_SUMMARY,
                        new ModelSummaryForm(
                                new ModelForm(
                                        OTHER, new ExperimentForm(ID, "digits"), "9f86d081", "LeNet", "text", 7, SAID),
                                Map.of(RunStatus.FINISHED, 2L),
                                TIME,
                                List.of(new Series(null, "loss", "train", 9, 1, 0L, 8L, 0.5, -1.5, Double.NaN))),
                        new ModelSummaryForm(
                                new ModelForm(
                                        OTHER,
                                        new ExperimentForm(ID, "digits"),
                                        "9f86d081",
                                        null,
                                        null,
                                        0,
                                        Annotations.NONE),
                                Map.of(),
                                null,
                                List.of())),
                Example.of(
                        "setting.ndjson",
                        RunForms.RUN_MODULE,
                        new RunModule(ID, 7, new Module("i1-2-3", "Adam", attributes()))),
                Example.of("epoch.ndjson", RunForms.RUN_EPOCH, new RunEpoch(ID, 3, 101, 150)),
                Example.of(
                        "checkpoint.ndjson",
                        RunForms.CHECKPOINT,
                        new CheckpointForm(
                                new Checkpoint(
                                        ID,
                                        7,
                                        2,
                                        "/models/\u732b-0002.params",
                                        1_234_567L,
                                        TIME,
                                        "0f".repeat(32),
                                        "box",
                                        true,
                                        List.of(
                                                new Checkpoint.Value("Accuracy", "validate", 6, 0.75),
                                                new Checkpoint.Value("loss", null, 7, Double.NaN))),
                                Checkpoint.Presence.REPLACED),
                        new CheckpointForm(
                                new Checkpoint(ID, 0, null, "f", null, null, null, null, false, List.of()), null)),
                Example.of("next.ndjson", RunForms.NEXT, 5L),
                Example.of(
                        "problem.ndjson",
                        Forms.PROBLEM,
                        new Problem(
                                Problem.GAP,
                                "an entry is missing",
                                409,
                                "entry 5 arrived, but entry 3 is expected",
                                3L),
                        new Problem(Problem.NOT_FOUND, "not found", 404, null, null)));
    }

    static Curve curve() {
        return new Curve(
                "loss",
                "train",
                List.of(
                        new Curve.Line(
                                ID,
                                List.of(
                                        new Curve.Bucket(0, 4, 10, 14, 3, 0.5, 0.5, 3, 1.25, 5, 0),
                                        new Curve.Bucket(
                                                5,
                                                Limits.MAX_INTEGER,
                                                15,
                                                15,
                                                Double.POSITIVE_INFINITY,
                                                Double.NaN,
                                                -0.0,
                                                Double.POSITIVE_INFINITY,
                                                Double.NaN,
                                                2,
                                                1))),
                        new Curve.Line(null, List.of())));
    }

    static Run run() {
        return new Run(
                ID,
                RunStatus.FAILED,
                TIME,
                TIME.plusMillis(5),
                TIME.plusMillis(4),
                0L,
                7L,
                new ResumePoint(OTHER, 3),
                attributes(),
                Map.of("disk full", 3L, "closed", 1L),
                "it broke",
                SAID,
                List.of(alert()));
    }

    static Alert alert() {
        return new Alert(AlertKind.DIVERGED, "loss@train is NaN at step 7", TIME);
    }

    static Run newRun() {
        return new Run(
                ID, RunStatus.RUNNING, TIME, TIME, null, null, null, null, Map.of(), Map.of(), null, Annotations.NONE);
    }

    static Map<String, @Nullable Object> attributes() {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        attributes.put("z", Arrays.asList(5L, 0.5, null, true, "x"));
        attributes.put("a", Collections.singletonMap("", Long.MIN_VALUE));
        return Attributes.copyOf(attributes);
    }
}
