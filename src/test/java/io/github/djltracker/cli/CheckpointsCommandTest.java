package io.github.djltracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.Checkpoint;
import io.github.djltracker.domain.run.HostName;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Entries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints of a run: one that exists, one that was overwritten, one that was deleted, one on another machine. */
final class CheckpointsCommandTest {
    private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    @TempDir
    private Path folder;

    private final UUID run = UUID.fromString("1a110000-0000-4000-8000-000000000000");
    private String store = "";

    @BeforeEach
    void fill() throws IOException {
        Instant time = Entries.TIME;
        for (String name : List.of("there", "over")) {
            Path file = Files.writeString(folder.resolve(name), "1234");
            Files.setLastModifiedTime(file, FileTime.from(time));
        }
        store = folder.resolve("runs.db").toString();
        try (SqlStore sql = SqlStore.open(Path.of(store))) {
            for (RunEntry entry : List.of(
                    Entries.start(run, "e", HASH),
                    Entries.batch(
                            1,
                            Entries.columns(1, 1, 1, 2, 3, 4),
                            Entries.series(1, "Accuracy", "validate", new long[] {1, 2, 3, 4}, 0.25, 0.5, 0.75, 0.625),
                            Entries.series(1, "Accuracy", "train", new long[] {1, 2, 3, 4}, 0.5, 0.25, 0.125, 0.0625),
                            Entries.series(1, "loss", "validate", new long[] {1, 2, 3, 4}, 4, 2, 8, 16)),
                    Entries.modules(
                            2,
                            new long[] {},
                            saved(1, "there", 4, HostName.ofThisMachine()),
                            saved(2, "over", 5, HostName.ofThisMachine()),
                            saved(3, "gone", 4, HostName.ofThisMachine()),
                            saved(4, "there", 4, "a machine far away")))) {
                sql.logs().append(run, entry);
            }
        }
    }

    private IterationModule saved(long step, String name, long bytes, String host) {
        return new IterationModule(
                step,
                new Checkpoint(
                                run,
                                step,
                                (int) step,
                                host.startsWith("a machine")
                                        ? "/far/away"
                                        : folder.resolve(name).toString(),
                                bytes,
                                Entries.TIME,
                                "0123456789abcdef".repeat(4),
                                host,
                                false,
                                List.of())
                        .toModule());
    }

    private String out(String... arguments) {
        Cli cli = new Cli().terminal().columns(240);
        Cli.Result result = cli.run(arguments);
        assertThat(result.err()).isEmpty();
        return result.out();
    }

    @Test
    void lists_each_with_its_metrics_and_whether_its_file_is_there() {
        List<String> lines = out("checkpoints", "1a11", "-s", store).lines().toList();

        assertThat(lines.get(0)).contains("step", "epoch", "file", "size", "SHA-256", "host", "loss", "Accuracy");
        assertThat(lines.subList(3, 7))
                .satisfiesExactly(
                        line -> assertThat(line).contains("there ", "4 B", "0123456789ab", "0.25"),
                        line -> assertThat(line).contains(folder.resolve("over").toString(), "replaced", "0.5"),
                        line -> assertThat(line).contains("gone ", "0.75"),
                        line -> assertThat(line).contains("/far/away", "elsewhere", "a machine far away", "0.625"));
    }

    @Test
    void the_best_is_one_click_in_the_direction_that_its_name_suggests_or_that_is_asked_for() {
        assertThat(out("checkpoints", "1a11", "-s", store, "--best", "Accuracy@validate"))
                .contains(folder.resolve("gone").toString())
                .doesNotContain("over");
        assertThat(out("checkpoints", "1a11", "-s", store, "--best", "Accuracy"))
                .contains("0.75");
        assertThat(out("checkpoints", "1a11", "-s", store, "--best", "Accuracy@train"))
                .contains(folder.resolve("there").toString());
        assertThat(out("checkpoints", "1a11", "-s", store, "--best", "loss@validate"))
                .contains(folder.resolve("over").toString());
        assertThat(out("checkpoints", "1a11", "-s", store, "--best", "loss@validate", "--goal", "MAXIMIZE"))
                .contains("/far/away");
        assertThat(out("checkpoints", "1a11", "-s", store, "--best", "Accuracy@validate", "--there"))
                .contains(folder.resolve("there").toString())
                .doesNotContain("gone");
    }

    @Test
    void json_has_the_form_of_the_api_and_the_presence() {
        String json = out("checkpoints", "1a11", "-s", store, "--best", "Accuracy@validate", "--json");

        assertThat(json).contains("\"step\":3", "\"presence\":\"gone\"", "\"file\":\"" + folder.resolve("gone") + "\"");
    }

    @Test
    void says_what_there_is_where_a_metric_is_unknown_and_where_there_is_no_checkpoint() {
        assertThat(new Cli()
                        .run("checkpoints", "1a11", "-s", store, "--best", "accuracy@test")
                        .err())
                .contains("no checkpoint of run 1a110000", "accuracy@test", "loss@validate, Accuracy@validate");
        String empty = folder.resolve("empty.db").toString();
        try (SqlStore sql = SqlStore.open(Path.of(empty))) {
            sql.logs().append(run, Entries.start(run, "e", HASH));
        }

        assertThat(out("checkpoints", "1a11", "-s", empty)).contains("has no checkpoint");
        assertThat(out("checkpoints", "1a11", "-s", empty, "--json").strip()).isEqualTo("[]");
    }

    @Test
    void a_checkpoint_is_no_setting_of_the_run() {
        assertThat(out("show", "1a11", "-s", store)).doesNotContain("0123456789abcdef");
        assertThat(new Cli()
                        .run("runs", "-s", store, "--where", "checkpoint.bytes > 1")
                        .err())
                .contains("no run has a value \"checkpoint.bytes\"");
    }
}
