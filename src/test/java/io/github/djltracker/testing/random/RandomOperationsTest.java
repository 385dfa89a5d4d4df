package io.github.djltracker.testing.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Experiments;
import io.github.djltracker.domain.Model;
import io.github.djltracker.testing.memory.InMemoryTracker;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the random comparison itself, with two trackers in memory. */
final class RandomOperationsTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void finds_no_difference_between_two_that_are_the_same(long seed) {
        new RandomOperations(seed).run(600, new InMemoryTracker().experiments(), new InMemoryTracker().experiments());
    }

    @Test
    void finds_no_difference_with_a_new_seed() {
        new RandomOperations(Seeds.next())
                .run(600, new InMemoryTracker().experiments(), new InMemoryTracker().experiments());
    }

    @Test
    void does_the_same_for_the_same_seed() {
        Experiments first = new InMemoryTracker().experiments();
        Experiments second = new InMemoryTracker().experiments();

        new RandomOperations(9).run(300, first, new InMemoryTracker().experiments());
        new RandomOperations(9).run(300, second, new InMemoryTracker().experiments());

        new Comparison(first, second, new Random(9)).compare();
    }

    @Test
    void leaves_enough_behind_to_be_worth_comparing() {
        Experiments experiments = new InMemoryTracker().experiments();

        new RandomOperations(5).run(600, experiments, new InMemoryTracker().experiments());

        long runs = 0;
        long metrics = 0;
        for (Experiment experiment : experiments.list()) {
            for (Model model : experiment.models().list()) {
                runs += model.runs().list().size();
                metrics += model.metrics().list().size();
            }
        }
        assertThat(runs).isGreaterThan(5);
        assertThat(metrics).isGreaterThan(1_000);
    }

    @Test
    void names_the_seed_when_it_finds_a_difference() {
        Experiments other = new InMemoryTracker().experiments();
        other.create("one more");

        assertThatThrownBy(() -> new RandomOperations(123).run(10, new InMemoryTracker().experiments(), other))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("-Dseed=123");
    }
}
