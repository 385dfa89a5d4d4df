package io.github.djltracker.testing.memory;

import io.github.djltracker.domain.AllContracts;
import io.github.djltracker.domain.IdempotentStore;
import io.github.djltracker.domain.IdempotentStoreContract;

/** The tracker that others are measured against keeps every contract itself. JUnit makes one instance a test. */
final class InMemoryTrackerTest implements AllContracts, IdempotentStoreContract {
    private final InMemoryTracker tracker = new InMemoryTracker();

    @Override
    public IdempotentStore store() {
        return tracker;
    }
}
