package io.github.djltracker.wire.form;

import io.github.djltracker.domain.Experiments;
import io.github.djltracker.domain.query.Curve;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.domain.value.Module;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.domain.value.Series;
import io.github.djltracker.domain.value.View;
import io.github.djltracker.wire.json.Form;
import java.util.List;

/** The form of each value that goes over HTTP; {@code http-api.md} specifies them. */
public final class Forms {
    public static final Form<ExperimentForm> EXPERIMENT = new Form<>(ExperimentForm::write, ExperimentForm::read);
    /** The name of an experiment, alone: to create one, or to rename it. */
    public static final Form<String> EXPERIMENT_NAME =
            new Form<>((out, name) -> out.writeStringField("name", name), in -> in.string("name"));

    public static final Form<ModelForm> MODEL = new Form<>(ModelForm::write, ModelForm::read);
    public static final Form<NewModel> NEW_MODEL = new Form<>(NewModel::write, NewModel::read);
    public static final Form<ModelChange> MODEL_CHANGE = new Form<>(ModelChange::write, ModelChange::read);
    public static final Form<Module> MODULE = new Form<>(ModuleForm::write, ModuleForm::read);
    public static final Form<ModuleRecord> NEW_MODULE = new Form<>(ModuleForm::write, ModuleForm::readRecord);
    public static final Form<IterationForm> ITERATION = new Form<>(IterationForm::write, IterationForm::read);
    /** The step of an iteration, alone: to create one. */
    public static final Form<Long> NEW_ITERATION =
            new Form<>((out, step) -> out.writeNumberField("step", step), in -> in.integer("step"));

    public static final Form<Metric> METRIC = new Form<>(MetricForm::write, MetricForm::read);
    public static final Form<NewMetric> NEW_METRIC = new Form<>(NewMetric::write, NewMetric::read);
    public static final Form<Series> SERIES = new Form<>(MetricForm::write, MetricForm::readSeries);
    public static final Form<Curve> CURVE = new Form<>(CurveForm::write, CurveForm::read);
    /** Annotations to be added to the existing ones. */
    public static final Form<List<Annotation>> ANNOTATIONS = new Form<>(AnnotationForm::write, AnnotationForm::read);

    /** A line of annotations in a file of run logs. */
    public static final Form<AnnotationLine> ANNOTATION_LINE = new Form<>(AnnotationLine::write, AnnotationLine::read);

    public static final Form<Experiments.Summary> EXPERIMENT_SUMMARY =
            new Form<>(SummaryForm::write, SummaryForm::read);

    /** How many there are. */
    public static final Form<Long> COUNT =
            new Form<>((out, count) -> out.writeNumberField("count", count), in -> in.integer("count"));

    public static final Form<View> VIEW = new Form<>(ViewForm::write, ViewForm::read);
    public static final Form<NewView> NEW_VIEW = new Form<>(NewView::write, NewView::read);
    /** A name, alone. */
    public static final Form<String> NAME = EXPERIMENT_NAME;

    public static final Form<Problem> PROBLEM = new Form<>(Problem::write, Problem::read);

    private Forms() {}
}
