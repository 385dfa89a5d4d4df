package io.github.djltracker.cli;

import io.github.djltracker.TrackerOptions;
import io.github.djltracker.outbox.OutboxStatus;
import io.github.djltracker.wire.JsonDocument;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How outboxes stand, as text and as JSON. */
final class OutboxTable {
    private OutboxTable() {}

    /** Where the outboxes are: in a directory that was named, or where the environment says. */
    static TrackerOptions options(@Nullable Path directory) {
        TrackerOptions options = TrackerOptions.ofEnvironment();
        return directory == null ? options : options.outbox(directory);
    }

    /** Prints a table, and below it what hinders the sending and what is damaged. */
    static void print(List<OutboxStatus> all, Console console) {
        Columns<OutboxStatus> columns = new Columns<OutboxStatus>(1)
                .needed("tracker", OutboxTable::destination)
                .elastic()
                .needed("runs", each -> Long.toString(each.runs()))
                .needed("entries", each -> Long.toString(each.entries()))
                .optional(1, "bytes", each -> Long.toString(each.usedBytes()))
                .optional(0, "sent", each -> Long.toString(each.acknowledged()));
        if (all.stream().anyMatch(each -> each.entriesSetAside() > 0)) {
            columns.optional(2, "set aside", each -> Long.toString(each.entriesSetAside()));
        }
        console.print(columns, all);
        for (OutboxStatus each : all) {
            if (each.failure() != null) {
                console.println(Plain.line(destination(each) + ": " + each.failure()));
            }
            each.damage().forEach(line -> console.println(
                    console.screen().colours().red("wrong") + "  " + Plain.line(destination(each) + ": " + line)));
        }
    }

    private static String destination(OutboxStatus status) {
        return status.destination().isEmpty() ? "(unknown)" : status.destination();
    }

    /** Writes a JSON list. */
    static void write(List<OutboxStatus> all, Output out) {
        try (JsonList list = new JsonList(out)) {
            all.forEach(each -> list.add(JsonDocument.write(document(each))));
        }
    }

    private static Map<String, @Nullable Object> document(OutboxStatus status) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("destination", status.destination());
        document.put("runs", status.runs());
        document.put("entries", status.entries());
        document.put("bytes", status.bytes());
        document.put("sent", status.acknowledged());
        document.put("runsSetAside", status.runsSetAside());
        document.put("entriesSetAside", status.entriesSetAside());
        document.put("usedBytes", status.usedBytes());
        document.put("failure", status.failure());
        document.put("damage", status.damage());
        return document;
    }
}
