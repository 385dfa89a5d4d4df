package io.github.djltracker.cli;

import io.github.djltracker.Outboxes;
import io.github.djltracker.TrackerOptions;
import io.github.djltracker.outbox.OutboxStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code djl-tracker sync}. */
@Command(
        name = "sync",
        description = {
            "Sends what trainings left in the outboxes.",
            "Those that ended, or were killed, while their server could not be reached. What is being recorded just now is"
                    + " sent by its own process. Exit code 1 if something is left or was refused."
        },
        footer = {
            "  djl-tracker sync",
            "  djl-tracker sync --status",
            "  DJL_TRACKER_TOKEN=... djl-tracker sync --outbox /data/outbox"
        })
final class SyncCommand extends ConsoleCommand {
    @Option(
            names = "--outbox",
            paramLabel = "FOLDER",
            description = "The directory of the outboxes. Default: " + TrackerOptions.OUTBOX_VARIABLE + ", or ~/"
                    + TrackerOptions.DEFAULT_OUTBOX + ".")
    private @Nullable Path outbox;

    @Option(names = "--status", description = "Send nothing: say what there is, and check every line of it.")
    private boolean statusOnly;

    @Option(names = "--json", description = "Write a JSON document.")
    private boolean json;

    SyncCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        TrackerOptions options = Target.options();
        if (outbox != null) {
            options = options.outbox(outbox);
        }
        List<OutboxStatus> all = statusOnly ? status(options) : sync(options);
        if (json) {
            writeJson(all.stream().map(SyncCommand::document).toList());
        } else {
            print(all, options.outbox());
        }
        return all.stream().allMatch(SyncCommand::isEmpty) ? ok() : failed();
    }

    private static List<OutboxStatus> status(TrackerOptions options) {
        return Outboxes.folders(options).stream().map(Outboxes::check).toList();
    }

    private List<OutboxStatus> sync(TrackerOptions options) {
        try (ProgressLine line = new ProgressLine(console)) {
            return Outboxes.sync(
                    options,
                    (folder, reached) ->
                            line.report(folder.getFileName() + ", entries:", reached.entries(), reached.ofEntries()));
        }
    }

    private static boolean isEmpty(OutboxStatus status) {
        return status.entries() == 0
                && status.entriesSetAside() == 0
                && status.damage().isEmpty();
    }

    private void print(List<OutboxStatus> all, Path directory) {
        if (all.isEmpty()) {
            console.println("there is no outbox in " + Plain.line(directory.toString()));
        }
        for (OutboxStatus status : all) {
            console.println(Plain.line(status.destination() + ": " + line(status)));
            String failure = status.failure();
            if (failure != null) {
                console.error(Main.NAME + ": " + failure);
            }
            status.damage().forEach(damage -> console.error(Main.NAME + ": " + damage));
        }
    }

    private static String line(OutboxStatus status) {
        List<String> parts = new ArrayList<>();
        if (status.acknowledged() > 0) {
            parts.add(Format.count(status.acknowledged(), "entry", "entries") + " sent");
        }
        parts.add(
                status.entries() == 0
                        ? "nothing is left"
                        : Format.count(status.entries(), "entry", "entries") + " of "
                                + Format.count(status.runs(), "run", "runs") + " left");
        if (status.entriesSetAside() > 0) {
            parts.add(Format.count(status.entriesSetAside(), "entry", "entries")
                    + " set aside, each with its reason beside it");
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
        if (status.failure() != null) {
            document.put("failure", status.failure());
        }
        document.put("damage", status.damage());
        return document;
    }
}
