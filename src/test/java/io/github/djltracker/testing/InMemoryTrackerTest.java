package io.github.djltracker.testing;

import io.github.djltracker.domain.CurveContract;
import io.github.djltracker.domain.ExperimentsContract;
import io.github.djltracker.domain.IdempotentStore;
import io.github.djltracker.domain.IdempotentStoreContract;
import io.github.djltracker.domain.IterationsContract;
import io.github.djltracker.domain.MetricsContract;
import io.github.djltracker.domain.ModelsContract;
import io.github.djltracker.domain.ModulesContract;
import io.github.djltracker.domain.PagesContract;
import io.github.djltracker.domain.RunLogsContract;
import io.github.djltracker.domain.RunsContract;
import io.github.djltracker.domain.SinkContract;
import io.github.djltracker.domain.StoreContract;
import io.github.djltracker.domain.SummariesContract;

/** The tracker that others are measured against keeps every contract itself. JUnit makes one instance a test. */
final class InMemoryTrackerTest
        implements ExperimentsContract,
                ModelsContract,
                ModulesContract,
                IterationsContract,
                MetricsContract,
                PagesContract,
                CurveContract,
                RunsContract,
                SinkContract,
                RunLogsContract,
                StoreContract,
                IdempotentStoreContract,
                SummariesContract {
    private final InMemoryTracker tracker = new InMemoryTracker();

    @Override
    public IdempotentStore store() {
        return tracker;
    }
}
