package io.github.djltracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.store.SqlStore;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RemoveCommandTest {
    @TempDir
    private Path folder;

    private String file = "";

    @BeforeEach
    void fill() {
        file = folder.resolve("small.db").toString();
        SmallStore.create(Path.of(file));
    }

    @Test
    void asks_and_deletes_what_it_named() {
        Cli.Result result = run(new Cli().typing("y\n"), "run", "1a11");

        assertThat(result.code()).isZero();
        assertThat(result.err()).isEqualTo("Delete run 1a110000 ready-walrus-400 (INTERRUPTED) of LeNet? [y/N] ");
        assertThat(result.out()).isEqualTo("""
                        deleted run 1a110000 ready-walrus-400 (INTERRUPTED) of LeNet
                        the file keeps its size and reuses the space: djl-tracker pack makes it smaller
                        """);
        assertThat(runs()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n\n", "\n", "", "yessir\n", "j\n"})
    void deletes_nothing_unless_told(String answer) {
        Cli.Result result = run(new Cli().typing(answer), "experiment", "digits");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("Delete experiment digits with 2 models and 3 runs? [y/N] ")
                .contains("nothing was deleted");
        assertThat(result.out()).isEmpty();
        assertThat(runs()).isEqualTo(4);
    }

    @Test
    void does_not_take_its_answer_from_a_pipe() {
        Cli.Result result = run(new Cli().reading("y\n"), "run", "1a11");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("add --yes").hasLineCount(1);
        assertThat(runs()).isEqualTo(4);
    }

    @Test
    void does_not_ask_where_it_is_told_not_to() {
        assertThat(run(new Cli(), "model", "digits/9f86", "--yes").code()).isZero();
        assertThat(runs()).isEqualTo(2);
        assertThat(run(new Cli(), "experiment", SmallStore.ODD, "-y").code()).isZero();
        assertThat(runs()).isEqualTo(1);
    }

    private Cli.Result run(Cli cli, String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "rm";
        all[1] = "--store";
        all[2] = file;
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return cli.run(all);
    }

    private int runs() {
        try (SqlStore store = SqlStore.open(Path.of(file))) {
            return store.experiments().list().stream()
                    .flatMap(experiment -> experiment.models().list().stream())
                    .mapToInt(model -> model.runs().list().size())
                    .sum();
        }
    }
}
