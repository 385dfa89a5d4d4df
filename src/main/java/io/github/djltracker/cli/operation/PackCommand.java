package io.github.djltracker.cli.operation;

import io.github.djltracker.cli.find.Target;
import io.github.djltracker.cli.terminal.Console;
import io.github.djltracker.cli.terminal.ConsoleCommand;
import io.github.djltracker.cli.terminal.Plain;
import io.github.djltracker.cli.terminal.ProgressLine;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.store.check.PackReport;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code djl-tracker pack}. */
@Command(
        name = "pack",
        description = {
            "Compacts a store file.",
            "Packs points that lost runs left unpacked, merges short chunks, and releases unused space. Changes no value. Needs as much free disk space as the size of the file."
        },
        footer = {"  djl-tracker pack", "  djl-tracker pack runs.db"})
public final class PackCommand extends ConsoleCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "STORE",
            description = "A file or jdbc:sqlite:<file>. Default: DJL_TRACKER_URI, or djl-tracker.db.")
    private @Nullable String store;

    @Option(names = "--json", description = "Write a JSON document.")
    private boolean json;

    public PackCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        Path file = Target.existingFile(Target.text(store, console.environment()));
        PackReport report = pack(file);
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("file", file.toString());
            document.put("runs", report.runs());
            document.put("chunksBefore", report.chunksBefore());
            document.put("chunksAfter", report.chunksAfter());
            document.put("bytesBefore", report.bytesBefore());
            document.put("bytesAfter", report.bytesAfter());
            writeJson(document);
        } else {
            console.println(String.format(
                    Locale.ROOT,
                    "%s: %,d bytes before, %,d bytes after; %,d chunks before, %,d after",
                    Plain.line(file.toString()),
                    report.bytesBefore(),
                    report.bytesAfter(),
                    report.chunksBefore(),
                    report.chunksAfter()));
        }
        return ok();
    }

    private PackReport pack(Path file) {
        try (ProgressLine line = new ProgressLine(console)) {
            return SqlStore.pack(file, (done, total) -> line.report("runs:", done, total));
        }
    }
}
