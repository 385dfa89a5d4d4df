package io.github.djltracker.outbox.delivery;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.wire.log.RunLogJson;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A destination in this process. As thread-safe as its sink. */
record SinkDestination(Sink sink) implements Destination {
    SinkDestination {
        requireNonNull(sink, "sink");
    }

    @Override
    public void annotate(UUID run, List<Annotation> said) {
        sink.annotate(run, said);
    }

    @Override
    public long append(UUID run, List<byte[]> lines) {
        try {
            List<RunEntry> entries = new ArrayList<>(lines.size());
            for (byte[] line : lines) {
                entries.add(RunLogJson.read(line));
            }
            return sink.append(run, entries);
        } catch (IllegalArgumentException e) {
            throw new RejectedException("run " + run + ": " + e.getMessage(), e);
        }
    }
}
