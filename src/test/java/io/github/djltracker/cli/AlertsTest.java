package io.github.djltracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Entries;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The terminal marks runs with alerts. */
final class AlertsTest {
    @TempDir
    private Path folder;

    private final UUID run = UUID.randomUUID();

    @BeforeEach
    void record() {
        try (SqlStore store = SqlStore.open(folder.resolve("runs.db"))) {
            store.logs().append(run, Entries.start(run, "digits", "a".repeat(64)));
            store.logs().append(run, Entries.points(1, "loss", "train", 0, 1, Double.NaN));
        }
    }

    private String out(String... arguments) {
        Cli.Result result = new Cli().run(arguments);
        assertThat(result.err()).isEmpty();
        return result.out();
    }

    @Test
    void in_the_list_of_runs_with_the_reason_below_it() {
        String list = out("runs", "--store", folder.resolve("runs.db").toString());

        assertThat(list)
                .contains("RUNNING, diverged")
                .contains(run.toString().substring(0, 8) + ": diverged: loss@train is NaN at step 1");
    }

    @Test
    void where_one_is_shown() {
        String shown =
                out("show", run.toString(), "--store", folder.resolve("runs.db").toString());

        assertThat(shown).containsPattern("alerts +diverged: loss@train is NaN at step 1");
    }

    @Test
    void and_as_json() {
        String json = out("runs", "--json", "--store", folder.resolve("runs.db").toString());

        assertThat(json)
                .contains("\"alerts\":[{\"kind\":\"DIVERGED\",\"message\":\"loss@train is NaN at step 1\",\"time\":");
    }
}
