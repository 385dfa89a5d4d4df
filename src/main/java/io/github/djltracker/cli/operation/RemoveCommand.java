package io.github.djltracker.cli.operation;

import io.github.djltracker.cli.find.Finder;
import io.github.djltracker.cli.find.ModelRef;
import io.github.djltracker.cli.find.RunRef;
import io.github.djltracker.cli.find.Scope;
import io.github.djltracker.cli.find.StoreCommand;
import io.github.djltracker.cli.find.Target;
import io.github.djltracker.cli.terminal.Confirmation;
import io.github.djltracker.cli.terminal.Console;
import io.github.djltracker.cli.terminal.Format;
import io.github.djltracker.cli.terminal.Plain;
import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Model;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code djl-tracker rm}. */
@Command(
        name = "rm",
        description = {
            "Deletes an experiment, a model or a run.",
            "Also deletes everything that belongs to it. Asks for confirmation."
        },
        footer = {
            "  djl-tracker rm run 1f3a9c",
            "  djl-tracker rm model digits/LeNet",
            "  djl-tracker rm experiment \"first tries\" --yes"
        })
public final class RemoveCommand extends StoreCommand {
    private static final String EXPERIMENT = "experiment";
    private static final String MODEL = "model";
    private static final String RUN = "run";

    private static final List<String> ALL = List.of(EXPERIMENT, MODEL, RUN);

    /** What can be deleted. */
    static final class Kinds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ALL.iterator();
        }
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "KIND",
            completionCandidates = Kinds.class,
            description = "${COMPLETION-CANDIDATES}.")
    private String kind = "";

    @Parameters(
            index = "1",
            paramLabel = "NAME",
            description =
                    "An experiment's name; a model's name, or a prefix of its hash or id; a run's name, or a prefix of its id.")
    private String name = "";

    @Mixin
    private final Scope scope = new Scope();

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask for confirmation.")
    private boolean yes;

    public RemoveCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        if (!ALL.contains(kind)) {
            throw new ParameterException(
                    spec.commandLine(), "\"" + kind + "\" is not one of " + String.join(", ", ALL));
        }
        return super.call();
    }

    @Override
    public int call(Target target) {
        Finder finder = scope.finder(target);
        return switch (kind) {
            case EXPERIMENT -> {
                Experiment found = finder.experiment(name);
                yield delete(
                        target,
                        describe(found),
                        () -> target.store().experiments().delete(found.id()));
            }
            case MODEL -> {
                ModelRef found = finder.model(name);
                yield delete(
                        target,
                        describe(found),
                        () -> found.experiment().models().delete(found.model().id()));
            }
            default -> {
                RunRef found = finder.run(name);
                yield delete(
                        target,
                        "run " + found.describe(),
                        () -> found.model().model().runs().delete(found.run().id()));
            }
        };
    }

    private static String describe(Experiment experiment) {
        List<Model> models = experiment.models().list();
        int runs = models.stream().mapToInt(model -> model.runs().list().size()).sum();
        return "experiment " + experiment.name() + " with " + Format.count(models.size(), "model", "models") + " and "
                + Format.count(runs, "run", "runs");
    }

    private static String describe(ModelRef ref) {
        return "model " + ref.describe() + " with "
                + Format.count(ref.model().runs().list().size(), "run", "runs");
    }

    private int delete(Target target, String what, Runnable deletion) {
        if (!yes && !Confirmation.ask(console, "Delete " + what, what + " may be deleted")) {
            console.error("nothing was deleted");
            return failed();
        }
        deletion.run();
        console.println("deleted " + Plain.line(what));
        if (target.isFile()) {
            console.println("the file keeps its size and reuses the space: djl-tracker pack makes it smaller");
        }
        return ok();
    }
}
