package io.github.djltracker.cli.transfer;

import io.github.djltracker.cli.find.Target;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.RunLogs;
import io.github.djltracker.domain.Store;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.value.Annotation;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A store that is opened when it is first used, so that no file is created for a source that cannot be read. Confined
 * to one thread.
 */
final class LateTarget implements RunLogs, AutoCloseable {
    private final String name;
    private @Nullable Target target;

    LateTarget(String name) {
        Target.parse(name); // rejects an invalid name at once
        this.name = name;
    }

    Store store() {
        if (target == null) {
            target = Target.created(name);
        }
        return target.store();
    }

    @Override
    public long next(UUID run) {
        return store().logs().next(run);
    }

    @Override
    public List<RunEntry> entries(UUID run, long from, int limit) {
        return store().logs().entries(run, from, limit);
    }

    @Override
    public Optional<Model> model(UUID run) {
        return store().logs().model(run);
    }

    @Override
    public long append(UUID run, RunEntry entry) {
        return store().logs().append(run, entry);
    }

    @Override
    public long append(UUID run, List<RunEntry> entries) {
        return store().logs().append(run, entries);
    }

    @Override
    public void annotate(UUID run, List<Annotation> said) {
        store().logs().annotate(run, said);
    }

    @Override
    public void close() {
        if (target != null) {
            target.close();
        }
    }
}
