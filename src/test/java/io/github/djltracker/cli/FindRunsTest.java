package io.github.djltracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.cli.find.RunRef;
import io.github.djltracker.domain.find.RunQuery;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.server.ServerSettings;
import io.github.djltracker.server.TrackerServer;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.MadeRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of several models are found by their results and by how they were trained. */
final class FindRunsTest {
    @TempDir
    private Path folder;

    private final UUID[] runs = new UUID[4];

    @BeforeEach
    void record() {
        try (SqlStore store = SqlStore.open(file())) {
            for (int i = 0; i < runs.length; i++) {
                UUID run = UUID.randomUUID();
                runs[i] = run;
                store.logs().append(run, Entries.start(run, "digits", i % 2 == 0 ? "cnn" : "mlp"));
                if (i < 3) {
                    store.logs().append(run, Entries.points(1, "loss", "validate", 0, 1, 0.1 * (3 - i), Double.NaN));
                }
            }
        }
    }

    private Path file() {
        return folder.resolve("runs.db");
    }

    private List<UUID> found(String... options) {
        return foundAt(file().toString(), options);
    }

    private List<UUID> foundAt(String store, String... options) {
        String[] all = Arrays.copyOf(new String[] {"runs", "--store", store, "--json"}, 4 + options.length);
        System.arraycopy(options, 0, all, 4, options.length);
        Cli.Result result = new Cli().run(all);
        assertThat(result.err()).isEmpty();
        return Arrays.stream(result.out().split("\"id\":\"", -1))
                .skip(1)
                .map(part -> UUID.fromString(part.substring(0, 36)))
                .filter(id -> List.of(runs).contains(id))
                .toList();
    }

    @Test
    void over_all_models_by_a_metric() {
        assertThat(found("--where", "loss@validate.min < 0.25")).containsExactlyInAnyOrder(runs[1], runs[2]);
        assertThat(found("--where", "loss@validate = NaN and hash = cnn")).containsExactlyInAnyOrder(runs[0], runs[2]);
        assertThat(found("--where", "not loss@validate.min > 0")).containsExactly(runs[3]);
    }

    @Test
    void the_best_come_first_and_those_without_a_value_last() {
        assertThat(found("--sort", "loss@validate.min")).containsExactly(runs[2], runs[1], runs[0], runs[3]);
        assertThat(found("--where", "loss@validate.min.step >= 0", "--sort", "loss@validate.min.step"))
                .hasSize(3)
                .doesNotContain(runs[3]);
        assertThat(found("--sort", "loss@validate.max", "--descending", "--first", "2"))
                .doesNotContain(runs[3])
                .hasSize(2);
        assertThat(found("--sort", "loss@validate.min", "--descending"))
                .containsExactly(runs[0], runs[1], runs[2], runs[3]);
    }

    @Test
    void the_value_by_which_they_are_sorted_is_shown() {
        Cli.Result result = new Cli().run("runs", "--store", file().toString(), "--sort", "loss@validate.min.step");

        assertThat(result.out()).contains("loss@validate.min.step");
        assertThat(new Cli()
                        .run("runs", "--store", file().toString(), "--sort", "started")
                        .out())
                .containsOnlyOnce("started");
    }

    @Test
    void the_columns_that_one_asks_for_are_shown_instead_of_others() {
        Cli.Result result = new Cli()
                .run("runs", "--store", file().toString(), "-c", "loss@validate.min", "-c", "duration", "-c", "hash");

        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines().findFirst().orElse(""))
                .contains("loss@validate.min", "duration", "hash")
                .doesNotContain("validate ");
        assertThat(result.out()
                        .lines()
                        .filter(line -> line.contains(RunRef.shorten(runs[2])))
                        .findFirst()
                        .orElse(""))
                .contains("0.1")
                .contains("cnn");
        assertThat(new Cli()
                        .run("runs", "--store", file().toString(), "--json", "-c", "loss@validate", "-c", "started")
                        .out())
                .contains("\"numbers\":{\"loss@validate\":\"NaN\"}")
                .contains("\"numbers\":{}");
        assertThat(new Cli()
                        .run("runs", "--store", file().toString(), "-c", "lost@validate")
                        .err())
                .contains("lost@validate", "loss@validate");
        assertThat(new Cli().run("runs", "--store", file().toString(), "-c", "").err())
                .doesNotContain("sorted");
    }

    @Test
    void json_has_the_value_by_which_they_are_sorted_and_times_in_milliseconds() {
        assertThat(json("--sort", "loss@validate.min", "--first", "1")).contains("\"loss@validate.min\":0.1");
        assertThat(json("-c", "started", "--first", "1"))
                .contains("\"values\":{\"started\":" + Entries.TIME.toEpochMilli() + "}");
    }

    private String json(String... options) {
        List<String> all = new ArrayList<>(List.of("runs", "--store", file().toString(), "--json"));
        all.addAll(List.of(options));
        return new Cli().run(all.toArray(new String[0])).out();
    }

    @Test
    void a_number_of_runs_below_zero_is_refused() {
        for (String option : List.of("--first", "--last")) {
            Cli.Result result = new Cli().run("runs", "--store", file().toString(), option, "-1");

            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains(option + ": -1 is not a number of runs: 0 or more");
        }
    }

    @Test
    void more_columns_than_a_search_returns_are_refused_in_one_line() {
        Map<String, Object> environment = new TreeMap<>();
        List<String> arguments = new ArrayList<>(List.of("runs", "--store", file().toString()));
        for (int i = 0; i < RunQuery.MAX_COLUMNS; i++) {
            environment.put("key" + i, i);
            arguments.addAll(List.of("--column", "env.key" + i));
        }
        try (SqlStore store = SqlStore.open(file())) {
            UUID run = UUID.randomUUID();
            store.logs()
                    .append(
                            run,
                            new RunStart(run, "digits", "cnn", null, null, List.of(), Entries.TIME, null, environment));
        }

        Cli.Result result = new Cli().run(arguments.toArray(String[]::new));

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("1001 columns: at most 1000 are allowed")
                .doesNotContain("unexpected");
    }

    @Test
    void the_latest_are_those_started_last_whatever_they_are_sorted_by() {
        try (SqlStore store = SqlStore.open(file())) {
            runs[0] = MadeRun.of("rings", "net", 1)
                    .learningRate(0.5)
                    .started(Entries.TIME.plusSeconds(1))
                    .into(store.logs());
            runs[1] = MadeRun.of("rings", "net", 2)
                    .learningRate(0.1)
                    .started(Entries.TIME.plusSeconds(2))
                    .into(store.logs());
            runs[2] = MadeRun.of("rings", "net", 3)
                    .learningRate(0.3)
                    .started(Entries.TIME.plusSeconds(3))
                    .into(store.logs());
        }
        String rate = "optimizer.learningRateTracker.value";

        assertThat(found("-e", "rings", "--sort", rate, "--descending", "--last", "2"))
                .containsExactly(runs[2], runs[1]);
        assertThat(found("-e", "rings", "--sort", rate, "--last", "2", "--first", "1"))
                .containsExactly(runs[1]);
    }

    @Test
    void of_a_server_the_same_are_found() {
        try (SqlStore store = SqlStore.open(file());
                TrackerServer server = TrackerServer.start(
                        store, ServerSettings.builder().port(0).build())) {
            assertThat(foundAt(
                            server.uri().toString(),
                            "--where",
                            "loss@validate.min < 0.25",
                            "--sort",
                            "loss@validate.min"))
                    .containsExactly(runs[2], runs[1]);
        }
    }

    @Test
    void by_a_setting() {
        try (SqlStore store = SqlStore.open(file())) {
            runs[0] = MadeRun.of("rings", "net", 1).learningRate(0.25).into(store.logs());
            runs[1] = MadeRun.of("rings", "net", 2).learningRate(0.5).into(store.logs());
        }
        String name = "optimizer.learningRateTracker.value";

        assertThat(found("--where", name + " > 0.3")).containsExactly(runs[1]);
        assertThat(found("--where", name + " in (0.25, 0.5) and optimizer = Sgd"))
                .hasSize(2);
    }

    @Test
    void by_the_names_of_settings_that_show_gives() {
        UUID run = runs[0];
        try (SqlStore store = SqlStore.open(file())) {
            store.logs()
                    .append(
                            run,
                            Entries.modules(
                                    2,
                                    new long[] {7, 7},
                                    new IterationModule(
                                            7, new ModuleRecord("Accuracy", Map.of("role", "evaluator", "top", 1))),
                                    new IterationModule(
                                            7, new ModuleRecord("TopK", Map.of("role", "evaluator", "top", 5)))));
        }

        String shown = new Cli()
                .run("show", run.toString(), "--store", file().toString())
                .out();

        assertThat(shown).contains("evaluator.Accuracy.top", "evaluator.TopK.top");
        assertThat(found("--where", "evaluator.Accuracy.top = 1 and evaluator.TopK.top = 5"))
                .containsExactly(run);
    }

    @Test
    void what_no_run_has_is_said_with_what_is_like_it() {
        Cli.Result result = new Cli().run("runs", "--store", file().toString(), "--where", "los@validate.min < 1");
        Cli.Result sorted = new Cli().run("runs", "--store", file().toString(), "--sort", "stated");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("no run has a value \"los@validate.min\"", "loss@validate.min")
                .hasLineCount(1);
        assertThat(sorted.err()).contains("; similar names: started");
        assertThat(new Cli()
                        .run("runs", "--store", file().toString(), "--where", "x = ")
                        .err())
                .contains("--where: a value");
    }

    @Test
    void a_filter_that_cannot_be_read_is_said_with_its_place() {
        Cli.Result result = new Cli().run("runs", "--store", file().toString(), "--where", "status = FAILED and");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("--where: a name is expected here", "at character 20, after: status = FAILED and")
                .hasLineCount(1);
    }
}
