package io.github.djltracker.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.query.CurveQuery;
import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.value.Histogram;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.domain.value.Series;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.memory.Bad;
import io.github.djltracker.testing.random.Seen;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The contract of {@link Metrics}; series and curves are in {@link CurveContract}. */
public interface MetricsContract extends TrackerContract {
    @Test
    default void series_of_some_runs_are_those_of_all_but_the_others() {
        UUID first = run(Entries.points(1, "loss", "train", 1, 3, 2));
        UUID second = run(Entries.points(1, "loss", "train", 1, 5));
        model().metrics().log("score", 1, 1);

        List<Series> all = model().metrics().series();

        assertThat(all).extracting(Series::run).contains(first, second, null);
        assertThat(model().metrics().series(Set.of(second)))
                .containsExactlyElementsOf(all.stream()
                        .filter(series -> second.equals(series.run()))
                        .toList())
                .hasSize(1);
        assertThat(model().metrics().series(Set.of())).isEqualTo(all);
    }

    @Test
    default void histograms_are_in_no_list_of_series_and_are_read_by_their_parameter() {
        String name = "weight_histogram/01Linear_weight";
        long[] steps = new long[2 * Histogram.POINTS + 5];
        double[] values = new double[steps.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = 10L * (1 + i / Histogram.POINTS);
            values[i] = i % Histogram.POINTS;
        }
        values[0] = -0.5;
        values[Histogram.POINTS + 1] = Double.NaN;
        long[] times = new long[steps.length];
        Arrays.setAll(times, i -> Entries.TIME.toEpochMilli() + steps[i]);
        // the first histogram comes in two entries, and the end of the third has not arrived yet
        UUID run = run(
                Entries.batch(
                        1,
                        IterationColumns.NONE,
                        new SeriesColumns(
                                name,
                                Histogram.PHASE,
                                Arrays.copyOf(steps, 7),
                                Arrays.copyOf(times, 7),
                                Arrays.copyOf(values, 7)),
                        Entries.series(1, "loss", "train", new long[] {10}, 3)),
                Entries.batch(
                        2,
                        IterationColumns.NONE,
                        new SeriesColumns(
                                name,
                                Histogram.PHASE,
                                Arrays.copyOfRange(steps, 7, steps.length),
                                Arrays.copyOfRange(times, 7, steps.length),
                                Arrays.copyOfRange(values, 7, steps.length))));

        List<Histogram> histograms = model().histograms().weight(run, "01Linear_weight");

        List<Long> counts = LongStream.range(2, Histogram.POINTS).boxed().toList();
        assertThat(histograms)
                .containsExactly(
                        new Histogram(10, Entries.TIME.plusMillis(10), -0.5, 1, counts),
                        new Histogram(20, Entries.TIME.plusMillis(20), 0, Double.NaN, counts));
        assertThat(model().histograms().gradient(run, "01Linear_weight")).isEmpty();
        assertThat(model().metrics().series()).extracting(Series::name).containsExactly("loss");
        assertThat(model().metrics().list(name)).hasSize(steps.length);
    }

    @Test
    default void logs_values_with_and_without_step_and_phase() {
        Metrics metrics = model().metrics();
        Instant before = Instant.ofEpochMilli(Instant.now().toEpochMilli());

        List<Metric> logged = List.of(
                metrics.log("a", 1),
                metrics.log("a", 2, 7),
                metrics.log("a", 3, "train"),
                metrics.log("a", 4, 0, "train"),
                metrics.log("b", 5, Limits.MAX_INTEGER, "i\u0130 \u732b"));

        assertThat(metrics.list()).isEqualTo(logged);
        assertThat(logged).extracting(Metric::value).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
        assertThat(logged).extracting(Metric::step).containsExactly(null, 7L, null, 0L, Limits.MAX_INTEGER);
        assertThat(logged).extracting(Metric::phase).containsExactly(null, null, "train", "train", "i\u0130 \u732b");
        assertThat(logged).extracting(Metric::id).doesNotHaveDuplicates();
        assertThat(logged).extracting(Metric::run).containsOnlyNulls();
        assertThat(logged)
                .extracting(Metric::time)
                .allSatisfy(time -> assertThat(time).isBetween(before, Instant.now()))
                .allSatisfy(time -> assertThat(time).isEqualTo(time.truncatedTo(ChronoUnit.MILLIS)));
    }

    @Test
    default void every_double_logged_by_hand_comes_back_bit_for_bit() {
        for (double value : odd()) {
            assertThat(bits(model().metrics().log("odd", value).value())).isEqualTo(bits(value));
        }

        assertThat(bits(model().metrics().list("odd"))).isEqualTo(bits(odd()));
    }

    @Test
    default void every_double_of_a_run_comes_back_bit_for_bit_before_and_after_its_end() {
        UUID run = run(Entries.points(1, "odd", null, 0, odd()), Entries.points(2, "odd", "train", 5, odd()));

        List<Metric> before = model().metrics().list();
        append(run, Entries.end(3, RunStatus.FINISHED));

        assertThat(model().metrics().list()).isEqualTo(before);
        assertThat(bits(before.subList(0, odd().length))).isEqualTo(bits(odd()));
        assertThat(bits(before.subList(odd().length, 2 * odd().length))).isEqualTo(bits(odd()));
    }

    @Test
    default void a_long_series_of_arbitrary_doubles_comes_back_bit_for_bit() {
        long seed = 42;
        Random random = new Random(seed);
        double[] values =
                random.longs(30_000).mapToDouble(Double::longBitsToDouble).toArray();
        UUID run = run();

        for (int i = 0; i < 3; i++) {
            double[] part = Arrays.copyOfRange(values, 10_000 * i, 10_000 * (i + 1));
            append(run, Entries.points(i + 1, "loss", "train", 10_000L * i, part));
        }

        assertThat(bits(model().metrics().list("loss"))).isEqualTo(bits(values));
        append(run, Entries.end(4, RunStatus.FINISHED));
        List<Metric> list = model().metrics().list("loss");
        assertThat(bits(list)).isEqualTo(bits(values));
        assertThat(list.get(29_999).step()).isEqualTo(29_999);
    }

    @Test
    default void steps_of_a_run_may_come_in_any_order_and_more_than_once() {
        long[] steps = {5, 3, 3, 0, Limits.MAX_INTEGER, 4, 5};
        run(
                Entries.batch(1, IterationColumns.NONE, Entries.series(1, "loss", null, steps, 1, 2, 3, 4, 5, 6, 7)),
                Entries.points(2, "loss", null, 1, 8));

        assertThat(model().metrics().list())
                .extracting(Metric::step)
                .containsExactly(5L, 3L, 3L, 0L, Limits.MAX_INTEGER, 4L, 5L, 1L);
        assertThat(model().metrics().list())
                .extracting(Metric::value)
                .containsExactly(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0);
    }

    @Test
    default void lists_in_the_order_of_recording_whoever_recorded() {
        model().metrics().log("m", 1);
        UUID a = run();
        UUID b = run();
        append(a, Entries.points(1, "m", "p", 0, 2, 3));
        append(b, Entries.points(1, "m", "p", 0, 4));
        model().metrics().log("m", 5);
        append(a, Entries.points(2, "m", "p", 2, 6));
        append(b, Entries.end(2, RunStatus.FINISHED));
        append(a, Entries.points(3, "m", "p", 3, 7), Entries.end(4, RunStatus.FAILED));
        model().metrics().log("other", 8);

        assertThat(model().metrics().list())
                .extracting(Metric::value)
                .containsExactly(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0);
        assertThat(model().metrics().list("m")).extracting(Metric::run).containsExactly(null, a, a, b, null, a, a);
        assertThat(model().metrics().list("m"))
                .isEqualTo(model().metrics().list().subList(0, 7));
        assertThat(model().metrics().list("nothing")).isEmpty();
    }

    @Test
    default void lists_one_entry_series_by_series_no_phase_first() {
        run(Entries.batch(
                1,
                IterationColumns.NONE,
                Entries.series(1, "b", null, new long[] {0, 1}, 5, 6),
                Entries.series(1, "a", "z", new long[] {0}, 4),
                Entries.series(1, "a", null, new long[] {0, 1}, 1, 2),
                Entries.series(1, "a", "Z", new long[] {0}, 3)));

        assertThat(model().metrics().list()).extracting(Metric::value).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0, 6.0);
        assertThat(model().metrics().list())
                .extracting(Metric::phase)
                .containsExactly(null, null, "Z", "z", null, null);
        assertThat(model().metrics().list())
                .extracting(metric -> metric.time().toEpochMilli() - Entries.TIME.toEpochMilli())
                .containsExactly(1000L, 1001L, 1000L, 1000L, 1000L, 1001L);
    }

    @Test
    default void names_and_phases_are_told_apart_letter_by_letter() {
        model().metrics().log("a", 1, "b/c");
        model().metrics().log("a/b", 2, "c");
        model().metrics().log("A", 3);
        model().metrics().log("%", 4);

        assertThat(model().metrics().list("a")).extracting(Metric::value).containsExactly(1.0);
        assertThat(model().metrics().list("A")).extracting(Metric::value).containsExactly(3.0);
        assertThat(model().metrics().list("_")).isEmpty();
        assertThat(model().metrics().series()).hasSize(4);
    }

    @Test
    default void removes_one_point_of_a_run_and_leaves_everything_else() {
        UUID run = run(
                Entries.points(1, "loss", "train", 0, 4, 3, 2),
                Entries.points(2, "loss", "train", 3, 1),
                Entries.points(3, "rate", null, 0, 9));
        model().metrics().log("loss", 3, 1, "train");
        run(Entries.points(1, "loss", "train", 0, 4, 3, 2));
        Seen before = Seen.of(model());
        Metric second = before.metrics().get(1);

        model().metrics().remove(second);
        append(run, Entries.points(4, "rate", null, 1, 8), Entries.end(5, RunStatus.FINISHED));
        model().metrics().remove(before.metrics().get(3));

        List<Metric> expected = new ArrayList<>(before.metrics());
        expected.remove(3);
        expected.remove(1);
        List<Metric> after = model().metrics().list();
        assertThat(after.subList(0, expected.size())).isEqualTo(expected);
        assertThat(after).hasSize(expected.size() + 1);
        assertThat(model().iterations().list()).isEmpty();
        assertThat(model().step()).isEqualTo(before.step());
        assertThat(read(run).lastStep()).isEqualTo(3);
        assertThatThrownBy(() -> model().metrics().remove(second)).isInstanceOf(NotFoundException.class);
        assertThat(model().metrics().list()).isEqualTo(after);
    }

    @Test
    default void removes_a_value_logged_by_hand() {
        Metric a = model().metrics().log("m", 1, 0);
        Metric b = model().metrics().log("m", 1, 0);
        run(Entries.points(1, "m", null, 0, 1));

        model().metrics().remove(a);

        assertThat(model().metrics().list()).hasSize(2).first().isEqualTo(b);
        assertThatThrownBy(() -> model().metrics().remove(a)).isInstanceOf(NotFoundException.class);
    }

    @Test
    default void refuses_to_remove_a_metric_of_another_model() {
        run(Entries.points(1, "m", null, 0, 1));
        model().metrics().log("m", 2);
        Metrics others = models().create("other").metrics();
        Metric other = others.log("m", 3);

        assertThatThrownBy(() -> model().metrics().remove(other)).isInstanceOf(NotFoundException.class);
        for (Metric mine : model().metrics().list()) {
            assertThatThrownBy(() -> others.remove(mine)).isInstanceOf(NotFoundException.class);
        }

        assertThat(model().metrics().list()).hasSize(2);
        assertThat(others.list()).containsExactly(other);
    }

    @Test
    default void clears_the_metrics_of_one_model_and_keeps_its_runs() {
        Model other = full(experiments().create("other"));
        Seen untouched = Seen.of(other);
        Model model = full(experiment());
        UUID open = run(Entries.points(1, "loss", null, 0, 1));
        Seen before = Seen.of(model);

        model.metrics().clear();

        assertThat(model.metrics().list()).isEmpty();
        assertThat(model.metrics().series()).isEmpty();
        assertThat(model.metrics().curve(CurveQuery.of("loss", "train")).lines())
                .isEmpty();
        // the alerts of the cleared metrics are gone
        assertThat(model.runs().list().stream().map(run -> run.alerts(List.of())))
                .isEqualTo(
                        before.runs().stream().map(run -> run.alerts(List.of())).toList());
        assertThat(Seen.of(model).iterations()).isEqualTo(before.iterations());
        assertThat(model.modules().list()).isEqualTo(before.modules());
        assertThat(model.step()).isEqualTo(before.step());
        assertThat(Seen.of(other)).isEqualTo(untouched);
        append(open, Entries.points(2, "loss", null, 1, 2), Entries.end(3, RunStatus.FINISHED));
        assertThat(model.metrics().list()).extracting(Metric::value).containsExactly(2.0);
    }

    @Test
    default void refuses_metrics_that_are_none_and_changes_nothing() {
        Metrics metrics = model().metrics();
        List<Long> steps = List.of(-1L, Long.MIN_VALUE, Limits.MAX_INTEGER + 1);

        Bad.refused(Bad.NAMES, name -> metrics.log(name, 1));
        Bad.refused(Bad.NAMES, phase -> metrics.log("m", 1, phase));
        Bad.refused(Bad.NAMES, phase -> metrics.log("m", 1, 0, phase));
        Bad.refused(steps, step -> metrics.log("m", 1, (long) step));
        Bad.refused(steps, step -> metrics.log("m", 1, step, null));
        Bad.refusedNull(() -> metrics.log(Bad.nothing(String.class), 1));
        Bad.refusedNull(() -> metrics.list(Bad.nothing(String.class)));
        Bad.refusedNull(() -> metrics.remove(Bad.nothing(Metric.class)));
        Bad.refusedNull(() -> metrics.curve(Bad.nothing(CurveQuery.class)));

        assertThat(metrics.list()).isEmpty();
        assertThat(metrics.series()).isEmpty();
    }

    /** Doubles that a conversion might change. */
    private static double[] odd() {
        return new double[] {
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            -0.0,
            0.0,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            0.1,
            1.0 / 3,
            (1L << 53) + 2.0,
            1e-320
        };
    }

    private static long bits(double value) {
        // one bit pattern for all NaNs, because their payload need not be kept
        return Double.doubleToLongBits(value);
    }

    private static long[] bits(double... values) {
        return Arrays.stream(values).mapToLong(MetricsContract::bits).toArray();
    }

    private static long[] bits(List<Metric> metrics) {
        return metrics.stream().mapToLong(metric -> bits(metric.value())).toArray();
    }
}
