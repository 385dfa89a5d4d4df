package io.github.djltracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Entries;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UncertainNetworkTest {
    @TempDir
    private Path folder;

    @Test
    void show_says_why_another_network_could_be_taken_for_this_one() {
        Path file = folder.resolve("runs.db");
        ModuleRecord block = new ModuleRecord(
                "Net", Map.of("type", "my.Net", "depth", 0, "notFullyIdentified", List.of("its field k can be set")));
        UUID run = UUID.randomUUID();
        try (SqlStore store = SqlStore.open(file)) {
            store.experiment("e").models().append(run, Entries.start(run, "e", "ab".repeat(32), "net", null, block));
        }

        Cli.Result result = new Cli().run("show", "net", "--store", file.toString());

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .containsPattern("Net +Net +not fully identified")
                .contains("not fully identified: Net: its field k can be set");
    }
}
