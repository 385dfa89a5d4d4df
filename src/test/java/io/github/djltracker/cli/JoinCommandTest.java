package io.github.djltracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Entries;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JoinCommandTest {
    private static final String OLD = "0a".repeat(32);
    private static final String NEW = "1b".repeat(32);
    private static final String OTHER = "2c".repeat(32);

    @TempDir
    private Path folder;

    private String file = "";

    @BeforeEach
    void fill() {
        file = folder.resolve("runs.db").toString();
        try (SqlStore store = SqlStore.open(Path.of(file))) {
            for (String hash : new String[] {OLD, NEW, OTHER}) {
                UUID run = UUID.randomUUID();
                String type = hash.equals(OTHER) ? "Conv2d" : "Linear";
                store.experiment("e")
                        .models()
                        .append(run, Entries.start(run, "e", hash, "net", null, Entries.module("Net", "type", type)));
                store.experiment("e").models().append(run, Entries.end(1, RunStatus.FINISHED));
            }
        }
    }

    private Cli.Result run(Cli cli, String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "join";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 2] = "--store";
        all[all.length - 1] = file;
        return cli.run(all);
    }

    private int models() {
        try (SqlStore store = SqlStore.open(Path.of(file))) {
            return store.experiment("e").models().list().size();
        }
    }

    @Test
    void asks_and_joins_what_it_named() {
        Cli.Result result = run(new Cli().typing("y\n"), "0a0a", "1b1b");

        assertThat(result.code()).isZero();
        assertThat(result.err())
                .startsWith("Join model 0a0a0a0a0a0a (net) of e with 1 run into model 1b1b")
                .endsWith("? [y/N] ");
        assertThat(result.out()).startsWith("joined model 0a0a").contains("1 run");
        assertThat(models()).isEqualTo(2);
    }

    @Test
    void joins_nothing_unless_told() {
        Cli.Result result = run(new Cli().typing("n\n"), "0a0a", "1b1b");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("nothing was joined");
        assertThat(models()).isEqualTo(3);
    }

    @Test
    void says_why_two_networks_are_not_joined() {
        Cli.Result result = run(new Cli(), "0a0a", "2c2c", "--yes");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("describe different networks: the type of block Net is Linear in one and Conv2d");
        assertThat(models()).isEqualTo(3);
    }
}
