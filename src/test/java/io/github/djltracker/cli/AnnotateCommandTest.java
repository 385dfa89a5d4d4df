package io.github.djltracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Entries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnnotateCommandTest {
    private static final UUID FIRST = UUID.fromString("11111111-0000-4000-8000-000000000001");
    private static final UUID SECOND = UUID.fromString("22222222-0000-4000-8000-000000000002");

    @TempDir
    private Path folder;

    private String file = "";

    @BeforeEach
    void fill() {
        file = folder.resolve("runs.db").toString();
        try (SqlStore store = SqlStore.open(Path.of(file))) {
            for (UUID run : new UUID[] {FIRST, SECOND}) {
                store.logs().append(run, Entries.start(run, "e", "abc"));
                store.logs().append(run, Entries.end(1, RunStatus.FINISHED));
            }
        }
    }

    private Cli.Result run(String command, String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = command;
        all[1] = "--store";
        all[2] = file;
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return new Cli().columns(120).run(all);
    }

    private Annotations said(UUID run) {
        try (SqlStore store = SqlStore.open(Path.of(file))) {
            Run read = store.logs().model(run).orElseThrow().runs().read(run).orElseThrow();
            return read.annotations();
        }
    }

    @Test
    void a_run_is_named_tagged_noted_starred_and_archived() {
        Cli.Result result = run(
                "annotate",
                "1111",
                "--name",
                "best of May",
                "--tag",
                "team=vision",
                "-t",
                "baseline",
                "--note",
                "Loss *diverges*",
                "--star",
                "--archive");

        assertThat(result.code()).isZero();
        assertThat(result.out()).startsWith("annotated 11111111 ");
        assertThat(said(FIRST).name()).hasValue("best of May");
        assertThat(said(FIRST).tags()).isEqualTo(Map.of("team", "vision", "baseline", ""));
        assertThat(said(FIRST).note()).hasValue("Loss *diverges*");
        assertThat(said(FIRST).isStarred()).isTrue();
        assertThat(said(FIRST).isArchived()).isTrue();
        assertThat(said(SECOND)).isEqualTo(Annotations.NONE);
    }

    @Test
    void what_was_said_is_taken_back() {
        run("annotate", "1111", "--name", "x", "--tag", "a", "--tag", "b=c=d", "--note", "y", "--star", "--archive");

        assertThat(run("annotate", "x", "--name", "", "--remove-tag", "a", "--note", "", "--no-star", "--no-archive")
                        .code())
                .isZero();

        assertThat(said(FIRST).name()).isEmpty();
        assertThat(said(FIRST).tags()).isEqualTo(Map.of("b", "c=d"));
        assertThat(said(FIRST).note()).isEmpty();
        assertThat(said(FIRST).isStarred()).isFalse();
        assertThat(said(FIRST).isArchived()).isFalse();
    }

    @Test
    void several_runs_are_annotated_or_none_where_one_is_not_there() {
        assertThat(run("annotate", "1111", "9999", "--star").code()).isNotZero();
        assertThat(said(FIRST)).isEqualTo(Annotations.NONE);

        assertThat(run("annotate", "1111", "2222", "--star").code()).isZero();
        assertThat(said(FIRST).isStarred()).isTrue();
        assertThat(said(SECOND).isStarred()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'', nothing to do",
        "--star --no-star, exclude each other",
        "--tag =x, tag is empty",
        "--remove-tag ' ', tag is empty",
        "--name ' ', name is empty",
    })
    void what_cannot_be_said_is_refused_before_anything_is_changed(String options, String message) {
        String[] words = options.isEmpty() ? new String[0] : options.split(" ", 2);
        if (words.length == 2) {
            words[1] = words[1].replace("'", "");
        }
        String[] all = new String[words.length + 1];
        all[0] = "1111";
        System.arraycopy(words, 0, all, 1, words.length);

        Cli.Result result = run("annotate", all);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(message);
        assertThat(said(FIRST)).isEqualTo(Annotations.NONE);
    }

    @Test
    void a_note_that_is_too_long_is_refused_with_the_limit() {
        Cli.Result result = run("annotate", "1111", "--note", "x".repeat(10_001));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("10001", "10000");
    }

    @Test
    void lists_show_names_tags_and_stars_and_leave_out_what_is_archived() {
        run("annotate", "1111", "--name", "best of May", "--tag", "team=vision", "--star");
        run("annotate", "2222", "--archive");

        Cli.Result runs = run("runs");
        assertThat(runs.out())
                .contains("* best of May", "team=vision", "1 archived run is left out")
                .doesNotContain("22222222");
        assertThat(run("runs", "--archived").out()).contains("22222222").doesNotContain("left out");
        assertThat(run("runs", "--where", "archived").out())
                .contains("22222222")
                .doesNotContain("11111111");
        assertThat(run("runs", "--where", "tag:team = vision and starred").out())
                .contains("11111111");
        assertThat(run("show", "best of May").out()).contains("tags", "team=vision", "starred");
        assertThat(run("runs", "--json").out()).contains("\"tag:team\"");
    }

    @Test
    void what_is_said_goes_along_when_runs_are_pushed() {
        String there = folder.resolve("there.db").toString();
        run("annotate", "1111", "--tag", "team=vision");

        assertThat(new Cli().run("push", file, "--to", there).code()).isZero();
        assertThat(new Cli()
                        .run("annotate", "1111", "--store", there, "--tag", "team=audio", "--star")
                        .code())
                .isZero();
        assertThat(new Cli().run("push", file, "--to", there).code()).isZero();
        assertThat(new Cli().run("push", there, "--to", file).code()).isZero();

        assertThat(said(FIRST).tags()).isEqualTo(Map.of("team", "audio"));
        assertThat(said(FIRST).isStarred()).isTrue();
    }

    @Test
    void a_run_whose_tags_are_too_many_there_keeps_no_other_from_being_pushed() {
        String there = folder.resolve("there.db").toString();
        assertThat(new Cli().run("push", file, "--to", there).code()).isZero();
        for (String store : new String[] {file, there}) {
            List<String> words = new ArrayList<>(List.of("annotate", "1111", "--store", store));
            for (int i = 0; i < 60; i++) {
                words.addAll(List.of("--tag", (store.equals(file) ? "here " : "there ") + i));
            }
            assertThat(new Cli().run(words.toArray(String[]::new)).code()).isZero();
        }
        run("annotate", "2222", "--star");

        Cli.Result pushed = new Cli().run("push", file, "--to", there);

        assertThat(pushed.code()).isEqualTo(1);
        assertThat(pushed.err()).contains("11111111", "120 tags", "100");
        assertThat(new Cli().run("runs", "--store", there, "--where", "starred").out())
                .contains("22222222");
    }

    @Test
    void models_and_experiments_are_annotated_and_left_out_of_lists_when_archived() {
        Cli.Result model = run("annotate", "--models", "abc", "--name", "best net", "--tag", "team=vision", "--star");
        Cli.Result experiment = run("annotate", "--experiments", "e", "--tag", "week=22", "--note", "Try *again*");

        assertThat(model.code()).isZero();
        assertThat(model.out()).contains("annotated model abc");
        assertThat(experiment.out()).contains("annotated experiment e");
        assertThat(said(FIRST)).isEqualTo(Annotations.NONE);
        assertThat(run("models").out()).contains("* best net", "team=vision").doesNotContain("left out");
        assertThat(run("experiments").out()).contains("week=22");
        assertThat(run("show", "best net").out()).contains("best net", "tags", "team=vision", "starred");
        assertThat(run("models", "--json").out()).contains("\"field\":\"tag:team\"");
        assertThat(run("experiments", "--json").out()).contains("Try *again*");

        run("annotate", "--models", "best net", "--archive", "--name", "");
        run("annotate", "--experiments", "e", "--archive");

        assertThat(run("models").out())
                .contains("1 archived model is left out: add --archived")
                .doesNotContain("team=vision");
        assertThat(run("models", "--archived").out()).contains("team=vision").doesNotContain("left out", "best net");
        assertThat(run("experiments").out()).contains("1 archived experiment is left out");
        assertThat(run("experiments", "--archived", "--json").out()).contains("\"e\"");
        assertThat(run("experiments", "--json").out()).doesNotContain("\"e\"");
        assertThat(run("runs").out()).contains("11111111");
    }

    @ParameterizedTest
    @CsvSource({
        "--experiments e --name other, only for runs and models",
        "--models --experiments e --star, exclude each other",
    })
    void what_is_named_is_of_one_kind_and_experiments_have_one_name(String words, String message) {
        Cli.Result result = run("annotate", words.split(" ", -1));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(message);
    }

    @Test
    void what_is_said_about_models_and_experiments_goes_along_when_runs_are_pushed() {
        String there = folder.resolve("there.db").toString();
        run("annotate", "--models", "abc", "--name", "best net");
        run("annotate", "--experiments", "e", "--star");

        assertThat(new Cli().run("push", file, "--to", there).code()).isZero();

        assertThat(new Cli().run("models", "--store", there).out()).contains("best net");
        assertThat(new Cli().run("experiments", "--store", there).out()).contains("* e");
    }

    @Test
    void a_run_is_named_by_a_name_with_quotes_too() {
        run("annotate", "1111", "--name", "the \"best\" of 'May'");

        assertThat(run("show", "the \"best\" of 'May'").out()).contains(FIRST.toString());
        assertThat(run("show", "the worst").err()).contains("no model or run \"the worst\"");
    }
}
