package io.github.djltracker.store;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.djltracker.domain.find.RunQuery;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.store.chunk.Chunk;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.LogCapture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The steps of the lowest and highest values of metrics that fill several chunks. */
final class MetricStepsTest {
    private static final int PART = 5_000;
    private static final UUID RUN = new UUID(1, 1);
    private static final String MIN = "loss@validate.min.step";
    private static final String MAX = "loss@validate.max.step";

    @TempDir
    private Path folder;

    private SqlStore store;

    @BeforeEach
    void open() {
        store = SqlStore.open(folder.resolve("tracker.db"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void record(double... values) {
        store.logs().append(RUN, Entries.start(RUN, "e", "h"));
        int sequence = 1;
        for (int from = 0; from < values.length; from += PART) {
            double[] part = Arrays.copyOfRange(values, from, Math.min(values.length, from + PART));
            store.logs().append(RUN, Entries.points(sequence++, "loss", "validate", from, part));
        }
        store.logs().append(RUN, Entries.end(sequence, RunStatus.FINISHED));
    }

    private Map<String, Object> found() {
        return store.experiment("e")
                .runs()
                .find(RunQuery.all().columns(List.of(MIN, MAX)))
                .get(0)
                .values();
    }

    private long chunks() {
        return store.database().read(session -> session.number("SELECT count(*) FROM chunk"));
    }

    @Test
    void the_first_of_many_equal_values_counts_wherever_it_is() {
        Random random = new Random(17);
        double[] values = IntStream.range(0, 40_000)
                .mapToDouble(i -> i < 11_000 ? 100 + random.nextInt(50) : random.nextInt(1_000))
                .toArray();
        double least = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .min()
                .orElseThrow();
        double most = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .max()
                .orElseThrow();

        record(values);

        assertThat(chunks()).isGreaterThan(3);
        assertThat(found()).isEqualTo(Map.of(MIN, first(values, least), MAX, first(values, most)));
    }

    private static double first(double[] values, double value) {
        return IntStream.range(0, values.length)
                .filter(i -> values[i] == value)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_value_that_never_changes_has_the_first_step() {
        double[] values = new double[40_000];
        Arrays.fill(values, 1, values.length, -0.0);

        record(values);

        assertThat(found()).isEqualTo(Map.of(MIN, 0.0, MAX, 0.0));
    }

    @Test
    void many_series_have_their_own_steps() {
        int series = 2 * Chunk.TOGETHER + 1;
        store.logs().append(RUN, Entries.start(RUN, "e", "h"));
        List<String> columns = new ArrayList<>();
        Map<String, Object> steps = new HashMap<>();
        for (int i = 0; i < series; i++) {
            double[] values = new double[series + 3];
            values[i + 1] = -1;
            values[i + 2] = 1;
            store.logs().append(RUN, Entries.points(i + 1, "loss " + i, "train", 0, values));
            for (String value : List.of("min", "max")) {
                String column = "loss " + i + "@train." + value + ".step";
                columns.add(column);
                steps.put(column, value.equals("min") ? i + 1.0 : i + 2.0);
            }
        }
        store.logs().append(RUN, Entries.end(series + 1, RunStatus.FINISHED));

        assertThat(store.experiment("e")
                        .runs()
                        .find(RunQuery.all().columns(columns))
                        .get(0)
                        .values())
                .isEqualTo(steps);
    }

    @ParameterizedTest
    @CsvSource({"DELETE FROM body, missing", "UPDATE body SET content = x'00', damaged"})
    void where_a_body_cannot_be_read_only_the_steps_are_unknown(String damage, String said) {
        record(3, 1, 7, 2);
        store.database().write(session -> {
            session.update(damage);
            session.update("UPDATE run_state SET indexed = 0");
            return session.update("INSERT INTO stale_run SELECT run FROM run_state");
        });

        try (LogCapture logs = LogCapture.of("io.github.djltracker.store.curve.ExtremeSteps")) {
            assertThat(found()).isEmpty();
            assertThat(logs.messages(Level.WARN)).singleElement().asString().contains(RUN.toString(), said);
        }
        assertThat(store.experiment("e").runs().find(RunQuery.all().where("loss@validate.min = 1")))
                .hasSize(1);
    }
}
