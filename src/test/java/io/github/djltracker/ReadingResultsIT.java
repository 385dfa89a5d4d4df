package io.github.djltracker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.Models;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code reading-results.md} shows works as a session in JShell, and as a script. */
class ReadingResultsIT {
    private static final Path PAGE = Path.of("src/docs/reading-results.md");

    @TempDir
    Path folder;

    private final UUID worse = UUID.randomUUID();
    private final UUID better = UUID.randomUUID();
    private String store;

    @BeforeEach
    void record_two_runs_of_a_model() {
        store = folder.resolve("runs.db").toString();
        try (ExperimentTracker tracker = ExperimentTracker.open(store)) {
            Models models = tracker.experiment("digits").models();
            record(models, worse, 0.5, 0.625);
            record(models, better, 0.25, 0.75, 0.5);
        }
    }

    private static void record(Models models, UUID run, double... accuracy) {
        models.append(
                run,
                new RunStart(run, "digits", "ab".repeat(32), "mlp", null, List.of(), Entries.TIME, null, Map.of()));
        models.append(run, Entries.points(1, "Accuracy", "validate", 0, accuracy));
        models.append(run, Entries.end(2, RunStatus.FINISHED));
    }

    @Test
    void a_session_in_jshell_reads_the_curve_of_the_best_run() throws Exception {
        String typed = block("jshell").replace("\"runs.db\"", '"' + store.replace("\\", "\\\\") + '"');
        Path input = Files.writeString(folder.resolve("session.jsh"), typed + "/exit\n");
        Path output = folder.resolve("output.txt");

        Process shell = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jshell")
                                .toString(),
                        "--class-path",
                        System.getProperty("java.class.path"),
                        "-s",
                        input.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(shell.waitFor(2, TimeUnit.MINUTES)).isTrue();

        assertThat(Files.readString(output, UTF_8)).contains("mlp: [0.25, 0.75, 0.5]");
    }

    @Test
    void the_script_prints_the_best_run_of_each_model() throws IOException {
        String script = block("java");
        assertThat(script).contains("//DEPS io.github.djltracker:djl-tracker:" + version());
        Path source = Files.writeString(folder.resolve("Best.java"), script);

        try (ChildJvm child = ChildJvm.start(Map.of(), source.toString(), store, "digits")) {
            assertThat(child.await()).as(child.text()).isZero();
            assertThat(child.text()).contains("mlp " + better + " 0.75");
        }
    }

    private static String block(String language) throws IOException {
        Matcher page = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE));
        assertThat(page.find()).as("a block of %s in %s", language, PAGE).isTrue();
        return page.group(1);
    }

    private static String version() throws IOException {
        Matcher pom = Pattern.compile("<artifactId>djl-tracker</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(Files.readString(Path.of("pom.xml")));
        assertThat(pom.find()).isTrue();
        return pom.group(1);
    }
}
