package io.github.djltracker.cli.query;

import io.github.djltracker.cli.find.Finder;
import io.github.djltracker.cli.find.ModelRef;
import io.github.djltracker.cli.find.QueryCommand;
import io.github.djltracker.cli.find.Target;
import io.github.djltracker.cli.terminal.Columns;
import io.github.djltracker.cli.terminal.Console;
import io.github.djltracker.cli.terminal.Plain;
import io.github.djltracker.cli.view.Said;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.wire.form.Forms;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code djl-tracker models}. */
@Command(
        name = "models",
        description = {
            "Lists the models of an experiment, or of all experiments.",
            "Shows the hash and the latest step. Archived models are left out."
        },
        footer = {"  djl-tracker models", "  djl-tracker models digits", "  djl-tracker models digits --json"})
public final class ModelsCommand extends QueryCommand {
    @Parameters(arity = "0..1", paramLabel = "EXPERIMENT", description = "The experiment. Default: all.")
    private @Nullable String experiment;

    @Option(names = "--archived", description = "Include archived models.")
    private boolean archived;

    public ModelsCommand(Console console) {
        super(console);
    }

    @Override
    public int call(Target target) {
        List<ModelRef> all = new Finder(target.store(), target.name(), experiment).models();
        Map<ModelRef, Annotations> said = new HashMap<>();
        all.forEach(ref -> said.put(ref, ref.model().annotations()));
        Function<ModelRef, Annotations> annotations = ref -> said.getOrDefault(ref, Annotations.NONE);
        List<ModelRef> models = archived ? all : Said.unarchived(all, annotations);
        if (json) {
            writeList(models.stream().map(ref -> Forms.MODEL.write(ref.form())).toList());
            return ok();
        }
        Columns<ModelRef> columns = new Columns<>();
        if (experiment == null) {
            columns.needed("experiment", ref -> ref.experiment().name()).elastic();
        }
        columns.needed("hash", ModelRef::shortHash)
                .needed(
                        "name",
                        ref -> Said.star(annotations.apply(ref))
                                + ref.model().name().orElse(""))
                .elastic();
        Said.tagColumn(columns, 1, models, annotations);
        columns.optional(
                        3,
                        "runs",
                        ref -> Integer.toString(ref.model().runs().list().size()))
                .optional(2, "step", ref -> Long.toString(ref.model().step()))
                .optional(
                        0,
                        "description",
                        ref -> Plain.firstLine(ref.model().description().orElse("")))
                .elastic();
        console.print(columns, models);
        Said.leftOut(console, all.size() - models.size(), "model");
        return ok();
    }
}
