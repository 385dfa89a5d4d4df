package io.github.djltracker.cli.query;

import io.github.djltracker.cli.find.Finder;
import io.github.djltracker.cli.find.ModelRef;
import io.github.djltracker.cli.find.QueryCommand;
import io.github.djltracker.cli.find.RunRef;
import io.github.djltracker.cli.find.Scope;
import io.github.djltracker.cli.find.Selection;
import io.github.djltracker.cli.find.Target;
import io.github.djltracker.cli.terminal.Console;
import io.github.djltracker.cli.terminal.Failure;
import io.github.djltracker.cli.terminal.Plain;
import io.github.djltracker.cli.view.ModelDifference;
import io.github.djltracker.cli.view.RunDifference;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.run.RunForms;
import io.github.djltracker.wire.json.JsonDocument.Formed;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code djl-tracker diff}. */
@Command(
        name = "diff",
        description = {
            "Compares two models block by block, or two runs.",
            "Blocks are compared by path; runs by status, settings, last values and environment. Marks: + only in the second, - only in the first, ~ changed."
        },
        footer = {
            "  djl-tracker diff LeNet 60303ae2",
            "  djl-tracker diff digits/LeNet mnist/LeNet",
            "  djl-tracker diff 1f3a9c 77b0e2 --changes"
        })
public final class DiffCommand extends QueryCommand {
    @Parameters(
            index = "0",
            paramLabel = "FIRST",
            description = "A model's name, or a prefix of its hash or id; or a run's name, or a prefix of its id.")
    private String first = "";

    @Parameters(index = "1", paramLabel = "SECOND", description = "Another model or run, of the same kind.")
    private String second = "";

    @Mixin
    private final Scope scope = new Scope();

    @Option(
            names = {"-c", "--changes"},
            description = "For runs, show only differences.")
    private boolean changes;

    public DiffCommand(Console console) {
        super(console);
    }

    @Override
    public int call(Target target) {
        Finder finder = scope.finder(target);
        Selection left = finder.selection(first);
        Selection right = finder.selection(second);
        if (left.run() == null && right.run() == null) {
            models(left.model(), right.model());
        } else if (left.run() != null && right.run() != null) {
            runs(new RunRef(left.model(), left.run()), new RunRef(right.model(), right.run()));
        } else {
            throw new Failure(left.describe() + " and " + right.describe()
                    + " are of different kinds: name two models or two runs");
        }
        return ok();
    }

    private void models(ModelRef left, ModelRef right) {
        ModelDifference difference = ModelDifference.between(
                left.model().modules().list(), right.model().modules().list());
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("left", new Formed<>(Forms.MODEL, left.form()));
            document.put("right", new Formed<>(Forms.MODEL, right.form()));
            document.put("sameHash", left.model().hash().equals(right.model().hash()));
            document.put("added", difference.added());
            document.put("removed", difference.removed());
            document.put("changed", difference.changed());
            document.put("same", difference.same());
            document.put("changes", difference.toList());
            writeJson(document);
            return;
        }
        console.println("- " + Plain.line(left.describe()));
        console.println("+ " + Plain.line(right.describe()));
        console.println(
                left.model().hash().equals(right.model().hash())
                        ? "same structure: the hashes are equal"
                        : "different structures: the hashes differ");
        console.println("");
        console.out().print(difference.render(left.label(), right.label(), console.screen()));
    }

    private void runs(RunRef left, RunRef right) {
        RunDifference difference = RunDifference.between(left, right);
        if (json) {
            Map<String, @Nullable Object> document = new LinkedHashMap<>();
            document.put("left", new Formed<>(RunForms.RUN, left.form()));
            document.put("right", new Formed<>(RunForms.RUN, right.form()));
            document.putAll(difference.toMap());
            writeJson(document);
        } else {
            console.out().print(difference.render(left.shortId(), right.shortId(), changes, console.screen()));
        }
    }
}
