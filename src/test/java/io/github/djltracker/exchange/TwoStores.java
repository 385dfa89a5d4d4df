package io.github.djltracker.exchange;

import io.github.djltracker.store.SqlStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two empty SQLite files for each test, to copy runs from one to the other. */
public abstract class TwoStores {
    @TempDir
    protected Path folder;

    protected SqlStore from;
    protected SqlStore to;

    @BeforeEach
    void openBoth() {
        from = SqlStore.open(folder.resolve("from.db"));
        to = SqlStore.open(folder.resolve("to.db"));
    }

    @AfterEach
    void closeBoth() {
        from.close();
        to.close();
    }
}
