package io.github.djltracker.exchange;

import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.RunLogs;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.Annotation;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The logs of a sink that cannot be queried. It returns the next expected entry when the start of a run is appended
 * once more.
 *
 * @param from the logs to read from
 */
record OneWayLogs(RunLogs from, Sink to) implements RunLogs {
    @Override
    public long next(UUID run) {
        List<RunEntry> start = from.entries(run, 0, 1);
        if (start.isEmpty()) {
            throw new NotFoundException("there is no run " + run);
        }
        return to.append(run, start);
    }

    @Override
    public long append(UUID run, RunEntry entry) {
        return to.append(run, entry);
    }

    @Override
    public long append(UUID run, List<RunEntry> entries) {
        return to.append(run, entries);
    }

    @Override
    public void annotate(UUID run, List<Annotation> said) {
        to.annotate(run, said);
    }

    @Override
    public List<RunEntry> entries(UUID run, long first, int limit) {
        throw new UnsupportedOperationException(to + " can only be written to");
    }

    @Override
    public Optional<Model> model(UUID run) {
        throw new UnsupportedOperationException(to + " can only be written to");
    }
}
