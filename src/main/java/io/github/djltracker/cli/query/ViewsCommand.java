package io.github.djltracker.cli.query;

import io.github.djltracker.cli.find.Finder;
import io.github.djltracker.cli.find.QueryCommand;
import io.github.djltracker.cli.find.Target;
import io.github.djltracker.cli.terminal.Columns;
import io.github.djltracker.cli.terminal.Console;
import io.github.djltracker.cli.terminal.Failure;
import io.github.djltracker.cli.terminal.Format;
import io.github.djltracker.cli.terminal.Plain;
import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.value.View;
import io.github.djltracker.wire.form.Forms;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code djl-tracker views}. */
@Command(
        name = "views",
        description = {
            "Lists the saved views of an experiment, or changes them.",
            "Views are saved in the dashboard. Their addresses are complete if the store is a server; otherwise only the path is shown."
        },
        footer = {
            "  djl-tracker views digits",
            "  djl-tracker views digits --address \"best runs\"",
            "  djl-tracker views digits --default \"best runs\"",
            "  djl-tracker views --remove \"first tries\" --store http://tracker:8091"
        })
public final class ViewsCommand extends QueryCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "EXPERIMENT",
            description = "The experiment. May be omitted if there is only one.")
    private @Nullable String experiment;

    @ArgGroup
    private @Nullable Change change;

    /** What to do with a view, instead of listing all. */
    static final class Change {
        @Option(names = "--address", paramLabel = "NAME", description = "Write only the address of this view.")
        private @Nullable String address;

        @Option(
                names = "--default",
                paramLabel = "NAME",
                description = "Make this view the default of its page, for everybody.")
        private @Nullable String usual;

        @Option(
                names = "--no-default",
                paramLabel = "NAME",
                description = "Stop using this view as the default of its page.")
        private @Nullable String unusual;

        @Option(names = "--remove", paramLabel = "NAME", description = "Remove this view.")
        private @Nullable String removed;
    }

    public ViewsCommand(Console console) {
        super(console);
    }

    @Override
    public int call(Target target) {
        Finder all = new Finder(target.store(), target.name(), null);
        Experiment found = experiment == null ? all.onlyExperiment() : all.experiment(experiment);
        if (change != null && change.address != null) {
            console.println(address(target, found, view(found, change.address)));
            return ok();
        }
        String done = change == null ? null : apply(change, found, target);
        if (json) {
            writeList(found.views().list().stream().map(Forms.VIEW::write).toList());
        } else if (done == null) {
            print(target, found);
        } else {
            console.println(done);
        }
        return ok();
    }

    private static @Nullable String apply(Change change, Experiment of, Target target) {
        if (change.removed != null) {
            View view = view(of, change.removed);
            of.views().remove(view.name());
            return "removed view " + Plain.line(view.name()) + " of experiment " + Plain.line(of.name())
                    + ", which showed " + address(target, of, view);
        } else if (change.usual != null) {
            return keep(of, view(of, change.usual), true);
        }
        return change.unusual == null ? null : keep(of, view(of, change.unusual), false);
    }

    private static String keep(Experiment of, View view, boolean isDefault) {
        of.views().keep(view.name(), view.page(), view.query(), isDefault);
        return "view " + Plain.line(view.name()) + " is " + (isDefault ? "" : "not ") + "the default of the page of "
                + page(view) + " of experiment " + Plain.line(of.name());
    }

    private static View view(Experiment of, String name) {
        List<View> views = of.views().list();
        return views.stream()
                .filter(view -> view.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Failure("experiment \"" + of.name() + "\" has no view \"" + name + "\""
                        + (views.isEmpty()
                                ? ": save one in the dashboard"
                                : "; available: "
                                        + views.stream().map(View::name).collect(Collectors.joining(", ")))));
    }

    private void print(Target target, Experiment of) {
        List<View> views = of.views().list();
        Columns<View> columns = new Columns<View>()
                .needed("view", View::name)
                .needed("page", ViewsCommand::page)
                .needed("default", view -> view.isDefault() ? "yes" : "")
                .optional(
                        0,
                        "changed",
                        view -> Format.time(view.changed(), console.clock().getZone()))
                .optional(1, "address", view -> address(target, of, view));
        console.print(columns, views);
    }

    private static String page(View view) {
        return view.page().name().toLowerCase(Locale.ROOT);
    }

    /** The address of a view. It contains the name, so that the page shows which view it is. */
    private static String address(Target target, Experiment of, View view) {
        String path = "/experiments/" + of.id() + (view.page() == View.Page.RUNS ? "/runs" : "");
        String name = "view=" + URLEncoder.encode(view.name(), StandardCharsets.UTF_8);
        return target.address(path + "?" + (view.query().isEmpty() ? "" : view.query() + "&") + name);
    }
}
