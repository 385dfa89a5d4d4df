package io.github.djltracker.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.mlflow.call.MetricPoint;
import io.github.djltracker.mlflow.call.MlflowRun;
import io.github.djltracker.testing.random.Seeds;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ExactValuesTest {
    private final ExactValues values = read(Map.of());

    private static ExactValues read(Map<String, String> tags) {
        return ExactValues.of(new MlflowRun("id", "name", "RUNNING", 0, null, false, Map.of(), tags, Set.of()));
    }

    @Test
    void steps_are_listed_as_ranges_whatever_their_order() {
        for (long step : new long[] {7, 3, 5, 4, 12, 5, 6}) {
            values.add(new MetricPoint("loss", Double.POSITIVE_INFINITY, 0, step));
        }

        assertThat(values.changedTags()).containsExactly(Map.entry("djltracker.exact/loss", "Infinity: 3-7,12"));
    }

    @Test
    void a_tag_gives_back_every_value() {
        Random random = new Random(Seeds.next());
        Map<Long, Double> all = new HashMap<>();
        for (long step = 0; step < 400; step++) {
            double value = switch (random.nextInt(4)) {
                case 0 -> Double.POSITIVE_INFINITY;
                case 1 -> Double.NEGATIVE_INFINITY;
                case 2 -> -0.0;
                default -> random.nextInt(2);
            };
            all.put(step, value);
            if (!ExactValues.isKept(value)) {
                values.add(new MetricPoint("loss", value, 0, step));
            }
        }

        ExactValues again = read(values.changedTags());

        all.forEach((step, value) ->
                assertThat(again.exact("loss", step, ExactValues.kept(value))).isEqualTo(value));
    }

    @Test
    void a_list_that_is_too_long_for_a_tag_says_that_there_are_more() {
        for (long step = 0; step < 100_000; step += 2) {
            values.add(new MetricPoint("loss", -0.0, 0, step));
        }

        Map<String, String> tags = values.changedTags();

        assertThat(tags.get("djltracker.exact/loss"))
                .startsWith("-0.0: 0,2,4")
                .endsWith(",more")
                .hasSizeLessThan(5_000);
        assertThat(read(tags).exact("loss", 4, 0.0)).isEqualTo(-0.0);
    }
}
