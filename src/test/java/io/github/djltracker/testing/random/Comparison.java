package io.github.djltracker.testing.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Experiments;
import io.github.djltracker.domain.Iteration;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.query.CurveQuery;
import io.github.djltracker.domain.query.PageQuery;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.domain.value.Series;
import io.github.djltracker.testing.Curves;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Compares everything that can be read from two trackers, except ids and the bounds of buckets. */
record Comparison(Experiments left, Experiments right, Random random) {
    void compare() {
        List<Experiment> expected = left.list();
        List<Experiment> found = right.list();
        assertThat(found.stream().map(Experiment::name).toList())
                .isEqualTo(expected.stream().map(Experiment::name).toList());
        assertThat(summaries(right)).isEqualTo(summaries(left));
        for (int i = 0; i < expected.size(); i++) {
            assertThat(summaries(found.get(i))).isEqualTo(summaries(expected.get(i)));
            List<Model> models = expected.get(i).models().list();
            List<Model> others = found.get(i).models().list();
            assertThat(others.stream().map(Model::hash).toList())
                    .isEqualTo(models.stream().map(Model::hash).toList());
            for (int j = 0; j < models.size(); j++) {
                compare(models.get(j), others.get(j));
            }
            new RandomSearches(random)
                    .compare(expected.get(i).runs(), found.get(i).runs());
        }
    }

    private static List<?> summaries(Experiments experiments) {
        return experiments.summaries(PageQuery.FIRST).items().stream()
                .map(summary -> List.of(summary.name(), summary.models(), summary.runs()))
                .toList();
    }

    private static List<?> summaries(Experiment experiment) {
        return experiment.models().summaries(PageQuery.FIRST).items().stream()
                .map(summary -> Arrays.asList(
                        summary.model().hash(),
                        summary.name(),
                        summary.description(),
                        summary.step(),
                        summary.runs(),
                        Seen.withoutSigns(summary.series())))
                .toList();
    }

    private void compare(Model model, Model other) {
        Seen expected = Seen.of(model).withoutIds();
        Seen found = Seen.of(other).withoutIds();
        // compared in parts, so that the message about a difference is short enough to read
        assertThat(found.step()).isEqualTo(expected.step());
        assertThat(found.modules()).isEqualTo(expected.modules());
        assertThat(found.runs()).isEqualTo(expected.runs());
        compareLists(found.iterations(), expected.iterations());
        compareLists(found.metrics(), expected.metrics());
        int limit = 1 + expected.metrics().size() / 20 + random.nextInt(1_000);
        compareLists(RandomPages.all(other, limit), other.metrics().list());
        assertThat(found.series()).isEqualTo(expected.series());
        assertThat(found).isEqualTo(expected);
        for (int i = 0; i < Math.min(3, expected.iterations().size()); i++) {
            Seen.SeenIteration iteration = expected.iterations()
                    .get(random.nextInt(expected.iterations().size()));
            assertThat(place(other, iteration.step())).isEqualTo(place(model, iteration.step()));
        }
        for (Series series : expected.series()) {
            CurveQuery query = query(series, expected.runs());
            Curves.check(model.metrics().list(), model.metrics().curve(query), query);
            Curves.check(other.metrics().list(), other.metrics().curve(query), query);
        }
        for (String name :
                expected.series().stream().map(Series::name).distinct().toList()) {
            compareLists(
                    other.metrics().list(name).stream().map(Metric::value).toList(),
                    model.metrics().list(name).stream().map(Metric::value).toList());
        }
    }

    /** The position in the list of the iteration that is returned for a step. */
    private static int place(Model model, long step) {
        String got = model.iterations().get(step).orElseThrow().id();
        return model.iterations().list().stream().map(Iteration::id).toList().indexOf(got);
    }

    private static <T> void compareLists(List<T> found, List<T> expected) {
        for (int i = 0; i < Math.min(found.size(), expected.size()); i++) {
            assertThat(found.get(i)).as("at %s", i).isEqualTo(expected.get(i));
        }
        assertThat(found).hasSameSizeAs(expected);
    }

    private CurveQuery query(Series series, List<Run> runs) {
        int buckets = List.of(1, 2, 10, 100, CurveQuery.MAX_BUCKETS).get(random.nextInt(5));
        long from = random.nextBoolean() ? 0 : random.nextInt(100);
        long to = random.nextBoolean() ? Limits.MAX_INTEGER : from + random.nextInt(300);
        Set<UUID> only = new HashSet<>();
        if (random.nextInt(3) == 0) {
            runs.stream().filter(run -> random.nextBoolean()).map(Run::id).forEach(only::add);
        }
        return new CurveQuery(only, series.name(), series.phase(), from, to, buckets);
    }
}
