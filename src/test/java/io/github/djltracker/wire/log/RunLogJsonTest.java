package io.github.djltracker.wire.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.ResumePoint;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.random.RandomEntries;
import io.github.djltracker.testing.random.Seeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RunLogJsonTest {
    private static final Path GOLDEN = Path.of("src/test/resources/io/github/djltracker/wire/log/run-log.ndjson");
    private static final Path LENIENT = GOLDEN.resolveSibling("run-log-lenient.ndjson");
    private static final UUID RUN = UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e");

    @Test
    void writes_the_golden_file_to_the_byte() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (RunEntry entry : log()) {
            lines.append(write(entry)).append('\n');
        }
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(GOLDEN, lines);
        }

        assertThat(lines).hasToString(Files.readString(GOLDEN));
    }

    @Test
    void reads_the_golden_file() throws IOException {
        assertThat(readAll(GOLDEN)).isEqualTo(log());
    }

    @Test
    void takes_fields_in_any_order_and_passes_over_those_it_does_not_know() throws IOException {
        assertThat(readAll(LENIENT)).isEqualTo(log());
    }

    @Test
    void every_entry_comes_back_as_it_was() {
        Random random = new Random(Seeds.next());
        RandomEntries entries = new RandomEntries(random);
        for (int i = 0; i < 500; i++) {
            RunEntry start = entries.start(RUN, "e", "h", new ResumePoint(RUN, 5));
            RunEntry batch = entries.batch(1 + random.nextInt(1_000), random.nextInt(1_000));
            RunEntry end = entries.end(1 + random.nextInt(1_000));

            assertThat(read(write(start))).isEqualTo(start);
            assertThat(read(write(batch))).isEqualTo(batch);
            assertThat(read(write(end))).isEqualTo(end);
        }
    }

    @Test
    void every_double_keeps_its_bits() {
        Random random = new Random(Seeds.next());
        double[] values =
                random.longs(9_000).mapToDouble(Double::longBitsToDouble).toArray();
        values[0] = -0.0;
        values[1] = Double.MIN_VALUE;
        values[2] = Double.MAX_VALUE;
        RunBatch batch = Entries.points(1, "loss", null, 0, values);

        assertThat(read(write(batch))).isEqualTo(batch);
    }

    @Test
    void writes_the_shortest_number_that_brings_back_the_double() {
        // Double.toString of Java 17 writes one digit more
        assertThat(write(Entries.points(1, "loss", null, 0, Math.scalb(1.0, -44))))
                .contains("[5.684341886080802E-14]");
    }

    @Test
    void a_minus_before_an_integer_zero_counts() {
        String line = "{\"entry\":\"batch\",\"sequence\":1,\"series\":[{\"name\":\"a\",\"steps\":[0,1],\"times\":[0,0],"
                + "\"values\":[-0,0]}]}";

        assertThat(read(line))
                .isEqualTo(new RunBatch(
                        1,
                        IterationColumns.NONE,
                        List.of(new SeriesColumns(
                                "a", null, new long[] {0, 1}, new long[] {0, 0}, new double[] {-0.0, 0})),
                        List.of()));
    }

    @Test
    void writes_the_same_in_every_locale() {
        Locale before = Locale.getDefault();
        String expected = write(log().get(1));
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(write(log().get(1))).isEqualTo(expected);
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(read(write(log().get(3)))).isEqualTo(log().get(3));
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nonsense                                                         | line
            [1]                                                              | line must be an object
            {"entry":"batch","sequence":1                                    | ends in the middle
            {"entry":"batch","sequence":1} {}                                | has extra characters
            {"sequence":1}                                                   | entry is missing
            {"entry":"middle","sequence":1}                                  | entry must be start, batch or end
            {"entry":"batch"}                                                | sequence is missing
            {"entry":"batch","sequence":0}                                   | sequence 0
            {"entry":"batch","sequence":-1}                                  | sequence -1
            {"entry":"batch","sequence":1.5}                                 | sequence must be an integer
            {"entry":"batch","sequence":"1"}                                 | sequence must be an integer
            {"entry":"batch","sequence":99999999999999999999}                | sequence is out of range
            {"entry":"batch","sequence":9007199254740992}                    | 9007199254740992
            {"entry":"batch","sequence":1,"series":{}}                       | series must be a list
            {"entry":"batch","sequence":1,"series":[1]}                      | series[0] must be an object
            {"entry":"batch","sequence":1,"series":[{"steps":[],"times":[],"values":[]}]} | series[0].name is missing
            {"entry":"batch","sequence":1,"series":[{"name":"a","times":[],"values":[]}]} | series[0].steps is missing
            {"entry":"batch","sequence":1,"series":[{"name":"","steps":[],"times":[],"values":[]}]} | series[0]: metric name
            {"entry":"batch","sequence":1,"series":[{"name":"a","steps":[1],"times":[],"values":[]}]} | series[0]: columns of different length
            {"entry":"batch","sequence":1,"series":[{"name":"a","steps":[-1],"times":[1],"values":[1]}]} | series[0]: step -1
            {"entry":"batch","sequence":1,"series":[{"name":"a","steps":[1],"times":[1],"values":["nan"]}]} | series[0].values must be a number
            {"entry":"batch","sequence":1,"series":[{"name":"a","steps":[1],"times":[1],"values":[null]}]} | series[0].values must be a number
            {"entry":"batch","sequence":1,"series":[{"name":"a","steps":[1],"times":[1],"values":[1e999]}]} | series[0].values has a number that exceeds the range of a double
            {"entry":"batch","sequence":1,"series":[{"name":"a","steps":[1],"times":[1],"values":[NaN]}]} | series[0].values: NaN is not a JSON number: write "NaN"
            {"entry":"batch","sequence":1,"iterations":{"steps":[1],"times":[1]}} | iterations.epochs is missing
            {"entry":"batch","sequence":1,"iterations":{"steps":[1],"times":[1],"epochs":[2147483648]}} | iterations.epochs: epoch 2147483648
            {"entry":"batch","sequence":1,"modules":[{"name":"a","attributes":{}}]} | modules[0].step is missing
            {"entry":"batch","sequence":1,"modules":[{"step":1,"name":"a","attributes":[]}]} | modules[0].attributes must be an object
            {"entry":"batch","sequence":1,"modules":[{"step":1,"name":"a","attributes":{"k":1e999}}]} | modules[0].attributes.k
            {"entry":"end","sequence":1,"status":"LOST","time":1,"losses":{}} | LOST
            {"entry":"end","sequence":1,"status":"finished","time":1}         | status must be
            {"entry":"end","sequence":1,"status":"FINISHED"}                  | time is missing
            {"entry":"end","sequence":1,"status":"FINISHED","time":1,"losses":{"full":-1}} | losses -1
            {"entry":"start","sequence":1,"run":"0f8fad5b-d9cb-469f-a165-70867728950e"} | sequence 1 of a start
            {"entry":"start","sequence":0,"run":"1-1-1-1-1"}                  | run is not a UUID
            {"entry":"start","sequence":0,"run":"0f8fad5b-d9cb-469f-a165-70867728950e"} | experiment is missing
            {"entry":"start","sequence":0,"run":"0f8fad5b-d9cb-469f-a165-70867728950e","experiment":"e","model":{},"time":1} | model.hash is missing
            {"entry":"start","sequence":0,"run":"0f8fad5b-d9cb-469f-a165-70867728950e","experiment":"e","model":{"hash":"h"},"time":1,"resumedFrom":{"run":"0f8fad5b-d9cb-469f-a165-70867728950e"}} | resumedFrom.step is missing
            """)
    void refuses_a_bad_line_and_names_the_field(String line, String message) {
        assertThatThrownBy(() -> read(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .message()
                .hasSizeLessThan(300);
    }

    @Test
    void refuses_what_is_too_large_before_it_fills_the_memory() {
        String points = "{\"entry\":\"batch\",\"sequence\":1,\"series\":[{\"name\":\"a\",\"steps\":["
                + "1,".repeat(Limits.MAX_POINTS + 1) + "1]}]}";
        assertThatThrownBy(() -> read(points)).hasMessageContaining("series[0].steps is too long");

        String deep = "{\"entry\":\"batch\",\"x\":" + "[".repeat(100_000);
        assertThatThrownBy(() -> read(deep)).isInstanceOf(IllegalArgumentException.class);

        String long_ = "{\"entry\":\"batch\",\"sequence\":1,\"error\":\"" + "x".repeat(2_000_000) + "\"}";
        assertThatThrownBy(() -> read(long_)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<RunEntry> log() {
        Map<String, @Nullable Object> environment = new LinkedHashMap<>();
        environment.put("host", "\u732b \ud83d\udc08");
        environment.put("cores", 2);
        environment.put("load", 0.5);
        environment.put("gpu", null);
        environment.put("git", Map.of("dirty", true));
        environment.put("arguments", List.of("-a", "\"quoted\"\n"));
        RunStart start = new RunStart(
                RUN,
                "digits",
                "9f86d081884c7d65",
                "LeNet",
                "two\nlines",
                List.of(new ModuleRecord("01Conv2d", Map.of("kernel", List.of(5, 5)))),
                Instant.ofEpochMilli(1_700_000_000_000L),
                new ResumePoint(UUID.fromString("7c9e6679-7425-40de-944b-e07fc1f90ae7"), 1_200),
                environment);
        RunBatch batch = new RunBatch(
                1,
                new IterationColumns(
                        new long[] {1_200, 1_201}, new int[] {3, 3}, new long[] {1_700_000_000_020L, 1_700_000_000_041L
                        }),
                List.of(
                        new SeriesColumns(
                                "loss",
                                "train",
                                new long[] {1_200, 1_201, 1_201, 1_202},
                                new long[] {1, 2, 3, 4},
                                new double[] {0.25, Double.NaN, -0.0, Double.NEGATIVE_INFINITY}),
                        new SeriesColumns(
                                "free", null, new long[] {Limits.MAX_INTEGER}, new long[] {0}, new double[] {1.5e300})),
                List.of(new IterationModule(1_200, new ModuleRecord("optimizer", Map.of("type", "Adam")))));
        RunBatch alive = new RunBatch(2, IterationColumns.NONE, List.of(), List.of());
        RunEnd end = new RunEnd(
                3,
                RunStatus.FAILED,
                Instant.ofEpochMilli(1_700_000_000_099L),
                Map.of("disk full", 3L, "closed", 1L),
                "it broke");
        return List.of(start, batch, alive, end);
    }

    private static List<RunEntry> readAll(Path file) throws IOException {
        List<RunEntry> entries = new ArrayList<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.forEach(line -> entries.add(read(line)));
        }
        return entries;
    }

    private static String write(RunEntry entry) {
        return new String(RunLogJson.write(entry), StandardCharsets.UTF_8);
    }

    private static RunEntry read(String line) {
        return RunLogJson.read(line.getBytes(StandardCharsets.UTF_8));
    }
}
