package io.github.djltracker.server.body;

import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.server.problem.Refusal;
import io.github.djltracker.wire.log.RunLogJson;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads entries of a run, one per line, and rejects all of them if one is invalid. Used once, by one thread. */
public final class EntryLines {
    private final List<RunEntry> entries = new ArrayList<>();
    private long points;

    EntryLines() {}

    /** The entries of a body and the number of their points. */
    public record Entries(List<RunEntry> entries, long points) {}

    /** Reads a body whose lines are all entries of one run. */
    public static Entries read(InputStream in, BodyMemory.Share share) {
        EntryLines lines = new EntryLines();
        BodyLines.read(in, share, lines::add);
        if (lines.entries.isEmpty()) {
            throw Refusal.invalid("the body has no entries");
        }
        return lines.read();
    }

    /** What was read so far. */
    Entries read() {
        return new Entries(entries, points);
    }

    void add(byte[] line, int number) {
        RunEntry entry;
        try {
            entry = RunLogJson.read(line);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("line " + number + ": " + e.getMessage());
        }
        if (!entries.isEmpty()) {
            long before = entries.get(entries.size() - 1).sequence();
            if (entry.sequence() != before + 1) {
                throw Refusal.invalid(
                        "line " + number + ": sequence " + entry.sequence() + " does not follow " + before);
            }
        }
        entries.add(entry);
        points += entry instanceof RunBatch batch ? batch.points() : 0;
    }
}
