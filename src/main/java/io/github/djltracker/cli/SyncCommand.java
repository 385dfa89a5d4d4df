package io.github.djltracker.cli;

import io.github.djltracker.Outboxes;
import io.github.djltracker.TrackerOptions;
import io.github.djltracker.outbox.OutboxStatus;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code djl-tracker sync}. */
@Command(
        name = "sync",
        description = {
            "Sends what trainings left in the outboxes.",
            "What is recorded for a tracker behind a URL waits on disk until the tracker has taken it. A training sends it by"
                    + " itself; this command sends what trainings left that are gone. Exit code 1 if something is left."
        },
        footer = {
            "  djl-tracker sync",
            "  djl-tracker sync --status",
            "  DJL_TRACKER_TOKEN=... djl-tracker sync --outbox /data/outbox"
        })
final class SyncCommand extends ConsoleCommand {
    @Option(
            names = "--outbox",
            paramLabel = "DIRECTORY",
            description = "Where the outboxes are. Default: " + TrackerOptions.OUTBOX_VARIABLE + ", or "
                    + TrackerOptions.DEFAULT_OUTBOX + " in the home directory.")
    private @Nullable Path outbox;

    @Option(names = "--status", description = "Send nothing, only say what there is.")
    private boolean status;

    @Option(names = "--json", description = "Write how the outboxes stand as a JSON document.")
    private boolean json;

    SyncCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        TrackerOptions options = OutboxTable.options(outbox);
        List<OutboxStatus> all = status
                ? Outboxes.folders(options).stream().map(Outboxes::status).toList()
                : sync(options);
        if (json) {
            OutboxTable.write(all, console.out());
        } else if (all.isEmpty()) {
            console.println("there is no outbox in " + Plain.line(options.outbox().toString()));
        } else {
            OutboxTable.print(all, console);
        }
        return status || all.stream().allMatch(each -> each.entries() == 0) ? ok() : failed();
    }

    private List<OutboxStatus> sync(TrackerOptions options) {
        try (ProgressLine line = new ProgressLine(console)) {
            return Outboxes.sync(
                    options,
                    (folder, reached) ->
                            line.report(folder.getFileName() + ", entries:", reached.entries(), reached.ofEntries()));
        }
    }
}
