package io.github.djltracker.testing.memory;

import io.github.djltracker.domain.AllContracts;
import io.github.djltracker.domain.IdempotentStore;
import io.github.djltracker.domain.IdempotentStoreContract;

/** The tracker with which others are compared fulfils every contract itself. JUnit creates one instance per test. */
final class InMemoryTrackerTest implements AllContracts, IdempotentStoreContract {
    private final InMemoryTracker tracker = new InMemoryTracker();

    @Override
    public IdempotentStore store() {
        return tracker;
    }
}
