package io.github.djltracker.outbox.delivery;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.UUID;

/**
 * The next entries of a run, which go together in one request.
 *
 * @param first the sequence number of the first of them
 * @param lines at least one, with consecutive sequence numbers; each an entry in the format of {@code run-log.md},
 *     without its line feed. Must not be changed
 */
public record RunLines(UUID run, long first, List<byte[]> lines) {
    public RunLines {
        requireNonNull(run, "run");
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("no line of run " + run);
        }
    }

    /** Their size in a request, with line feeds. */
    long bytes() {
        return lines.stream().mapToLong(line -> line.length + 1L).sum();
    }
}
