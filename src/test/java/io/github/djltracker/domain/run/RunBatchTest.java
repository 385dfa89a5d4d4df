package io.github.djltracker.domain.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.memory.Bad;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link RunBatch} and its columns. */
final class RunBatchTest {
    private static final SeriesColumns A = Entries.series(1, "a", null, new long[] {1}, 1);
    private static final SeriesColumns A_TRAIN = Entries.series(1, "a", "train", new long[] {1, 2}, 1, 2);
    private static final SeriesColumns B = Entries.series(1, "b", null, new long[] {1}, 1);

    @Test
    void sorts_its_series_and_leaves_empty_ones_out() {
        SeriesColumns empty = Entries.series(1, "empty", null, new long[0]);

        RunBatch batch = Entries.batch(1, Entries.columns(1, 1, 5, 6), B, empty, A_TRAIN, A);

        assertThat(batch.series()).containsExactly(A, A_TRAIN, B);
        assertThat(batch.points()).isEqualTo(6);
        assertThat(batch).isEqualTo(Entries.batch(1, Entries.columns(1, 1, 5, 6), A, A_TRAIN, B));
        assertThat(batch).hasSameHashCodeAs(Entries.batch(1, Entries.columns(1, 1, 5, 6), A, A_TRAIN, B));
    }

    @Test
    void refuses_a_series_twice() {
        assertThatThrownBy(() -> Entries.batch(3, IterationColumns.NONE, A, B, A))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("series a in phase null occurs twice in entry 3");
    }

    @Test
    void may_be_empty_but_never_entry_0() {
        assertThat(Entries.batch(1, IterationColumns.NONE).points()).isZero();
        Bad.refused(List.of(0L, -1L, Limits.MAX_INTEGER + 1), n -> Entries.batch(n, IterationColumns.NONE));
    }

    @Test
    void holds_10000_points_and_no_more() {
        long[] steps = new long[5_000];
        SeriesColumns half = Entries.series(1, "a", null, steps, new double[5_000]);

        assertThat(Entries.batch(1, Entries.columns(1, 1, steps), half).points())
                .isEqualTo(10_000);
        assertThatThrownBy(() -> Entries.batch(1, Entries.columns(1, 1, steps), half, B))
                .hasMessage("entry 1 has 10001 points: at most 10000 are allowed");
    }

    @Test
    void holds_100000_modules_and_no_more() {
        List<IterationModule> modules =
                Collections.nCopies(100_001, new IterationModule(0, Entries.module("m", "k", 1)));

        assertThatThrownBy(() -> new RunBatch(1, IterationColumns.NONE, List.of(), modules))
                .hasMessageContaining("100001 modules");
    }

    @Test
    void columns_are_of_one_length() {
        assertThatThrownBy(() -> new SeriesColumns("a", null, new long[2], new long[2], new double[1]))
                .hasMessage("columns of different length: steps 2, times 2, values 1");
        assertThatThrownBy(() -> new IterationColumns(new long[1], new int[2], new long[1]))
                .hasMessage("columns of different length: steps 1, epochs 2, times 1");
    }

    @Test
    void columns_refuse_steps_times_and_epochs_that_are_none() {
        List<Long> wrong = List.of(-1L, Limits.MAX_INTEGER + 1);
        Bad.refused(wrong, n -> new SeriesColumns("a", null, new long[] {n}, new long[1], new double[1]));
        Bad.refused(wrong, n -> new SeriesColumns("a", null, new long[1], new long[] {n}, new double[1]));
        Bad.refused(wrong, n -> new IterationColumns(new long[] {n}, new int[1], new long[1]));
        Bad.refused(wrong, n -> new IterationColumns(new long[1], new int[1], new long[] {n}));
        Bad.refused(List.of(-1), n -> new IterationColumns(new long[1], new int[] {n}, new long[1]));
        Bad.refused(Bad.NAMES, name -> new SeriesColumns(name, null, new long[1], new long[1], new double[1]));
        Bad.refused(Bad.NAMES, phase -> new SeriesColumns("a", phase, new long[1], new long[1], new double[1]));
    }

    @Test
    void columns_are_equal_if_their_values_are_bit_for_bit() {
        assertThat(value(Double.NaN)).isEqualTo(value(Double.NaN)).hasSameHashCodeAs(value(Double.NaN));
        assertThat(value(0.0)).isNotEqualTo(value(-0.0));
        assertThat(A).isNotEqualTo(A_TRAIN).isNotEqualTo(B);
        assertThat(Entries.columns(1, 1, 1))
                .isEqualTo(Entries.columns(1, 1, 1))
                .hasSameHashCodeAs(Entries.columns(1, 1, 1));
        assertThat(Entries.columns(1, 1, 1)).isNotEqualTo(Entries.columns(1, 2, 1));
        assertThat(A_TRAIN.toString()).contains("a", "train", "[1, 2]", "[1.0, 2.0]");
    }

    private static SeriesColumns value(double value) {
        return Entries.series(1, "a", null, new long[] {1}, value);
    }
}
