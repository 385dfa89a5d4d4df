package io.github.djltracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Entries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs are exported by the command line and imported again. */
final class ExportImportTest {
    private static final UUID RUN = new UUID(1, 2);

    @TempDir
    private Path folder;

    @BeforeEach
    void record() {
        try (SqlStore store = SqlStore.open(folder.resolve("runs.db"))) {
            store.logs().append(RUN, Entries.start(RUN, "digits", "abc"));
            store.logs().append(RUN, Entries.points(1, "loss", "train", 0, 1, 2));
            store.logs().append(RUN, Entries.end(2, RunStatus.FINISHED));
        }
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"runs.jsonl", "runs.jsonl.gz", "runs.parquet", "runs.json", "runs.json.gz"})
    void a_file_is_named_by_what_it_holds_and_read_again(String name) {
        Cli.Result out = new Cli().run("export", path("runs.db"), "--to", path(name));
        Cli.Result again = new Cli().run("export", path("runs.db"), "--to", path(name));
        Cli.Result in = new Cli().run("import", path(name), "--to", path("other.db"), "--json");

        assertThat(out.out()).contains("1 run and 2 ", " written to " + path(name));
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("already exists", "--force");
        assertThat(in.out()).contains("\"runs\":1", "\"points\":2");
        assertThat(new Cli().run("runs", "--store", path("other.db")).out()).contains("FINISHED");
    }

    @Test
    void names_and_tags_come_along_in_a_run_log() {
        annotate();

        Cli.Result out = new Cli().run("export", path("runs.db"), "--to", path("runs.jsonl"));
        new Cli().run("import", path("runs.jsonl"), "--to", path("other.db"));

        assertThat(out.err()).isEmpty();
        assertThat(new Cli()
                        .run("runs", "--store", path("other.db"), "--where", "tag:team = vision")
                        .out())
                .contains("best so far");
    }

    @ParameterizedTest
    @ValueSource(strings = {"runs.csv", "runs.parquet", "runs.json", "curves.csv --table curves"})
    void names_and_tags_are_counted_if_a_format_cannot_hold_them(String file) {
        annotate();

        Cli.Result out = new Cli().run(("export " + path("runs.db") + " --to " + path(file)).split(" "));

        assertThat(out.err()).contains("left out: 2 annotations");
    }

    private void annotate() {
        String store = path("runs.db");
        String run = RUN.toString();
        assertThat(new Cli()
                        .run("annotate", run, "--name", "best so far", "--tag", "team=vision", "--store", store)
                        .code())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "jsonl", "parquet", "mltracker"})
    void no_export_replaces_a_database_by_whichever_name(String format) throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("runs.db"));
        for (String name : new String[] {path("runs.db"), path("./runs.db"), path("link")}) {
            Cli.Result out = new Cli().run("export", path("runs.db"), "--to", name, "--format", format, "--force");

            assertThat(out.code()).isEqualTo(1);
            assertThat(out.err())
                    .contains("is a database, which export never replaces")
                    .hasLineCount(1);
        }
        assertThat(new Cli().run("runs", "--store", path("runs.db")).out()).contains("FINISHED");
    }

    @Test
    void only_a_file_is_replaced_and_a_link_is_followed() throws IOException {
        Path target = Files.writeString(folder.resolve("target.csv"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), target);
        Path nowhere = Files.createSymbolicLink(folder.resolve("nowhere.csv"), folder.resolve("none"));
        Path empty = Files.createDirectory(folder.resolve("empty.csv"));

        assertThat(forced(link).code()).isZero();
        assertThat(link).isSymbolicLink();
        assertThat(target).content().startsWith("experiment,");
        assertThat(forced(nowhere).err()).contains("is a broken link");
        assertThat(forced(empty).err()).contains("is a directory");
        assertThat(empty).isDirectory();
        assertThat(forced(folder.resolve("no/such/a.csv")).err())
                .contains("is not a directory")
                .doesNotContain("unfinished");
        assertThat(forced(Path.of("/dev/null")).err()).contains("is not a regular file");
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith("unfinished"));
        }
    }

    private Cli.Result forced(Path to) {
        return new Cli().run("export", path("runs.db"), "--to", to.toString(), "--format", "csv", "--force");
    }

    @ParameterizedTest
    @CsvSource({
        "a.xyz,has no known extension",
        "a.csv --buckets 5,--table curves",
        "a.csv --table curves --buckets 0,1 to 100000",
        "a.csv --table curves --buckets 100001,1 to 100000",
        "a.jsonl --table runs,is written as csv or parquet",
        "a.json --table curves,is written as csv or parquet",
        "a.parquet.gz,cannot be compressed",
        "- --format parquet,needs a file"
    })
    void what_does_not_go_together_is_not_understood(String words, String part) {
        String[] to = words.split(" ", -1);
        String[] all = new String[3 + to.length];
        all[0] = "export";
        all[1] = path("runs.db");
        all[2] = "--to";
        System.arraycopy(to, 0, all, 3, to.length);
        all[3] = to[0].equals("-") ? "-" : path(to[0]);

        Cli.Result out = new Cli().run(all);

        assertThat(out.code()).isEqualTo(2);
        assertThat(out.err()).contains(part).hasLineCount(1);
        assertThat(Path.of(all[3])).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"runs.jsonl", "runs.parquet", "runs.json"})
    void an_experiment_that_a_file_does_not_have_is_said_to_be_none(String name) {
        new Cli().run("export", path("runs.db"), "--to", path(name));

        Cli.Result in = new Cli().run("import", path(name), "--to", path("other.db"), "-e", "nosuch");

        assertThat(in.code()).isEqualTo(1);
        assertThat(in.err()).contains("has no experiment \"nosuch\"; available: digits");
    }

    @Test
    void csv_goes_to_the_output_and_comes_in_nowhere() throws IOException {
        Cli.Result out = new Cli().run("export", path("runs.db"), "--to", "-", "--format", "csv");
        Path file = Files.writeString(folder.resolve("runs.csv"), out.out());
        Cli.Result in = new Cli().run("import", file.toString(), "--to", path("other.db"));

        assertThat(out.out()).startsWith("experiment,model,hash,run,").hasLineCount(3);
        assertThat(in.err()).contains("export as jsonl");
    }

    @Test
    void a_table_of_runs_has_a_row_a_run() {
        Cli.Result out = new Cli().run("export", path("runs.db"), "--to", "-", "--format", "csv", "--table", "runs");

        String[] lines = out.out().split("\n", -1);
        assertThat(lines[0])
                .startsWith("experiment,model,hash,run,status,")
                .endsWith("loss@train.last,loss@train.max,loss@train.max.step,loss@train.min,loss@train.min.step");
        assertThat(lines[1])
                .startsWith("digits,")
                .contains("abc," + RUN + ",FINISHED,")
                .endsWith(",2.0,2.0,1,1.0,0");
        assertThat(lines).hasSize(3);
    }

    @Test
    void a_table_of_curves_has_a_row_a_bucket() {
        Cli.Result out = new Cli()
                .run("export", path("runs.db"), "--to", "-", "--format", "csv", "--table", "curves", "--buckets", "1");

        String[] lines = out.out().split("\n", -1);
        assertThat(lines).hasSize(3);
        assertThat(lines[1]).startsWith("digits,").endsWith(",1.0,2.0,1.0,2.0,1.5,2,0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mlflow:http://127.0.0.1:1",
                "mlflow:nowhere",
                "tensorboard:/no/such/folder",
                "none.jsonl",
                "bad.jsonl",
                "bad.json",
                "bad.parquet"
            })
    void for_a_source_that_cannot_be_read_no_store_is_made(String name) throws IOException {
        boolean isFile = name.startsWith("bad.");
        String source =
                isFile ? Files.writeString(folder.resolve(name), "hello\n").toString() : name;

        Cli.Result in = new Cli().run("import", source, "--to", path("other.db"));

        assertThat(in.code()).isEqualTo(1);
        assertThat(in.err()).startsWith("djl-tracker: ").hasLineCount(1);
        assertThat(folder.resolve("other.db")).doesNotExist();
    }

    @Test
    void runs_of_a_store_are_pushed_to_event_files_and_only_once() throws IOException {
        String logs = "tensorboard:" + path("logs");
        Cli.Result first = new Cli().run("push", path("runs.db"), "--to", logs);
        Cli.Result second = new Cli().run("push", path("runs.db"), "--to", logs);
        Cli.Result in = new Cli().run("import", logs, "--to", path("other.db"));

        assertThat(first.out()).contains("1 run copied");
        assertThat(second.out()).contains("0 runs copied", "1 already up to date");
        assertThat(in.out()).contains("1 run imported");
    }
}
