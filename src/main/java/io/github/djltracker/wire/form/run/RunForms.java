package io.github.djltracker.wire.form.run;

import io.github.djltracker.domain.find.FoundRun;
import io.github.djltracker.domain.run.RunEpoch;
import io.github.djltracker.domain.run.RunModule;
import io.github.djltracker.wire.json.Form;

/** The form of each value about runs that goes over HTTP; {@code http-api.md} specifies them. */
public final class RunForms {
    public static final Form<RunForm> RUN = new Form<>(RunForm::write, RunForm::read);
    public static final Form<RunModule> RUN_MODULE = new Form<>(RunModuleForm::write, RunModuleForm::read);
    public static final Form<RunEpoch> RUN_EPOCH = new Form<>(RunModuleForm::write, RunModuleForm::readEpoch);
    public static final Form<CheckpointForm> CHECKPOINT = new Form<>(CheckpointForm::write, CheckpointForm::read);
    public static final Form<RunChange> RUN_CHANGE = new Form<>(RunChange::write, RunChange::read);
    public static final Form<WatchedRun> WATCHED_RUN = new Form<>(WatchedRun::write, WatchedRun::read);
    public static final Form<FoundRun> FOUND_RUN = new Form<>(FoundRunForm::write, FoundRunForm::read);
    public static final Form<FilterMistake> FILTER_MISTAKE = new Form<>(FilterMistake::write, FilterMistake::read);
    public static final Form<ModelSummaryForm> MODEL_SUMMARY =
            new Form<>(ModelSummaryForm::write, ModelSummaryForm::read);
    /** The sequence number of the next expected entry. */
    public static final Form<Long> NEXT =
            new Form<>((out, next) -> out.writeNumberField("next", next), in -> in.integer("next"));

    public static final Form<AppendedRun> APPENDED_RUN = new Form<>(AppendedRun::write, AppendedRun::read);

    private RunForms() {}
}
