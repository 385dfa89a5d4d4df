package io.github.djltracker.domain;

import static io.github.djltracker.testing.Entries.start;

import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.testing.Entries;
import java.util.UUID;

/**
 * The common part of the contracts: a tracker to test. A class that implements a contract opens a fresh, empty tracker
 * before each test and closes it afterwards.
 */
public interface TrackerContract {
    /** The hash of {@link #model()}. */
    String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    /** The store to test, which was empty when the test began. */
    Store store();

    default Experiments experiments() {
        return store().experiments();
    }

    /** The experiment "e", created on first use. */
    default Experiment experiment() {
        return experiments().read("e").orElseGet(() -> experiments().create("e"));
    }

    /** The models of the experiment "e". */
    default Models models() {
        return experiment().models();
    }

    /** The model {@link #HASH} of the experiment "e", created on first use. */
    default Model model() {
        return models().read(HASH).orElseGet(() -> models().create(HASH));
    }

    /** Starts a run of {@link #model()} and appends entries to it. */
    default UUID run(RunEntry... entries) {
        UUID run = UUID.randomUUID();
        models().append(run, start(run, "e", HASH));
        append(run, entries);
        return run;
    }

    /** Appends to a run of {@link #model()}. */
    default void append(UUID run, RunEntry... entries) {
        for (RunEntry entry : entries) {
            models().append(run, entry);
        }
    }

    /** The current state of the run. */
    default Run read(UUID run) {
        return model().runs().read(run).orElseThrow();
    }

    /** Gives the model {@link #HASH} of an experiment everything that a model can have. */
    default Model full(Experiment experiment) {
        UUID run = UUID.randomUUID();
        Models models = experiment.models();
        models.append(
                run, start(run, experiment.name(), HASH, "name", "text", Entries.module("conv", "type", "Conv2d")));
        models.append(
                run,
                Entries.modules(1, new long[] {0, 1}, new IterationModule(0, Entries.module("adam", "rate", 0.1))));
        models.append(run, Entries.points(2, "loss", "train", 0, 0.5, Double.NaN));
        models.append(run, Entries.end(3, RunStatus.FINISHED));
        Model model = models.read(HASH).orElseThrow();
        model.metrics().log("note", 1);
        model.iterations().create(7).modules().log("by hand");
        return model;
    }
}
