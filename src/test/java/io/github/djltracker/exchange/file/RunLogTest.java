package io.github.djltracker.exchange.file;

import io.github.djltracker.exchange.ImportReport;
import io.github.djltracker.exchange.RandomStore;
import io.github.djltracker.exchange.TwoStores;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.random.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;

/** A store with eight random runs, whose run logs are exported and imported into an empty store. */
abstract class RunLogTest extends TwoStores {
    final long seed = Seeds.next();

    @BeforeEach
    void fill() {
        RandomStore.fill(from, seed);
    }

    byte[] export() throws IOException {
        return exportOf(from);
    }

    static byte[] exportOf(SqlStore store) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RunLogExport.write(store, any -> true, out, (runs, total) -> {});
        return out.toByteArray();
    }

    Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("runs.jsonl"), bytes);
    }

    ImportReport read(Path file) throws IOException {
        return RunLogImport.read(file, to.logs(), any -> true, (lines, total) -> {});
    }
}
