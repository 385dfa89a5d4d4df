package io.github.djltracker.domain;

import static io.github.djltracker.testing.Curves.checked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.djltracker.domain.query.Curve;
import io.github.djltracker.domain.query.CurveQuery;
import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.domain.value.Series;
import io.github.djltracker.testing.Entries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Metrics#series()} and {@link Metrics#curve} does. */
public interface CurveContract extends TrackerContract {
    @Test
    default void a_series_sums_up_its_points() {
        UUID run = run(Entries.batch(
                1,
                IterationColumns.NONE,
                Entries.series(
                        1,
                        "loss",
                        "train",
                        new long[] {4, 9, 2, 9, 3},
                        -1,
                        Double.NaN,
                        8,
                        0.25,
                        Double.NEGATIVE_INFINITY)));

        assertThat(model().metrics().series())
                .containsExactly(new Series(run, "loss", "train", 5, 1, 2L, 9L, 0.25, Double.NEGATIVE_INFINITY, 8));
    }

    @Test
    default void a_line_of_few_points_is_an_array_of_its_values() {
        UUID run = run(Entries.points(1, "loss", "train", 7, 0.5, Double.NaN, -0.25));
        UUID other = run(alive(1), Entries.points(2, "loss", "train", 0, 1));

        Curve curve = model().metrics().curve(CurveQuery.of("loss", "train"));

        assertThat(curve.line(run).orElseThrow().steps()).containsExactly(7, 8, 9);
        assertThat(curve.line(run).orElseThrow().values()).containsExactly(0.5, Double.NaN, -0.25);
        assertThat(curve.line(other).orElseThrow().values()).containsExactly(1);
        assertThat(curve.line(UUID.randomUUID())).isEmpty();
    }

    @Test
    default void a_series_of_nothing_but_nan_says_so() {
        UUID run = run(Entries.points(1, "loss", null, 3, Double.NaN, Double.NaN));

        assertThat(model().metrics().series())
                .containsExactly(new Series(run, "loss", null, 2, 2, 3L, 4L, Double.NaN, Double.NaN, Double.NaN));
    }

    @Test
    default void series_are_apart_by_run_name_and_phase_in_the_order_of_their_first_points() {
        // the times of the points grow with the sequence number of their entry
        UUID a = run(Entries.points(1, "b", "train", 0, 1));
        UUID b = run(alive(1), Entries.points(2, "b", "train", 0, 2, 3));
        append(a, alive(2), Entries.points(3, "a", "train", 0, 4));
        append(a, Entries.points(4, "b", null, 0, 5), Entries.points(5, "b", "train", 1, 6));
        model().metrics().log("b", 7, "train");

        assertThat(model().metrics().series())
                .extracting(Series::run, Series::name, Series::phase, Series::count)
                .containsExactly(
                        tuple(a, "b", "train", 2L),
                        tuple(b, "b", "train", 2L),
                        tuple(a, "a", "train", 1L),
                        tuple(a, "b", null, 1L),
                        tuple(null, "b", "train", 1L));
    }

    @Test
    default void points_without_a_step_are_in_the_series_and_in_no_curve() {
        model().metrics().log("m", 1);
        assertThat(model().metrics().series()).containsExactly(new Series(null, "m", null, 1, 0, null, null, 1, 1, 1));
        assertThat(checked(model().metrics(), CurveQuery.of("m")).lines()).isEmpty();

        model().metrics().log("m", 2);
        model().metrics().log("m", 3, 5);
        model().metrics().log("m", 4);

        assertThat(model().metrics().series()).containsExactly(new Series(null, "m", null, 4, 0, 5L, 5L, 3, 1, 4));
        Curve curve = checked(model().metrics(), CurveQuery.of("m"));
        assertThat(curve.lines()).hasSize(1);
        assertThat(curve.lines().get(0).buckets()).hasSize(1);
    }

    @Test
    default void the_last_of_a_series_without_steps_is_the_latest_recorded() {
        model().metrics().log("m", 3);
        model().metrics().log("m", 1);
        model().metrics().log("m", 2);

        assertThat(model().metrics().series()).containsExactly(new Series(null, "m", null, 3, 0, null, null, 2, 1, 3));
    }

    @Test
    default void a_series_shrinks_with_its_points_and_goes_with_the_last() {
        UUID run = run(Entries.points(1, "loss", null, 0, 9, Double.NaN, 5, 1));
        List<Metric> points = model().metrics().list();

        model().metrics().remove(points.get(0));
        model().metrics().remove(points.get(3));
        model().metrics().remove(points.get(1));
        assertThat(model().metrics().series()).containsExactly(new Series(run, "loss", null, 1, 0, 2L, 2L, 5, 5, 5));
        checked(model().metrics(), CurveQuery.of("loss"));

        model().metrics().remove(points.get(2));
        assertThat(model().metrics().series()).isEmpty();
        assertThat(model().metrics().curve(CurveQuery.of("loss")).lines()).isEmpty();
    }

    @Test
    default void a_curve_from_near_has_every_step() {
        UUID run = run(Entries.points(1, "loss", "train", 10, 3, Double.NaN, 1));

        Curve curve = checked(model().metrics(), CurveQuery.of("loss", "train"));

        long time = Entries.TIME.toEpochMilli() + 1000;
        assertThat(curve)
                .isEqualTo(new Curve(
                        "loss",
                        "train",
                        List.of(new Curve.Line(
                                run,
                                List.of(
                                        bucket(10, time, 3, 0),
                                        bucket(11, time + 1, Double.NaN, 1),
                                        bucket(12, time + 2, 1, 0))))));
    }

    @Test
    default void a_curve_from_afar_hides_no_spike() {
        long seed = 7;
        Random random = new Random(seed);
        double[] values = random.doubles(10_000, 1, 2).toArray();
        values[777] = 1e6;
        values[5_432] = -1e6;
        values[8_000] = Double.NaN;
        values[8_001] = Double.POSITIVE_INFINITY;
        UUID run = run(
                Entries.points(1, "loss", null, 0, Arrays.copyOf(values, 6_000)),
                Entries.points(2, "loss", null, 6_000, Arrays.copyOfRange(values, 6_000, 10_000)));

        for (int ended = 0; ended < 2; ended++) {
            List<Metric> all = model().metrics().list();
            for (int most : new int[] {1, 2, 3, 10, 999, 1_000, 9_999, 10_000, 100_000}) {
                Curve curve =
                        checked(all, model().metrics(), CurveQuery.of("loss").buckets(most));
                List<Curve.Bucket> buckets = curve.lines().get(0).buckets();
                // there are at least half as many buckets as requested
                assertThat(buckets.size()).isGreaterThanOrEqualTo(Math.min(most, 10_000) / 2);
                assertThat(buckets).anyMatch(bucket -> bucket.min() == -1e6);
                assertThat(buckets).anyMatch(bucket -> bucket.max() == 1e6 || bucket.max() > 1e300);
            }
            append(run, Entries.end(3, RunStatus.FINISHED));
        }
    }

    @Test
    default void the_mean_of_the_greatest_doubles_is_finite() {
        double[] values = new double[3_000];
        Arrays.fill(values, 0, 2_000, Double.MAX_VALUE);
        Arrays.fill(values, 2_000, 3_000, -Double.MAX_VALUE);
        UUID run = run(
                Entries.points(1, "loss", null, 0, Arrays.copyOf(values, 1_500)),
                Entries.points(2, "loss", null, 1_500, Arrays.copyOfRange(values, 1_500, 3_000)));

        for (int ended = 0; ended < 2; ended++) {
            Curve curve = checked(model().metrics(), CurveQuery.of("loss").buckets(1));
            assertThat(curve.lines().get(0).buckets().get(0).mean())
                    .isCloseTo(Double.MAX_VALUE / 3, withinPercentage(1e-9));
            append(run, Entries.end(3, RunStatus.FINISHED));
        }
    }

    @Test
    default void a_curve_is_cut_at_its_steps_both_inclusive() {
        double[] values = new Random(11).doubles(5_000).toArray();
        UUID run = run(Entries.points(1, "loss", null, 100, values));

        for (int ended = 0; ended < 2; ended++) {
            List<Metric> all = model().metrics().list();
            for (int most : new int[] {1, 7, 1_000, 10_000}) {
                CurveQuery query = CurveQuery.of("loss").buckets(most);
                checked(all, model().metrics(), query.steps(0, 99));
                checked(all, model().metrics(), query.steps(100, 100));
                checked(all, model().metrics(), query.steps(150, 4_321));
                checked(all, model().metrics(), query.steps(5_099, Limits.MAX_INTEGER));
                checked(all, model().metrics(), query.steps(0, 0));
                checked(all, model().metrics(), query.steps(3_000, 3_500));
            }
            append(run, Entries.end(2, RunStatus.FINISHED));
        }
    }

    @Test
    default void a_curve_takes_points_of_one_step_together_and_steps_in_any_order() {
        long[] steps = {9, 0, 4, 4, 9, Limits.MAX_INTEGER, 4, 1};
        UUID run = run(Entries.batch(
                1, IterationColumns.NONE, Entries.series(1, "loss", null, steps, 1, 2, 3, Double.NaN, 5, 6, 7, 8)));
        append(run, Entries.points(2, "loss", null, 4, -1, -2, -3));

        for (int most = 1; most < 12; most++) {
            checked(model().metrics(), CurveQuery.of("loss").buckets(most));
            checked(model().metrics(), CurveQuery.of("loss").buckets(most).steps(1, 9));
        }

        append(run, Entries.end(3, RunStatus.FINISHED));
        for (int most = 1; most < 12; most++) {
            checked(model().metrics(), CurveQuery.of("loss").buckets(most));
        }
    }

    @Test
    default void a_curve_has_a_line_per_run_and_one_for_what_was_logged_by_hand() {
        UUID a = run(Entries.points(1, "loss", null, 0, 1, 2));
        model().metrics().log("loss", 9, 4);
        UUID b = run(Entries.points(1, "loss", null, 1, 3, 4));
        UUID other = run(Entries.points(1, "loss", "train", 0, 5));
        append(a, Entries.points(2, "loss", null, 2, 6));

        CurveQuery all = CurveQuery.of("loss");
        assertThat(runs(all)).containsExactlyInAnyOrder(a, b, null);
        assertThat(runs(all.runs(b, a))).containsExactly(a, b);
        assertThat(runs(all.runs(b))).containsExactly(b);
        assertThat(runs(all.runs(other))).isEmpty();
        assertThat(runs(all.runs(UUID.randomUUID(), a))).containsExactly(a);
        assertThat(runs(CurveQuery.of("loss", "train"))).containsExactly(other);
        assertThat(runs(CurveQuery.of("Loss"))).isEmpty();
        assertThat(runs(all.steps(0, 0))).containsExactly(a);
    }

    @Test
    default void a_curve_forgets_what_was_removed() {
        UUID run = run(Entries.points(1, "loss", null, 0, 1, 100, 2, 3));
        UUID gone = run(Entries.points(1, "loss", null, 0, 7));
        append(run, Entries.end(2, RunStatus.FINISHED));

        model().metrics().remove(model().metrics().list().get(1));
        model().runs().delete(gone);

        Curve curve = checked(model().metrics(), CurveQuery.of("loss").buckets(1));
        assertThat(curve.lines()).hasSize(1);
        assertThat(curve.lines().get(0).buckets().get(0).max()).isEqualTo(3);
        assertThat(curve.lines().get(0).buckets().get(0).count()).isEqualTo(3);
    }

    private static RunBatch alive(long sequence) {
        return Entries.batch(sequence, IterationColumns.NONE);
    }

    private List<@Nullable UUID> runs(CurveQuery query) {
        List<@Nullable UUID> runs = new ArrayList<>();
        checked(model().metrics(), query).lines().forEach(line -> runs.add(line.run()));
        return runs;
    }

    private static Curve.Bucket bucket(long step, long time, double value, long nan) {
        return new Curve.Bucket(step, step, time, time, value, value, value, value, value, 1, nan);
    }
}
