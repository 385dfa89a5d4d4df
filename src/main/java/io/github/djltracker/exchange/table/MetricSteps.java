package io.github.djltracker.exchange.table;

import io.github.djltracker.domain.ExperimentRuns;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.find.FoundRun;
import io.github.djltracker.domain.find.RunQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The steps of lowest and highest values of metrics, by run and name, such as {@code loss@validate.min.step}. They are
 * requested with a search; a tracker of an earlier version, which does not know these names, returns none.
 */
final class MetricSteps {
    /** Maximum number of characters of the names in one query, which has to fit into a URL. */
    private static final int TOGETHER = 2_000;

    private static final int PAGE = 1_000;

    private final ExperimentRuns runs;
    private final RunQuery ofModel;
    private final Map<UUID, Map<String, Long>> steps = new HashMap<>();

    private MetricSteps(Model model) {
        runs = model.experiment().runs();
        ofModel = RunQuery.all()
                .where("hash = \"" + model.hash().replace("\"", "\"\"") + "\"")
                .sort("started")
                .first(PAGE)
                .lenient();
    }

    static Map<UUID, Map<String, Long>> of(Model model, Collection<String> names) {
        MetricSteps all = new MetricSteps(model);
        List<String> some = new ArrayList<>();
        int length = 0;
        for (String name : names) {
            if (!some.isEmpty() && (length + name.length() > TOGETHER || some.size() == RunQuery.MAX_COLUMNS)) {
                all.ask(some);
                some.clear();
                length = 0;
            }
            some.add(name);
            length += name.length();
        }
        if (!some.isEmpty()) {
            all.ask(some);
        }
        return all.steps;
    }

    private void ask(List<String> names) {
        RunQuery query = ofModel.columns(names);
        List<FoundRun> page;
        do {
            page = runs.find(query);
            for (FoundRun found : page) {
                found.values().forEach((name, value) -> {
                    if (value instanceof Double step) {
                        steps.computeIfAbsent(found.run().id(), any -> new HashMap<>())
                                .put(name, step.longValue());
                    }
                });
            }
            query = query.from(query.offset() + PAGE);
        } while (page.size() == PAGE);
    }
}
