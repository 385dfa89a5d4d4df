package io.github.djltracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.TrackerUri;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code push} and {@code pull}. */
final class MirrorCommandsTest {
    @TempDir
    private Path folder;

    private String from = "";
    private String to = "";

    @BeforeEach
    void fill() {
        from = folder.resolve("from.db").toString();
        to = folder.resolve("to.db").toString();
        SmallStore.create(Path.of(from));
    }

    @Test
    void pushes_what_is_not_there_yet() {
        Cli.Result first = new Cli().run("push", from, "--to", to);
        Cli.Result second = new Cli().run("push", from, "--to", to, "--json");

        assertThat(first.out())
                .isEqualTo("4 runs copied (14 entries, 869 iterations and metric values), 0 already up to date\n");
        assertThat(first.code()).isZero();
        assertThat(second.out())
                .isEqualTo("{\"copied\":0,\"upToDate\":4,\"deleted\":0,\"entries\":0,\"points\":0,\"failed\":[]}\n");
        assertThat(new Cli().run("metrics", "1a22", "--csv", "-s", to).out())
                .isEqualTo(new Cli().run("metrics", "1a22", "--csv", "-s", from).out());
    }

    @Test
    void pulls_some_experiments_into_the_store_of_the_environment() {
        Cli cli = new Cli().environment(TrackerUri.VARIABLE, to);

        Cli.Result result = cli.run("pull", from, "-e", SmallStore.ODD);

        assertThat(result.code()).isZero();
        assertThat(cli.run("experiments", "--json").out()).hasLineCount(3).contains("odd");
    }

    @Test
    void runs_that_were_deleted_there_are_skipped_and_counted() {
        new Cli().run("push", from, "--to", to);
        new Cli().run("rm", "run", "1a11", "--yes", "-s", to);
        new Cli().run("rm", "run", "1a22", "--yes", "-s", to);
        new Cli().run("rm", "run", "2b33", "--yes", "-s", from);

        Cli.Result result = new Cli().run("push", from, "--to", to);

        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .isEqualTo(
                        "0 runs copied (0 entries, 0 iterations and metric values), 1 already up to date, 2 skipped, because they were deleted at the destination\n");
        assertThat(new Cli().run("push", from, "--to", to, "--json").out()).contains("\"deleted\":2", "\"failed\":[]");
    }

    @Test
    void a_source_that_does_not_answer_leaves_no_file() {
        Cli.Result result = new Cli().run("pull", "http://127.0.0.1:1", "--into", to);

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("did not respond");
        assertThat(Path.of(to)).doesNotExist();
    }

    @Test
    void a_terminal_sees_how_far_it_is_and_a_pipe_does_not() {
        assertThat(new Cli().run("push", from, "--to", to).err()).isEmpty();

        String err =
                new Cli().terminal().columns(80).run("push", from, "--to", to).err();

        assertThat(err)
                .contains("\r[....................] runs, 0 entries: 0 of 4")
                .endsWith("\r");
    }
}
