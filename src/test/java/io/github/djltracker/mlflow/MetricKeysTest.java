package io.github.djltracker.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.mlflow.call.MlflowRun;
import io.github.djltracker.testing.random.Seeds;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MetricKeysTest {
    private final MetricKeys keys = keys(Map.of(), Set.of());

    private static MetricKeys keys(Map<String, String> tags, Set<String> metrics) {
        return MetricKeys.of(new MlflowRun("id", "name", "RUNNING", 0, null, false, Map.of(), tags, metrics));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "loss, train, train/loss",
                "loss, -, loss",
                "Top 5 (%), validate, validate/Top 5 ___-24cf0524",
                "verlust_größe, train, train/verlust_größe",
                "train/loss, -, train/loss"
            })
    void a_key_reads_as_phase_and_name(String name, @Nullable String phase, String key) {
        assertThat(keys.key(name, phase)).isEqualTo(key);
    }

    @Test
    void two_series_never_share_a_key() {
        Random random = new Random(Seeds.next());
        List<String> parts = List.of("a", "/", "//", "..", ".", ":", "*", "b c", "ä", "猫", "🐈", "-", "x".repeat(150));
        Map<String, MetricKeys.Name> names = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            MetricKeys.Name series =
                    new MetricKeys.Name(text(random, parts), random.nextBoolean() ? null : text(random, parts));
            String key = keys.key(series.name(), series.phase());

            MetricKeys.Name other = names.putIfAbsent(key, series);
            assertThat(other == null || other.equals(series))
                    .as("%s of %s and %s", key, series, other)
                    .isTrue();
            assertThat(key).hasSizeLessThanOrEqualTo(200).matches("[\\p{L}\\p{Nd}_/.\\- ]+");
            assertThat(Path.of("/" + key).normalize()).hasToString("/" + key);
        }
    }

    private static String text(Random random, List<String> parts) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            text.append(parts.get(random.nextInt(parts.size())));
        }
        return text.toString();
    }

    @Test
    void what_a_key_does_not_say_is_in_a_tag_and_comes_back_from_there() {
        Set<String> used = new HashSet<>();
        List<MetricKeys.Name> series = List.of(
                new MetricKeys.Name("loss", "train"),
                new MetricKeys.Name("train/loss", null),
                new MetricKeys.Name("a:b", null),
                new MetricKeys.Name("a*b", "p/q"));
        series.forEach(each -> used.add(keys.key(each.name(), each.phase())));
        assertThat(used).hasSize(4);
        assertThat(keys.newTags()).hasSize(3);

        MetricKeys again = keys(keys.newTags(), used);

        assertThat(series)
                .allSatisfy(each -> assertThat(again.key(each.name(), each.phase()))
                        .isEqualTo(keys.key(each.name(), each.phase())));
    }
}
