package io.github.djltracker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.store.FixedStore;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.DistributedRun;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.Golden;
import io.github.djltracker.testing.ManualClock;
import io.github.djltracker.wire.log.RunLogJson;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TailCommandTest {
    private static final UUID RUN = new UUID(0x5e66_0000_0000_4000L, 0x8000_0000_0000_0001L);

    @TempDir
    private Path folder;

    private String file = "";
    private SqlStore store;
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final Cli cli = new Cli().pause(millis -> later.pop().run());

    @BeforeEach
    void open() {
        file = folder.resolve("runs.db").toString();
        store = SqlStore.open(Path.of(file));
        append(Entries.start(RUN, "e", "h", "net", null), batch(1, 0, 1), batch(2, 10, 1));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void writes_new_values_as_they_come_until_the_run_ends() {
        later.add(() -> append(batch(3, 20, 2), batch(4, 30, 2)));
        later.add(() -> append(validation(5)));
        later.add(() -> append(Entries.end(6, RunStatus.FINISHED)));

        Cli.Result result = run("tail");

        assertThat(result.code()).isZero();
        Golden.check(TailCommandTest.class, "tail.txt", result.out());
        assertThat(result.err()).isEmpty();
    }

    @Test
    void writes_no_histogram_even_where_its_name_is_told() {
        DistributedRun run = new DistributedRun(1, "a");
        run.start(store.logs(), "inside").look(store.logs(), 2).end(store.logs());

        Cli.Result result =
                run("tail", run.id().toString(), "--from-start", "-m", "weight_std/a", "-m", "weight_histogram/a");

        assertThat(result.out()).contains("weight_std/a 0.2").doesNotContain("histogram");
    }

    @Test
    void writes_every_step_from_the_start_if_told() {
        append(validation(3), Entries.end(4, RunStatus.FINISHED));

        Golden.check(
                TailCommandTest.class,
                "tail-every-step.txt",
                run("tail", "5e66", "--from-start", "--every-step", "-m", "loss", "-m", "heap")
                        .out());
    }

    @Test
    void writes_the_entries_of_the_log_as_json() {
        RunEntry end = Entries.end(4, RunStatus.FINISHED);
        later.add(() -> append(batch(3, 20, 2), end));

        Cli.Result all = run("tail", "--json", "--from-start");

        List<String> lines = all.out().lines().toList();
        assertThat(lines).hasSize(5);
        assertThat(RunLogJson.read(lines.get(3).getBytes(UTF_8))).isEqualTo(batch(3, 20, 2));
        assertThat(run("tail", "--json").out().lines()).containsExactly(lines.get(4));
    }

    @Test
    void says_by_its_exit_code_that_a_run_failed() {
        later.add(() -> append(new RunEnd(3, RunStatus.FAILED, Entries.TIME, Map.of(), "no \u001b[31m memory\nat x")));

        Cli.Result result = run("tail");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("FAILED: steps 0 to 14").endsWith("no  [31m memory\n");
    }

    @Test
    void says_once_that_a_run_is_silent_and_goes_on_waiting() {
        UUID silent = new UUID(0x6f77_0000_0000_4000L, 0x8000_0000_0000_0001L);
        try (SqlStore other = FixedStore.open(Path.of(file), new ManualClock(Entries.TIME))) {
            other.logs().append(silent, Entries.start(silent, "e", "h"));
        }
        later.add(() -> {});
        later.add(() -> store.logs().append(silent, Entries.end(1, RunStatus.INTERRUPTED)));

        Cli.Result result = run("tail", "6f77");

        assertThat(result.err()).isEqualTo("djl-tracker: run 6f770000 is silent; still waiting\n");
        assertThat(result.out()).contains("INTERRUPTED: steps none");
    }

    @Test
    void ends_where_the_run_is_deleted() {
        later.add(() -> store.logs().model(RUN).orElseThrow().runs().delete(RUN));

        Cli.Result result = run("tail");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).endsWith("run 5e660000 has been deleted\n");
    }

    private Cli.Result run(String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--store";
        all[arguments.length + 1] = file;
        return cli.run(all);
    }

    private void append(RunEntry... entries) {
        store.logs().append(RUN, List.of(entries));
    }

    private static RunEntry batch(long sequence, long step, int epoch) {
        long[] steps = {step, step + 1, step + 2, step + 3, step + 4};
        return Entries.batch(
                sequence,
                Entries.columns(sequence, epoch, steps),
                Entries.series(sequence, "loss", "train", steps, 1.5, 1.25, 1, Double.NaN, 0.5 / step),
                Entries.series(sequence, "Accuracy", "train", steps, 0.1, 0.2, 0.3, 0.4, 0.5),
                Entries.series(sequence, "learning_rate", "train", steps, 1, 1, 1, 1, 1),
                Entries.series(sequence, "heap", "system", new long[] {step}, 1e9));
    }

    private static RunEntry validation(long sequence) {
        return Entries.batch(
                sequence,
                IterationColumns.NONE,
                Entries.series(sequence, "loss", "validate", new long[] {34}, 0.75),
                Entries.series(sequence, "Accuracy", "validate", new long[] {34}, 0.875));
    }
}
