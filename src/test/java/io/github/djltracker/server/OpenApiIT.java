package io.github.djltracker.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.djltracker.domain.Model;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.process.Python;
import io.github.djltracker.testing.random.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends thousands of requests that match the server's OpenAPI description, or almost match it, and checks the answers.
 */
final class OpenApiIT extends ServerTest {
    private static final Logger LOG = LoggerFactory.getLogger(OpenApiIT.class);
    private static final Path RESOURCES = Path.of("src/test/resources/io/github/djltracker/server");
    /** Each run has another seed, so that the runs of a week send different requests. */
    private static final int SECONDS = Boolean.getBoolean("thorough") ? 300 : 20;

    @Test
    void no_answer_is_an_error_of_the_server_or_otherwise_than_described() throws Exception {
        Path output = directory.resolve("schemathesis.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        Python.program("schemathesis").toString(),
                        "--config-file="
                                + RESOURCES.resolve("schemathesis.toml").toAbsolutePath(),
                        "run",
                        server.uri() + BASE + "/openapi.json",
                        "--max-time=" + SECONDS,
                        "--seed=" + Math.floorMod(Seeds.next(), 1 << 30))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .put(
                        "SCHEMATHESIS_HOOKS",
                        RESOURCES.resolve("fuzz.py").toAbsolutePath().toString());
        builder.environment().put("FUZZ_KNOWN", new ObjectMapper().writeValueAsString(known()));
        Python.prepare(builder);

        Process process = builder.start();
        try {
            assertThat(process.waitFor(3L * SECONDS, TimeUnit.SECONDS))
                    .as(Files.readString(output))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }

        String text = Files.readString(output);
        assertThat(process.exitValue()).as(text).isZero();
        LOG.info(
                "{}",
                text.lines()
                        .filter(line -> line.contains("generated"))
                        .findFirst()
                        .orElse(text)
                        .strip());
    }

    /** Ids of existing things, so that some requests find something. */
    private Map<String, String> known() {
        store.logs().append(RUN, Entries.start(RUN, "digits", "abc"));
        store.logs().append(RUN, Entries.iterations(1, 0, 1, 2));
        store.logs().append(RUN, Entries.points(2, "loss", "train", 0, 3, Double.NaN, 1));
        Model model = store.logs().model(RUN).orElseThrow();
        return Map.of(
                "experiment", model.experiment().id().toString(),
                "model", model.id().toString(),
                "run", RUN.toString(),
                "iteration", model.iterations().get(1).orElseThrow().id());
    }
}
