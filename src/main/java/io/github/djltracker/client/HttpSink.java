package io.github.djltracker.client;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.wire.log.RunLogJson;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Sends entries directly to a tracker; an append waits for its response. Thread-safe. */
record HttpSink(HttpDestination destination) implements Sink {
    /** Maximum size of a request with more than one entry. */
    static final int MAX_BYTES = 1 << 20;

    @Override
    public long append(UUID run, RunEntry entry) {
        return append(run, List.of(entry));
    }

    @Override
    public long append(UUID run, List<RunEntry> entries) {
        requireNonNull(run, "run");
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("no entry to append to run " + run);
        }
        List<byte[]> lines = new ArrayList<>();
        int bytes = 0;
        long last = -1;
        for (RunEntry entry : entries) {
            byte[] line = line(run, entry);
            // a tracker accepts a request as a whole or not at all, and permanently rejects one with a gap in it
            if (bytes > 0 && (bytes + line.length > MAX_BYTES || entry.sequence() != last + 1)) {
                destination.append(run, lines);
                lines.clear();
                bytes = 0;
            }
            lines.add(line);
            bytes += line.length;
            last = entry.sequence();
        }
        long next = destination.append(run, lines);
        if (next <= last) {
            throw new UnavailableException(
                    "the tracker accepted entry " + last + " of run " + run + ", but expects entry " + next);
        }
        return next;
    }

    @Override
    public void annotate(UUID run, List<Annotation> said) {
        destination.annotate(run, said);
    }

    private static byte[] line(UUID run, RunEntry entry) {
        if (entry instanceof RunStart start && !start.run().equals(run)) {
            throw new RejectedException("the start of run " + start.run() + " was appended to run " + run);
        }
        return RunLogJson.write(entry);
    }
}
