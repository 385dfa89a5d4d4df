package io.github.djltracker.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Module;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Entries;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImporterTest {
    private static final UUID RUN = new UUID(1, 2);
    private static final RunStart START = Entries.start(RUN, "digits", "abc");

    @TempDir
    private Path folder;

    private SqlStore store;

    @BeforeEach
    void open() {
        store = SqlStore.open(folder.resolve("runs.db"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private ImportReport read(int points) {
        Importer importer = new Importer(store.logs(), (run, done, runs, expected) -> {});
        importer.begin(START);
        importer.settings("params", Map.of("lr", 0.5));
        for (int i = 0; i < points; i++) {
            importer.point("loss", "train", i, 1_000 + i, i);
        }
        importer.settings("late", Map.of("k", 1L));
        if (points == 30_000) {
            importer.end(RunStatus.FINISHED, Entries.TIME, null);
        } else {
            importer.leaveOpen();
        }
        return importer.report();
    }

    private Model model() {
        return store.experiment("digits").models().read("abc").orElseThrow();
    }

    @Test
    void an_import_that_broke_off_anywhere_goes_on_and_takes_nothing_twice() {
        store.logs().append(RUN, START); // the import broke off right after the start
        read(25_000);
        ImportReport second = read(30_000);
        ImportReport third = read(30_000);

        assertThat(model().metrics().list()).hasSize(30_000);
        assertThat(model().iterations().list().get(0).modules().list())
                .extracting(Module::name)
                .containsExactly("params", "late");
        assertThat(second.points()).isEqualTo(5_000);
        assertThat(third).isEqualTo(new ImportReport(0, 0, 1, 0, Map.of(), third.notes()));
    }

    @Test
    void equal_points_are_counted_and_not_taken_for_one() {
        for (int pass = 0; pass < 2; pass++) {
            Importer importer = new Importer(store.logs(), (run, done, runs, expected) -> {});
            importer.begin(START);
            for (int i = 0; i < 3; i++) {
                importer.point("loss", null, 7, 1_000, Double.NaN);
            }
            importer.leaveOpen();
        }

        assertThat(model().metrics().list()).hasSize(3);
    }

    @Test
    void what_the_model_of_data_does_not_take_is_left_out_and_counted() {
        Importer importer = new Importer(store.logs(), (run, done, runs, expected) -> {});
        importer.begin(START);
        importer.point("loss", null, -1, 0, 1);
        importer.point("a\nb", null, 1, 0, 1);
        importer.leaveOpen();

        assertThat(importer.report().leftOut())
                .isEqualTo(Map.of(
                        "points at steps below 0 or above 2^53", 1L,
                        "points of metrics with invalid names", 1L));
    }
}
