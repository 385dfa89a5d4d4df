package io.github.djltracker.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.testing.Golden;
import io.github.djltracker.testing.Locales;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The output of every query: wide, narrow, in ASCII, in colours, and as JSON. */
final class QueriesTest {
    @TempDir
    private static Path folder;

    private static String file = "";

    @BeforeAll
    static void fill() {
        file = folder.resolve("small.db").toString();
        SmallStore.create(Path.of(file));
    }

    static List<List<String>> queries() {
        return List.of(
                List.of("experiments", "experiments"),
                List.of("models", "models"),
                List.of("models-digits", "models", "digits"),
                List.of("runs", "runs"),
                List.of("runs-model", "runs", "6030"),
                List.of("runs-last", "runs", "-e", "digits", "--last", "1"),
                List.of("runs-failed", "runs", "--status", "FAILED"),
                List.of("runs-where", "runs", "--where", "status = FAILED or status = LOST"),
                List.of("runs-sort", "runs", "--sort", "step", "--descending", "--first", "2"),
                List.of("summary", "summary", "digits"),
                List.of("show", "show", "9f", "-e", "digits"),
                List.of("show-details", "show", "9f", "-e", "digits", "--details"),
                List.of("show-run", "show", "1a22"),
                List.of("show-run", "show", "broad-spruce-347"),
                List.of("show-changed", "show", "1a11"),
                List.of("diff-models", "diff", "digits/LeNet", "6030"),
                List.of("diff-same", "diff", "digits/LeNet", SmallStore.ODD + "/LeNet"),
                List.of("diff-runs", "diff", "1a11", "1a22"),
                List.of("diff-runs-changes", "diff", "1a11", "1a22", "--changes"),
                List.of("metrics", "metrics", "9f", "-e", "digits"),
                List.of("metrics-run", "metrics", "2b33"),
                List.of("metrics-by-hand", "metrics", "6030", "-m", "score, \"best\"", "-m", "by hand"),
                List.of("plot", "plot", "9f", "-e", "digits"),
                List.of("plot-run", "plot", "2b33"),
                List.of(
                        "plot-several",
                        "plot",
                        "1a11",
                        "1a22",
                        "2b33",
                        "-m",
                        "SoftmaxCrossEntropyLoss",
                        "-m",
                        "loss",
                        "-p",
                        "train"));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void a_query_is_text_and_json(List<String> query) {
        String name = query.get(0);
        List<String> words = new ArrayList<>(query.subList(1, query.size()));

        Locales.each(() -> {
            check(name + ".txt", new Cli(), words);
            check(name + "-narrow.txt", new Cli().columns(60).charset(US_ASCII), words);
        });
        words.add("--json");
        Locales.each(() -> check(name + ".json", new Cli(), words));
    }

    private static void check(String golden, Cli cli, List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of("--store", file));

        Cli.Result result = cli.run(all.toArray(String[]::new));

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        Golden.check(QueriesTest.class, "queries/" + golden, result.out());
    }
}
