package io.github.djltracker.store;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Iteration;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Store;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Everything that can be read from a store, for comparison. */
final class Contents {
    private Contents() {}

    static List<Object> of(Store store) {
        List<Object> all = new ArrayList<>();
        for (Experiment experiment : store.experiments().list()) {
            all.add(experiment.id() + " " + experiment.name());
            for (Model model : experiment.models().list()) {
                all.add(model.id() + " " + model.hash() + " " + model.name() + " " + model.description() + " "
                        + model.step());
                all.addAll(model.modules().list());
                for (Iteration iteration : model.iterations().list()) {
                    all.add(iteration.id() + " " + iteration.step() + " " + iteration.epoch() + " " + iteration.time());
                    all.addAll(iteration.modules().list());
                }
                all.addAll(model.metrics().list());
                for (Run run : model.runs().list()) {
                    all.add(run);
                    all.addAll(log(store, run.id()));
                }
            }
        }
        return all;
    }

    static List<RunEntry> log(Store store, UUID run) {
        List<RunEntry> log = new ArrayList<>();
        List<RunEntry> part = store.logs().entries(run, 0, 1_000);
        while (!part.isEmpty()) {
            log.addAll(part);
            part = store.logs().entries(run, log.size(), 1_000);
        }
        return log;
    }
}
