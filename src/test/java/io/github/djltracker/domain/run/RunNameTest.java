package io.github.djltracker.domain.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.testing.random.Seeds;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RunNameTest {
    private static final int RUNS = 10_000;

    private final Random random = new Random(Seeds.next());

    /** People write names down in notes and mails, so a later version must not change them. */
    @ParameterizedTest
    @CsvSource({
        "00000000-0000-0000-0000-000000000000, agile-acorn-0",
        "00000000-0000-0000-0000-000000000001, lunar-leopard-957",
        "00000001-0000-0000-0000-000000000000, kind-sparrow-743",
        "1f3a9c12-7d0e-4b6a-9c11-3f5a7be90d42, nimble-fjord-23",
        "ffffffff-ffff-ffff-ffff-ffffffffffff, olive-jackal-563",
    })
    void stays_what_it_was(UUID run, String name) {
        assertThat(RunName.of(run)).isEqualTo(name);
    }

    @Test
    void is_two_words_and_a_number() {
        for (int i = 0; i < RUNS; i++) {
            assertThat(RunName.of(new UUID(random.nextLong(), random.nextLong())))
                    .matches("[a-z]+-[a-z]+-(0|[1-9][0-9]{0,2})");
        }
    }

    @Test
    void is_seldom_that_of_another_run_also_where_ids_are_alike() {
        Set<String> drawn = IntStream.range(0, RUNS)
                .mapToObj(i -> RunName.of(new UUID(random.nextLong(), random.nextLong())))
                .collect(Collectors.toSet());
        Set<String> counted = LongStream.range(0, RUNS)
                .mapToObj(i -> RunName.of(new UUID(7, i)))
                .collect(Collectors.toSet());

        // of 16 million possible names, 10,000 runs are expected to share about 3
        assertThat(drawn).hasSizeGreaterThan(RUNS - 20);
        assertThat(counted).hasSizeGreaterThan(RUNS - 20);
    }
}
