package io.github.djltracker.cli.operation;

import io.github.djltracker.Outboxes;
import io.github.djltracker.TrackerOptions;
import io.github.djltracker.cli.terminal.Format;
import io.github.djltracker.outbox.OutboxStatus;
import io.github.djltracker.outbox.delivery.SetAsideNote;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code doctor} finds in an outbox. Entries to be sent are no problem, but those that were set aside are. */
record OutboxCheck(Path folder, OutboxStatus status, List<SetAsideNote> setAside) {
    /** Maximum number of set-aside entries and runs that are listed. */
    private static final int MAX_NAMED = 1_000;

    /** This folder if it is an outbox, or else the outboxes in it; empty if there are none. */
    static List<OutboxCheck> in(Path folder) {
        List<OutboxCheck> checks = new ArrayList<>();
        add(checks, folder);
        if (checks.isEmpty()) {
            Outboxes.folders(new TrackerOptions(null, folder)).forEach(each -> add(checks, each));
        }
        return checks;
    }

    private static void add(List<OutboxCheck> checks, Path folder) {
        OutboxStatus status = Outboxes.check(folder);
        List<SetAsideNote> notes = SetAsideNote.list(folder);
        boolean isEmpty = status.entries() == 0 && status.damage().isEmpty() && notes.isEmpty();
        if (!isEmpty || !status.destination().isEmpty()) {
            checks.add(new OutboxCheck(folder, status, notes));
        }
    }

    boolean isSound() {
        return findings().isEmpty();
    }

    /** The problems, one line each. */
    List<String> findings() {
        List<String> findings = new ArrayList<>();
        if (status.destination().isEmpty()) {
            findings.add(folder + ": the file that names its destination is missing or empty");
        }
        findings.addAll(status.damage());
        for (SetAsideNote note : named()) {
            findings.add(place(note) + " is not sent: " + note.reason());
        }
        return findings;
    }

    /** The number of further problems, which are not listed. */
    int more() {
        return Math.max(0, setAside.size() - MAX_NAMED);
    }

    private List<SetAsideNote> named() {
        return setAside.subList(0, Math.min(MAX_NAMED, setAside.size()));
    }

    private static String place(SetAsideNote note) {
        if (note.run().isEmpty() || note.entry() < 0) {
            return "the entry of " + note.file();
        }
        String entry = "entry " + note.entry();
        return note.isRest()
                ? "run " + note.run() + " from " + entry + " on"
                : "run " + note.run() + ", " + entry + " in " + note.file() + ",";
    }

    /** The status in one line. */
    String line() {
        return folder + ", for " + (status.destination().isEmpty() ? "an unknown destination" : status.destination())
                + ": "
                + Format.count(status.entries(), "entry", "entries") + " of "
                + Format.count(status.runs(), "run", "runs")
                + " to be sent, " + Format.count(status.entriesSetAside(), "entry", "entries") + " set aside, "
                + (status.deadLettersDeleted() == 0
                        ? ""
                        : Format.count(status.deadLettersDeleted(), "dead letter", "dead letters")
                                + " deleted because of their age, ")
                + Format.count(status.usedBytes(), "byte", "bytes");
    }

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("folder", folder.toString());
        document.put("destination", status.destination());
        document.put("sound", isSound());
        document.put("runs", status.runs());
        document.put("entries", status.entries());
        document.put("bytes", status.bytes());
        document.put("runsSetAside", status.runsSetAside());
        document.put("entriesSetAside", status.entriesSetAside());
        document.put("deadLettersDeleted", status.deadLettersDeleted());
        document.put("usedBytes", status.usedBytes());
        document.put("damage", status.damage());
        document.put("setAside", named().stream().map(OutboxCheck::document).toList());
        document.put("more", more());
        return document;
    }

    private static Map<String, Object> document(SetAsideNote note) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("file", note.file().toString());
        if (!note.run().isEmpty()) {
            document.put("run", note.run());
        }
        if (note.entry() >= 0) {
            document.put(note.isRest() ? "from" : "sequence", note.entry());
        }
        document.put("reason", note.reason());
        return document;
    }
}
