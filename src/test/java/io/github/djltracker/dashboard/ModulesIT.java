package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The modules of the dashboard that only calculate, run in the browser. */
class ModulesIT extends DashboardTest {
    @BeforeEach
    void open() {
        browser.open("/");
    }

    /** The result of a function body that uses an imported module as {@code m}. */
    private Object of(String module, String body) {
        return Objects.requireNonNull(browser.promise("const m = await import('/assets/" + module + "'); " + body));
    }

    @Test
    void numbers_have_four_digits_as_on_the_command_line() {
        assertThat(of(
                        "widgets/format.js",
                        "return [0, 0.12345, 1234567, 12345678, 0.00001234, -2.5, NaN, -Infinity, null]"
                                + ".map(m.number)"))
                .isEqualTo(List.of("0", "0.1235", "1235000", "1.235e7", "1.234e-5", "-2.5", "NaN", "-Infinity", ""));
        assertThat(
                        of(
                                "widgets/format.js",
                                "return [m.measure('heap_bytes', 123456789), m.measure('loss', 0.5), m.measure('megabytes', 5)]"))
                .isEqualTo(List.of("123.5 MB", "0.5", "5"));
    }

    @Test
    void marks_of_an_axis_are_told_apart() {
        assertThat(of(
                        "widgets/format.js",
                        "return [[123456.1, 123456.2, 123456.3], [0.99990, 0.99991, 0.99992], [0, 0.5, 1], [null, 2]]"
                                + ".map(some => m.marks('loss', some).join(' '))"))
                .isEqualTo(List.of("123456.1 123456.2 123456.3", "0.9999 0.99991 0.99992", "0 0.5 1", " 2"));
        assertThat(of("widgets/format.js", "return m.marks('heap_bytes', [123456000, 123457000]).join(' ')"))
                .isEqualTo("123.456 MB 123.457 MB");
        assertThat(of("charts/axes.js", "return [1234101, 1234102, 250000].map(m.MODES.step.tick).join(' ')"))
                .isEqualTo("1.234101M 1.234102M 250k");
    }

    @Test
    void histograms_are_brought_to_common_bins() {
        String look =
                "const look = (step, low, high, ...counts) => ({ step, low, high, counts, total: counts.reduce((a, b) => a + b) });";
        String join = ".map(one => [...one].map(share => Number(share.toFixed(6))).join(' '))";
        assertThat(of(
                        "distributions/bins.js",
                        look + "const place = value => value / 8; return ["
                                // bins at its own edges; buckets wider and narrower than the bins; all values equal,
                                // also at either end
                                + "m.sharesOf([look(1, 0, 8, 1, 3)], place, 2), m.sharesOf([look(1, 0, 8, 1, 3)], place, 4),"
                                + "m.sharesOf([look(1, 2, 6, 1, 0, 0, 3)], place, 2), m.sharesOf([look(1, 3, 3, 5, 0)], place, 2),"
                                + "m.sharesOf([look(1, 8, 8, 5, 0)], place, 2), m.sharesOf([look(1, 0, 0, 5, 0)], place, 2),"
                                // the mean of two histograms with different numbers of values; one without any value;
                                // one beyond the bins
                                + "m.sharesOf([look(1, 0, 4, 1, 0), look(2, 4, 8, 50, 50)], place, 2),"
                                + "m.sharesOf([look(1, NaN, NaN, 0, 0), look(2, 4, 8, 2, 2)], place, 2),"
                                + "m.sharesOf([look(1, 4, 12, 2, 2)], place, 2)]" + join))
                .isEqualTo(List.of(
                        "0.25 0.75",
                        "0.125 0.125 0.375 0.375",
                        "0.25 0.75",
                        "1 0",
                        "0 1",
                        "1 0",
                        "0.5 0.5",
                        "0 1",
                        "0 0.5"));
        assertThat(
                        of(
                                "distributions/bins.js",
                                look + "const some = [10, 20, 40, 50, 70].map(step => look(step, 0, 1, 1));"
                                        + "return [m.columnsOf(some, 5), m.columnsOf(some, 3), m.columnsOf(some.slice(0, 1), 3), m.columnsOf([], 3)]"
                                        + ".map(all => all.map(one => [one.begin, one.from, one.to, one.end, one.looks.length].join(' ')).join('; '))"))
                .isEqualTo(List.of(
                        "5 10 10 15 1; 15 20 20 30 1; 30 40 40 45 1; 45 50 50 60 1; 60 70 70 80 1",
                        "0 10 20 30 2; 30 40 50 60 2; 60 70 70 80 1",
                        "9.5 10 10 10.5 1",
                        ""));
        assertThat(
                        of(
                                "distributions/bins.js",
                                look + "const many = Array.from({ length: 99 }, (_, i) => look(i, 0, 1, 1, 1, 1, 1));"
                                        + "return [m.rangeOf([look(1, NaN, NaN, 0), look(2, -1, 1, 2), look(3, 0, 3, 1)]).join(),"
                                        + "m.rangeOf([look(1, NaN, NaN, 0)]), m.rangeOf([]),"
                                        + "m.usualRangeOf([...many, look(99, -1000, 1000, 1, 1, 1, 1)]).join(), m.usualRangeOf([look(1, 2, 2, 9)]).join()]"))
                .isEqualTo(Arrays.asList("-1,3", null, null, "-0.0625,1.0625", "2,2"));
        assertThat(
                        of(
                                "distributions/bins.js",
                                "return [0.1, 0.5, 0.75, 1].map(part => m.quantile([0, 0.5, 0, 0.5], part, place => 100 * place)).join(' ')"))
                .isEqualTo("30 50 87.5 100");
    }

    @Test
    void the_mean_of_a_group_is_that_of_its_finite_values() {
        assertThat(of(
                        "runs/groups.js",
                        "return JSON.stringify([[1e308, 1.5e308], [1, NaN, 3], [NaN], []].map("
                                + "values => m.spread(values.map(value => ({ values: { a: value } })), 'a')))"))
                .isEqualTo("[{\"mean\":1.25e+308,\"min\":1e+308,\"max\":1.5e+308,\"count\":2},"
                        + "{\"mean\":2,\"min\":1,\"max\":3,\"count\":2},null,null]");
        assertThat(of("runs/groups.js", "return m.condition('env.a \"b\"', 'it \"is\"') + m.condition('x', 0.5)"))
                .isEqualTo("\"env.a \"\"b\"\"\" = \"it \"\"is\"\"\"\"x\" = 0.5");
    }

    /** The expected figures are from SciPy 1.17: spearmanr, and kruskal with (H - k + 1) / (n - k). */
    @Test
    void values_go_together_as_statisticians_count() {
        assertThat(of("pictures/statistics.js", "return m.ranks([3, 1, 4, 1, Infinity, -Infinity]).join(' ')"))
                .isEqualTo("4 2.5 5 2.5 6 1");
        assertThat(of("pictures/statistics.js", """
                        return [
                            m.rankCorrelation([1, 2, 2, 4, 5, 7, 8, 8], [3, 1, 4, 4, 9, 5, 9, 12]),
                            m.rankCorrelation([1, 2, 3, 4, 5], [5, 6, 7, 8, 7]),
                            m.rankCorrelation([1, 2, 3], [1e300, -1e300, -Infinity]),
                            m.betweenGroups(['a', 'a', 'a', 'a', 'b', 'b', 'b', 'c', 'c', 'c'],
                                [1.2, 3.4, 2.2, 9.1, 5.5, 6.1, 7.7, 0.3, 0.9, 2.2]),
                            m.betweenGroups(['a', 'b', 'a', 'b'], [1, 2, 1, 2]),
                        ].map(value => value.toFixed(9)).join(' ');"""))
                .isEqualTo("0.890243902 0.820782682 -1.000000000 0.440439895 1.000000000");
    }

    @Test
    void what_says_nothing_is_no_correlation() {
        assertThat(of("pictures/statistics.js", """
                        return JSON.stringify([
                            m.rankCorrelation([1, 1, 1], [1, 2, 3]), m.rankCorrelation([1, 2], [5, 5]), m.rankCorrelation([], []),
                            m.betweenGroups(['a', 'a'], [1, 2]), m.betweenGroups(['a', 'b'], [1, 2]), m.betweenGroups(['a', 'b', 'a'], [1, 1, 1]),
                            m.betweenGroups(['a', 'b', 'a', 'b'], [1, 2, 4, 3])]);""")).isEqualTo("[null,null,null,null,null,null,0]");
    }

    @Test
    void durations_are_told_in_their_two_largest_units() {
        assertThat(of("widgets/format.js", "return [0, 1234, 61000, 3_723_000, 90_000_000].map(m.duration)"))
                .isEqualTo(List.of("0.0 s", "1.2 s", "1 min 01 s", "1 h 02 min", "1 d 01 h"));
        assertThat(of("widgets/format.js", "return [0, 30, 90, 7_200].map(s => m.ago(1e12 - 1000 * s, 1e12))"))
                .isEqualTo(List.of("now", "30 s ago", "1 min ago", "2 h ago"));
    }

    private static final String BUCKETS = """
            const sent = { firstStep: [1, 3, 5], lastStep: [2, 4, 5], firstTime: [10, 30, 50], lastTime: [20, 40, 50],
                first: [1, 3, 'NaN'], last: [2, 4, 'NaN'], min: [1, 3, 'NaN'], max: [2, 'Infinity', 'NaN'],
                mean: [1.5, 'Infinity', 'NaN'], count: [2, 2, 1], nan: [0, 1, 1] };
            const line = new m.Line('model', 'run', 'train').append(sent);
            """;

    @Test
    void a_line_keeps_its_spikes_when_it_is_thinned() {
        Object thin = of(
                "charts/line.js",
                BUCKETS + "line.thin(2); return Object.fromEntries(Object.entries(line.columns)"
                        + ".map(([name, column]) => [name, column.map(String)]));");

        assertThat(thin)
                .isEqualTo(Map.ofEntries(
                        Map.entry("firstStep", List.of("1", "5")),
                        Map.entry("lastStep", List.of("4", "5")),
                        Map.entry("firstTime", List.of("10", "50")),
                        Map.entry("lastTime", List.of("40", "50")),
                        Map.entry("first", List.of("1", "NaN")),
                        Map.entry("last", List.of("4", "NaN")),
                        Map.entry("min", List.of("1", "NaN")),
                        Map.entry("max", List.of("Infinity", "NaN")),
                        Map.entry("mean", List.of("Infinity", "NaN")),
                        Map.entry("count", List.of("4", "1")),
                        Map.entry("nan", List.of("1", "1"))));
    }

    @Test
    void smoothing_follows_the_steps_and_leaves_gaps() {
        Object smooth = of(
                "charts/smoothing.js",
                "return m.smooth({ firstStep: [0, 10, 20, 30], lastStep: [0, 10, 20, 30], mean: [1, 0, NaN, 0],"
                        + " count: [1, 1, 1, 1] }, 10).map(value => Number(value.toFixed(3)))"
                        + ".map(value => Number.isNaN(value) ? 'NaN' : value);");

        // e^-1 / (1 + e^-1), then e^-3 / (e^-3 + e^-2 + 1)
        assertThat(smooth).isEqualTo(List.of(1L, 0.269, "NaN", 0.042));
        assertThat(of("charts/smoothing.js", "return [m.reach(0, 1000), m.reach(50, 1000), m.reach(100, 1000)];"))
                .isEqualTo(List.of(0L, 50L, 200L));
    }

    @Test
    void a_level_line_stays_level() {
        Object smooth = of(
                "charts/smoothing.js",
                "const steps = [1, 2, 4, 5, 9, 20, 21]; return new Set(m.smooth({ firstStep: steps, lastStep: steps,"
                        + " mean: steps.map(() => 0.1 + 0.2), count: steps }, 3)).size;");
        Object range = of("charts/ranges.js", """
                const values = [0.3, 0.30000000000000004];
                const columns = { min: values, max: values, first: values, last: values };
                const [low, high] = m.rangeOf([{ begin: [0, 1], end: [0, 1], columns, shown: values }], [0, 1], false);
                return [low < 0.29, high > 0.31];""");

        assertThat(smooth).isEqualTo(1L);
        assertThat(range).isEqualTo(List.of(true, true));
    }

    @Test
    void a_step_is_as_far_into_its_epoch_as_the_epoch_is_long() {
        Object places = of(
                "charts/axes.js",
                "const epochs = new m.Epochs([{ epoch: 1, firstStep: 1, lastStep: 10 },"
                        + " { epoch: 2, firstStep: 11, lastStep: 15 }]);"
                        + " return [1, 5, 10, 11, 15].map(step => epochs.at(step));");

        // the second epoch is incomplete: it is assumed to be as long as the first
        assertThat(places).isEqualTo(List.of(0.1, 0.5, 1L, 1.1, 1.5));
    }

    @Test
    void a_logarithmic_axis_is_marked_at_round_numbers() {
        assertThat(of("charts/axes.js", "return m.logSplits(0.5, 80);")).isEqualTo(List.of(1L, 3L, 10L, 30L));
        assertThat(of("charts/axes.js", "return m.logSplits(1e-9, 1e9).length <= 12;"))
                .isEqualTo(true);
        // with no power of ten in the range
        assertThat(of("charts/axes.js", "return m.logSplits(0.55, 0.56).join(' ')"))
                .isEqualTo("0.55 0.555 0.56");
        assertThat(of(
                        "charts/ranges.js",
                        "const columns = { min: [1e-300], max: [1e288], first: [1], last: [1] };"
                                + " return m.rangeOf([{ begin: [0], end: [0], columns, shown: [1] }], [0, 1], true)"
                                + ".every(Number.isFinite);"))
                .isEqualTo(true);
    }

    @Test
    void settings_are_flat_and_say_what_changed() {
        Object settings = of("runs/settings.js", """
                const modules = [
                    { step: 1, name: 'Adam', attributes: { role: 'optimizer', type: 'ai.djl.Adam', beta1: 0.9,
                        learningRateTracker: { type: 'ai.djl.FixedTracker', value: 0.002 } } },
                    { step: 1, name: 'Accuracy', attributes: { role: 'evaluator', name: 'Accuracy', axis: 1 } },
                    { step: 1, name: 'devices', attributes: { role: 'devices', devices: ['gpu(0)', 'gpu(1)'] } },
                    { step: 9, name: 'Adam', attributes: { role: 'optimizer', type: 'ai.djl.Adam', beta1: 0.8 } },
                ];
                return [[...m.settingsOf(modules)].map(pair => pair.join('=')), m.changesOf(modules)];""");

        assertThat(settings)
                .isEqualTo(List.of(
                        List.of(
                                "optimizer=Adam",
                                "optimizer.beta1=0.9 \u2192 0.8",
                                "optimizer.learningRateTracker=FixedTracker",
                                "optimizer.learningRateTracker.value=0.002",
                                "evaluator Accuracy.axis=1",
                                "devices=gpu(0), gpu(1)"),
                        List.of(Map.of("step", 9L, "key", "optimizer.beta1", "before", "0.9", "after", "0.8"))));
    }

    @Test
    void a_block_put_in_between_is_the_only_difference() {
        Object rows = of("runs/difference.js", """
                const block = (name, depth, type, units) =>
                    ({ name, attributes: { type, depth, hyperparameters: { units } } });
                const left = [block('Root', 0, 'S', 0), block('01Linear', 1, 'L', 8), block('02Part', 1, 'S', 0),
                    block('02Part/01Linear', 2, 'L', 9), block('03Linear', 1, 'L', 8)];
                const right = [block('Root', 0, 'S', 0), block('01Linear', 1, 'L', 8), block('02Norm', 1, 'N', 0),
                    block('03Part', 1, 'S', 0), block('03Part/01Linear', 2, 'L', 7), block('04Linear', 1, 'L', 8)];
                return m.difference(left, right).map(({ state, left, right, changes }) =>
                    [state, left?.name ?? '', right?.name ?? '',
                        changes.map(({ key, before, after }) => `${key} ${before} ${after}`).join()].join(' ').trim());""");

        assertThat(rows)
                .isEqualTo(List.of(
                        "same Root Root",
                        "same 01Linear 01Linear",
                        "added  02Norm",
                        "same 02Part 03Part",
                        "changed 02Part/01Linear 03Part/01Linear units 9 7",
                        "same 03Linear 04Linear"));
    }

    @Test
    void the_difference_of_large_networks_is_found_at_once() {
        Object millis = of("runs/difference.js", """
                const block = (name, depth) => ({ name, attributes: { type: 'L', depth, hyperparameters: { name } } });
                const left = [block('Root', 0), ...Array.from({ length: 5000 }, (_, i) => block(`left ${i}`, 1))];
                const right = [block('Root', 0), ...Array.from({ length: 5000 }, (_, i) => block(`right ${i}`, 1))];
                const began = performance.now();
                m.difference(left, right);
                return performance.now() - began;""");

        assertThat(((Number) millis).doubleValue()).isLessThan(3_000);
    }

    @Test
    void losses_come_first_and_machinery_last() {
        Object order = of(
                "charts/series.js",
                "return ['batch_seconds', 'Accuracy', 'learning_rate', 'F1', 'SoftmaxCrossEntropyLoss']"
                        + ".sort(m.compareNames);");

        assertThat(order)
                .isEqualTo(List.of("SoftmaxCrossEntropyLoss", "Accuracy", "F1", "learning_rate", "batch_seconds"));
    }

    @Test
    void paths_escape_whatever_is_in_them() {
        assertThat(of(
                        "server/api.js",
                        "return m.path(['models', 'a/b?c'], { name: 'x&y', run: ['1', '2'], phase: null });"))
                .isEqualTo("/models/a%2Fb%3Fc?name=x%26y&run=1&run=2");
    }
}
