package io.github.djltracker.cli;

import io.github.djltracker.store.PackReport;
import io.github.djltracker.store.SqlStore;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code djl-tracker pack}. */
@Command(
        name = "pack",
        description = {
            "Makes a store file small.",
            "Packs what runs that fell silent left waiting, joins short chunks, and gives unused space back. Changes no value. Needs as much free space on the disk as the file has."
        },
        footer = {"  djl-tracker pack", "  djl-tracker pack runs.db"})
final class PackCommand extends FileCommand {
    PackCommand(Console console) {
        super(console);
    }

    @Override
    int call(Path file) {
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
