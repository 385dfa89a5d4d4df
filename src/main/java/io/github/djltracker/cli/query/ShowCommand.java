package io.github.djltracker.cli.query;

import io.github.djltracker.cli.find.ModelRef;
import io.github.djltracker.cli.find.QueryCommand;
import io.github.djltracker.cli.find.RunRef;
import io.github.djltracker.cli.find.Selection;
import io.github.djltracker.cli.find.Subject;
import io.github.djltracker.cli.find.Target;
import io.github.djltracker.cli.terminal.Console;
import io.github.djltracker.cli.terminal.Format;
import io.github.djltracker.cli.terminal.Plain;
import io.github.djltracker.cli.terminal.TextTable;
import io.github.djltracker.cli.view.Flat;
import io.github.djltracker.cli.view.ModuleTree;
import io.github.djltracker.cli.view.RunTable;
import io.github.djltracker.cli.view.Said;
import io.github.djltracker.cli.view.Settings;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.run.RunForms;
import io.github.djltracker.wire.json.JsonDocument.Formed;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code djl-tracker show}. */
@Command(
        name = "show",
        description = {
            "Shows a model block by block, or a run.",
            "For a model: its blocks with their types, output shapes and parameters. For a run: its status, settings and environment."
        },
        footer = {
            "  djl-tracker show",
            "  djl-tracker show LeNet --details",
            "  djl-tracker show 1f3a9c   (a prefix of a hash or an id)"
        })
public final class ShowCommand extends QueryCommand {
    @Mixin
    private final Subject subject = new Subject();

    @Option(
            names = {"-d", "--details"},
            description = "Show the hyperparameters of the blocks.")
    private boolean details;

    public ShowCommand(Console console) {
        super(console);
    }

    @Override
    public int call(Target target) {
        Selection found = subject.find(target);
        Run run = found.run();
        if (json) {
            writeJson(run == null ? document(found.model()) : document(found.model(), run));
        } else if (run == null) {
            print(found.model());
        } else {
            print(found.model(), run);
        }
        return ok();
    }

    private void print(ModelRef ref) {
        ModuleTree tree = new ModuleTree(ref.model().modules().list());
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("model", ref.model().name().orElse(null) == null ? "(no name)" : ref.label());
        Annotations said = ref.model().annotations();
        Said.facts(said, facts);
        facts.put("experiment", ref.experiment().name());
        facts.put("hash", ref.model().hash());
        facts.put("id", ref.model().id().toString());
        facts.put("step", Long.toString(ref.model().step()));
        facts.put("runs", Integer.toString(ref.model().runs().list().size()));
        print(facts);
        ref.model().description().ifPresent(text -> paragraph("description", text));
        said.note().ifPresent(note -> paragraph("note", note));
        if (!tree.modules().isEmpty()) {
            console.out().print("\n" + tree.render(details, console.screen()));
        }
    }

    private static Map<String, Object> document(ModelRef ref) {
        ModuleTree tree = new ModuleTree(ref.model().modules().list());
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("model", new Formed<>(Forms.MODEL, ref.form()));
        document.put("blocks", tree.blocks());
        document.put("parameterCount", tree.parameters());
        document.put("trainableParameterCount", tree.trainable());
        document.put(
                "modules",
                tree.modules().stream()
                        .map(module -> new Formed<>(Forms.MODULE, module))
                        .toList());
        return document;
    }

    private void print(ModelRef ref, Run run) {
        ZoneId zone = console.clock().getZone();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("run", run.id().toString());
        facts.put("name", run.name());
        Said.facts(run.annotations(), facts);
        facts.put("model", ref.describe());
        facts.put("status", RunTable.status(run));
        facts.put("started", Format.time(run.started(), zone));
        facts.put(
                "ended",
                run.ended() == null
                        ? "no, last seen " + Format.time(run.seen(), zone)
                        : Format.time(run.ended(), zone));
        facts.put("duration", RunTable.duration(run));
        facts.put("steps", RunTable.steps(run));
        if (run.resumedFrom() != null) {
            facts.put("resumed from", RunTable.resumed(run.resumedFrom()));
        }
        new TreeMap<>(run.losses()).forEach((reason, count) -> facts.put("lost, " + reason, count.toString()));
        List<String> alerts = RunTable.alerts(run);
        if (!alerts.isEmpty()) {
            facts.put("alerts", String.join("; ", alerts));
        }
        print(facts);
        run.annotations().note().ifPresent(note -> paragraph("note", note));
        if (run.error() != null) {
            paragraph("error", run.error());
        }
        section("settings", Settings.of(new RunRef(ref, run)));
        section("environment", Flat.of(run.environment()));
    }

    private static Map<String, Object> document(ModelRef ref, Run run) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("model", new Formed<>(Forms.MODEL, ref.form()));
        document.put("run", new Formed<>(RunForms.RUN, new RunRef(ref, run).form()));
        document.put("settings", Settings.of(new RunRef(ref, run)));
        document.put(
                "series",
                new Selection(ref, run)
                        .series().stream()
                                .map(series -> new Formed<>(Forms.SERIES, series))
                                .toList());
        return document;
    }

    private void section(String title, Map<String, @Nullable Object> facts) {
        if (!facts.isEmpty()) {
            console.println("");
            console.println(title);
            TextTable table = new TextTable(2, 0);
            facts.forEach((key, value) -> table.row("  " + key, Flat.text(value)));
            console.print(table);
        }
    }

    private void print(Map<String, String> facts) {
        TextTable table = new TextTable(2, 0);
        facts.forEach(table::row);
        console.print(table);
    }

    private void paragraph(String title, String text) {
        List<String> lines = Plain.lines(text);
        if (!lines.isEmpty()) {
            console.println("");
            console.println(title);
            lines.forEach(line -> console.println("  " + line));
        }
    }
}
