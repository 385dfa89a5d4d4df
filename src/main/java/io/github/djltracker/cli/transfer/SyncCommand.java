package io.github.djltracker.cli.transfer;

import io.github.djltracker.Outboxes;
import io.github.djltracker.TrackerOptions;
import io.github.djltracker.TrackerUri;
import io.github.djltracker.cli.find.Target;
import io.github.djltracker.cli.terminal.Console;
import io.github.djltracker.cli.terminal.ConsoleCommand;
import io.github.djltracker.cli.terminal.Failure;
import io.github.djltracker.cli.terminal.Format;
import io.github.djltracker.cli.terminal.Plain;
import io.github.djltracker.cli.terminal.ProgressLine;
import io.github.djltracker.outbox.OutboxStatus;
import io.github.djltracker.outbox.SyncProgress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code djl-tracker sync}. */
@Command(
        name = "sync",
        description = {
            "Sends what trainings left behind in outboxes.",
            "This is for trainings that ended or were killed while a destination was unavailable. A training in progress"
                    + " sends its own entries. Exit code 1 if something is left or was rejected."
        },
        footer = {
            "  djl-tracker sync",
            "  djl-tracker sync --status",
            "  djl-tracker sync --verify --from runs.db",
            "  DJL_TRACKER_TOKEN=... djl-tracker sync --to https://tracker --outbox /data/outbox"
        })
public final class SyncCommand extends ConsoleCommand {
    @Option(
            names = "--outbox",
            paramLabel = "FOLDER",
            description = "The directory of the outboxes. Default: " + TrackerOptions.OUTBOX_VARIABLE + ", or ~/"
                    + TrackerOptions.DEFAULT_OUTBOX + ".")
    private @Nullable Path outbox;

    @Option(
            names = "--to",
            paramLabel = "URI",
            description = "Send only to this destination, which also gets the secrets (" + TrackerOptions.TOKEN_VARIABLE
                    + " for a server)."
                    + " Default: send to all; secrets go to the one that " + TrackerUri.VARIABLE
                    + " names, or to the only one of its kind.")
    private @Nullable String to;

    @Option(names = "--status", description = "Send nothing: show what is in the outboxes, and check every line.")
    private boolean statusOnly;

    @Option(
            names = "--verify",
            description = {
                "Afterwards read back what arrived, if the destination supports it (MLflow), compare it point by point with the"
                        + " runs in the store of --from, and report differences."
            })
    private boolean verify;

    @Option(
            names = "--from",
            paramLabel = "STORE",
            description = "The store to compare with. Default: the readable one in " + TrackerUri.VARIABLE
                    + ", or djl-tracker.db.")
    private @Nullable String from;

    @Option(names = "--json", description = "Write a JSON document.")
    private boolean json;

    public SyncCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        TrackerOptions options = Target.options();
        if (outbox != null) {
            options = options.outbox(outbox);
        }
        List<OutboxStatus> all = statusOnly ? Outboxes.check(options) : sync(options);
        if (json) {
            writeJson(all.stream().map(SyncCommand::document).toList());
        } else {
            print(all, options.outbox());
        }
        boolean isEqual =
                !verify || new Verification(console).verify(all, named(), Target.text(from, console.environment()));
        return isEqual && all.stream().allMatch(SyncCommand::isEmpty) ? ok() : failed();
    }

    private List<OutboxStatus> sync(TrackerOptions options) {
        try (ProgressLine line = new ProgressLine(console)) {
            BiConsumer<Path, SyncProgress> progress = (folder, reached) ->
                    line.report(folder.getFileName() + ", entries:", reached.entries(), reached.ofEntries());
            return to == null ? Outboxes.sync(options, progress) : Outboxes.sync(options, Target.parse(to), progress);
        } catch (IllegalArgumentException e) {
            throw new Failure(String.valueOf(e.getMessage())); // the URI in the environment is invalid
        }
    }

    private List<TrackerUri> named() {
        return to == null ? TrackerUri.ofEnvironment() : List.of(Target.parse(to));
    }

    private static boolean isEmpty(OutboxStatus status) {
        return status.entries() == 0
                && status.failure() == null
                && status.entriesSetAside() == 0
                && status.damage().isEmpty();
    }

    private void print(List<OutboxStatus> all, Path directory) {
        if (all.isEmpty()) {
            console.println("there is no outbox" + (to == null ? "" : " for this destination") + " in "
                    + Plain.line(directory.toString()));
        }
        for (OutboxStatus status : all) {
            if (!status.destination().isEmpty()) { // otherwise its failure names the outbox
                console.println(Plain.line(status.destination() + ": " + line(status)));
            }
            String failure = status.failure();
            if (failure != null) {
                console.complain(failure);
            }
            status.damage().forEach(damage -> console.complain(damage));
        }
    }

    private static String line(OutboxStatus status) {
        List<String> parts = new ArrayList<>();
        if (status.acknowledged() > 0) {
            parts.add(Format.count(status.acknowledged(), "entry", "entries") + " sent");
        }
        parts.add(
                status.entries() == 0
                        ? "nothing left to send"
                        : Format.count(status.entries(), "entry", "entries") + " of "
                                + Format.count(status.runs(), "run", "runs") + " left");
        if (status.entriesSetAside() > 0) {
            parts.add(Format.count(status.entriesSetAside(), "entry", "entries")
                    + " set aside, with the reasons in the outbox");
        }
        if (status.deadLettersDeleted() > 0) {
            parts.add(Format.count(status.deadLettersDeleted(), "dead letter", "dead letters")
                    + " deleted because of their age");
        }
        return String.join(", ", parts);
    }

    private static Map<String, Object> document(OutboxStatus status) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("destination", status.destination());
        document.put("sent", status.acknowledged());
        document.put("runs", status.runs());
        document.put("entries", status.entries());
        document.put("bytes", status.bytes());
        document.put("entriesSetAside", status.entriesSetAside());
        document.put("deadLettersDeleted", status.deadLettersDeleted());
        if (status.failure() != null) {
            document.put("failure", status.failure());
        }
        document.put("damage", status.damage());
        return document;
    }
}
