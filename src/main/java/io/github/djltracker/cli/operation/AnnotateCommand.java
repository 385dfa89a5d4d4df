package io.github.djltracker.cli.operation;

import io.github.djltracker.cli.find.Finder;
import io.github.djltracker.cli.find.ModelRef;
import io.github.djltracker.cli.find.RunRef;
import io.github.djltracker.cli.find.Scope;
import io.github.djltracker.cli.find.StoreCommand;
import io.github.djltracker.cli.find.Target;
import io.github.djltracker.cli.terminal.Console;
import io.github.djltracker.cli.terminal.Failure;
import io.github.djltracker.cli.terminal.Plain;
import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.value.Annotation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code djl-tracker annotate}. */
@Command(
        name = "annotate",
        description = {
            "Sets the name, tags, note, star or archive flag of runs, models or experiments.",
            "Recorded data does not change. An empty name or note removes it. Archived ones are left out of lists."
        },
        footer = {
            "  djl-tracker annotate 1f3a9c --name \"best of May\" --star",
            "  djl-tracker annotate 1f3a9c quiet-heron-417 --tag team=vision --tag baseline",
            "  djl-tracker annotate 1f3a9c --note \"Loss *diverges* after step 300\"",
            "  djl-tracker annotate 1f3a9c --remove-tag baseline --no-star --archive",
            "  djl-tracker annotate --models LeNet --name \"LeNet, wider\"",
            "  djl-tracker annotate --experiments digits letters --tag team=vision"
        })
public final class AnnotateCommand extends StoreCommand {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "RUN",
            description = "Names or id prefixes of runs; models or experiments with --models or --experiments.")
    private List<String> things = List.of();

    @Option(names = "--models", description = "The arguments are models.")
    private boolean models;

    @Option(names = "--experiments", description = "The arguments are experiments.")
    private boolean experiments;

    @Mixin
    private final Scope scope = new Scope();

    @Option(names = "--name", paramLabel = "NAME", description = "New name of the run or model.")
    private @Nullable String name;

    @Option(
            names = {"-t", "--tag"},
            paramLabel = "NAME[=VALUE]",
            description = "Set a tag. May be repeated.")
    private List<String> tags = List.of();

    @Option(names = "--remove-tag", paramLabel = "NAME", description = "Remove a tag. May be repeated.")
    private List<String> removed = List.of();

    @Option(names = "--note", paramLabel = "TEXT", description = "New note, in Markdown.")
    private @Nullable String note;

    @Option(names = "--star", description = "Star it.")
    private boolean star;

    @Option(names = "--no-star", description = "Remove the star.")
    private boolean noStar;

    @Option(names = "--archive", description = "Archive it.")
    private boolean archive;

    @Option(names = "--no-archive", description = "Restore it from the archive.")
    private boolean noArchive;

    public AnnotateCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        if ((star && noStar) || (archive && noArchive)) {
            throw wrong("--star and --no-star exclude each other, and so do --archive and --no-archive");
        }
        if (models && experiments) {
            throw wrong("--models and --experiments exclude each other");
        }
        if (experiments && name != null) {
            throw wrong("--name is only for runs and models");
        }
        if (said().isEmpty()) {
            throw wrong("nothing to do: add --name, --tag, --remove-tag, --note, --star or --archive");
        }
        return super.call();
    }

    @Override
    public int call(Target target) {
        Finder finder = scope.finder(target);
        // find all of them first, so that all are annotated or none
        Map<String, Thing> found = new LinkedHashMap<>();
        things.forEach(name -> {
            Thing thing = thing(finder, name);
            found.put(thing.description, thing);
        });
        List<Annotation> said = said();
        for (Thing thing : found.values()) {
            try {
                thing.annotate.accept(said);
            } catch (IllegalArgumentException e) {
                throw new Failure(thing.description + ": " + e.getMessage());
            }
            console.println("annotated " + Plain.line(thing.description));
        }
        return ok();
    }

    /** Something that the user named, and how to annotate it. */
    private record Thing(String description, Consumer<List<Annotation>> annotate) {}

    private Thing thing(Finder finder, String name) {
        if (experiments) {
            Experiment experiment = finder.experiment(name);
            return new Thing("experiment " + experiment.name(), experiment::annotate);
        }
        if (models) {
            ModelRef ref = finder.model(name);
            return new Thing("model " + ref.describe(), ref.model()::annotate);
        }
        RunRef ref = finder.run(name);
        return new Thing(
                ref.describe(),
                said -> ref.model().model().runs().annotate(ref.run().id(), said));
    }

    private List<Annotation> said() {
        List<Annotation> said = new ArrayList<>();
        try {
            if (name != null) {
                said.add(Annotation.name(name.isEmpty() ? null : name));
            }
            for (String tag : tags) {
                int equals = tag.indexOf('=');
                said.add(
                        equals < 0
                                ? Annotation.tag(tag)
                                : Annotation.tag(tag.substring(0, equals), tag.substring(equals + 1)));
            }
            removed.forEach(tag -> said.add(Annotation.tag(tag, null)));
            if (note != null) {
                said.add(Annotation.note(note.isEmpty() ? null : note));
            }
            if (star || noStar) {
                said.add(Annotation.starred(star));
            }
            if (archive || noArchive) {
                said.add(Annotation.archived(archive));
            }
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
        return said;
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
