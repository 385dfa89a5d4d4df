package io.github.djltracker.domain.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.domain.value.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The order of runs by one of their values. */
final class RunOrderTest {
    private static RunValues run(String name, @Nullable Double loss) {
        Run run = new Run(
                UUID.randomUUID(),
                RunStatus.RUNNING,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                Map.of(),
                Map.of(),
                null,
                Annotations.NONE);
        RunValues values = new RunValues(run, "digits", "abc", name);
        if (loss != null) {
            values.add(new Series(run.id(), "loss", null, 1, 0, 0L, 0L, loss, loss, loss), 0L, 0L);
        }
        return values;
    }

    private static List<Object> sorted(RunOrder order, RunValues... runs) {
        List<RunValues> list = new ArrayList<>(List.of(runs));
        list.sort(order);
        return list.stream()
                .map(run -> String.valueOf(run.get("model")))
                .map(Object.class::cast)
                .toList();
    }

    @Test
    void nan_is_behind_all_numbers_and_what_is_missing_behind_nan_in_both_directions() {
        RunValues[] runs = {
            run("none", null),
            run("nan", Double.NaN),
            run("high", Double.POSITIVE_INFINITY),
            run("one", 1.0),
            run("low", -1e300)
        };

        assertThat(sorted(new RunOrder("loss@", false), runs)).containsExactly("low", "one", "high", "nan", "none");
        assertThat(sorted(new RunOrder("loss@", true), runs)).containsExactly("high", "one", "low", "nan", "none");
    }

    @Test
    void texts_are_sorted_without_regard_to_case_and_equal_values_stay_as_they_were() {
        assertThat(sorted(new RunOrder("model", false), run("b", 1.0), run("A", 2.0), run("C", 3.0)))
                .containsExactly("A", "b", "C");
        assertThat(sorted(new RunOrder("loss@", false), run("b", -0.0), run("a", 0.0), run("c", 0.0)))
                .containsExactly("b", "a", "c");
    }

    @Test
    void nothing_is_no_name() {
        assertThatThrownBy(() -> new RunOrder(" ", false)).hasMessageContaining("loss@validate.min");
    }
}
