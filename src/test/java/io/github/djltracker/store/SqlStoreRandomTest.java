package io.github.djltracker.store;

import io.github.djltracker.store.database.TestDatabase;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.ManualClock;
import io.github.djltracker.testing.memory.InMemoryTracker;
import io.github.djltracker.testing.random.RandomOperations;
import io.github.djltracker.testing.random.Seeds;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every database answers like the tracker in memory, whatever both are asked. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
final class SqlStoreRandomTest {
    private final TestDatabase database;

    @TempDir
    private Path folder;

    SqlStoreRandomTest(TestDatabase database) {
        this.database = database;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void answers_as_the_tracker_in_memory_does(long seed) {
        run(seed);
    }

    @Test
    void answers_as_the_tracker_in_memory_does_with_a_new_seed() {
        run(Seeds.next());
    }

    private void run(long seed) {
        int operations = Boolean.getBoolean("thorough") ? 2_000 : 300;
        // stands still, so that the duration of the test does not affect its runs
        Clock clock = new ManualClock(Entries.TIME);
        try (SqlStore store = SqlStore.open(database.create(folder).get(), clock)) {
            new RandomOperations(seed).run(operations, new InMemoryTracker(clock).experiments(), store.experiments());
        }
    }
}
