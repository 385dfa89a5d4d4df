package io.github.djltracker.client.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RetriesTest {
    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void pauses_longer_each_time_and_not_the_same_for_all() throws Exception {
        Retries early = new Retries(2, pauses::add, () -> 0);
        Retries late = new Retries(2, pauses::add, () -> 1);

        assertThat(early.again(1, null)).isTrue();
        assertThat(early.again(2, null)).isTrue();
        assertThat(late.again(1, null)).isTrue();
        assertThat(late.again(2, null)).isTrue();

        assertThat(pauses).extracting(Duration::toMillis).containsExactly(50L, 200L, 150L, 600L);
    }

    @Test
    void ends_after_the_most_tries() throws Exception {
        Retries retries = new Retries(2, pauses::add, () -> 0);

        assertThat(retries.again(3, null)).isFalse();

        assertThat(pauses).isEmpty();
    }

    @Test
    void waits_as_long_as_the_server_wants_unless_that_is_too_long() throws Exception {
        Retries retries = new Retries(2, pauses::add, () -> 0);

        assertThat(retries.again(1, Duration.ofSeconds(2))).isTrue();
        assertThat(retries.again(1, Duration.ZERO)).isTrue();
        assertThat(retries.again(1, Duration.ofSeconds(3))).isFalse();

        assertThat(pauses).containsExactly(Duration.ofSeconds(2), Duration.ofMillis(50));
    }
}
