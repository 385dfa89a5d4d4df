package io.github.djltracker.server.body;

import io.github.djltracker.server.problem.Refusal;
import io.github.djltracker.wire.log.RunHead;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body with entries of several runs: for each run a {@link RunHead}, followed by its entries. An invalid entry
 * only affects its run, an invalid head all of them. Used once, by one thread.
 */
public final class RunParts {
    private final List<Part> parts = new ArrayList<>();
    private final Set<UUID> runs = new HashSet<>();
    private RunHead head = new RunHead(new UUID(0, 0), 1);
    private EntryLines entries = new EntryLines();
    private @Nullable Refusal refusal;
    /** Lines that still belong to the current run. */
    private int left;

    private RunParts() {}

    /**
     * The part of one run.
     *
     * @param refusal why none of its entries can be stored; null if they can be tried
     */
    public record Part(
            UUID run, EntryLines.Entries entries, @Nullable Refusal refusal) {}

    public static List<Part> read(InputStream in, BodyMemory.Share share) {
        RunParts all = new RunParts();
        BodyLines.read(in, share, all::line);
        if (all.left > 0) {
            throw Refusal.invalid("the body ends " + all.left + " entries before the end of run " + all.head.run());
        }
        if (all.parts.isEmpty()) {
            throw Refusal.invalid("the body has no entries");
        }
        return all.parts;
    }

    private void line(byte[] line, int number) {
        if (left == 0) {
            begin(line, number);
            return;
        }
        if (refusal == null) {
            try {
                entries.add(line, number);
            } catch (Refusal why) {
                // the rest of the body is read in any case, and shows whether it was damaged in transit
                refusal = why;
            }
        }
        left--;
        if (left == 0) {
            parts.add(new Part(head.run(), entries.read(), refusal));
        }
    }

    private void begin(byte[] line, int number) {
        try {
            head = RunHead.read(line);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(
                    "line " + number + " must name a run and the number of its entries: " + e.getMessage());
        }
        if (!runs.add(head.run())) {
            throw Refusal.invalid("line " + number + ": run " + head.run() + " occurs more than once");
        }
        if (runs.size() > RunHead.MAX_RUNS) {
            throw Refusal.invalid(
                    "line " + number + ": the body has more than " + RunHead.MAX_RUNS + " runs, which is the maximum");
        }
        left = head.entries();
        entries = new EntryLines();
        refusal = null;
    }
}
