package io.github.djltracker;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.ExperimentRuns;
import io.github.djltracker.domain.Experiments;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Models;
import io.github.djltracker.domain.RunLogs;
import io.github.djltracker.domain.Store;
import io.github.djltracker.domain.Views;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.query.PageQuery;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Annotations;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A place for writing only: runs can be recorded to its experiments, and every query throws. */
record OneWayStore(String address, Sink sink) implements Store {
    /** Whether this store handed out a sink. */
    boolean owns(Sink other) {
        return other instanceof OneWayModels models && models.store.equals(this);
    }

    private UnsupportedOperationException refused() {
        return new UnsupportedOperationException(
                "runs recorded to " + address
                        + " cannot be read through this tracker: to read them here too, name a file such as runs.db or a server before it");
    }

    @Override
    public Experiment experiment(String name) {
        return new OneWayExperiment(this, name);
    }

    @Override
    public Experiments experiments() {
        throw refused();
    }

    @Override
    public Optional<Experiment> experiment(UUID id) {
        throw refused();
    }

    @Override
    public Optional<Model> model(UUID id) {
        throw refused();
    }

    @Override
    public RunLogs logs() {
        throw refused();
    }

    private record OneWayExperiment(OneWayStore store, String name) implements Experiment {
        @Override
        public UUID id() {
            throw store.refused();
        }

        @Override
        public Annotations annotations() {
            throw store.refused();
        }

        @Override
        public Annotations annotate(List<Annotation> said) {
            throw store.refused();
        }

        @Override
        public Models models() {
            return new OneWayModels(store, name);
        }

        @Override
        public ExperimentRuns runs() {
            throw store.refused();
        }

        @Override
        public Views views() {
            throw store.refused();
        }
    }

    private record OneWayModels(OneWayStore store, String experiment) implements Models {
        @Override
        public long append(UUID run, RunEntry entry) {
            return store.sink.append(requireNonNull(run, "run"), requireNonNull(entry, "entry"));
        }

        @Override
        public void annotate(UUID run, List<Annotation> said) {
            store.sink.annotate(requireNonNull(run, "run"), said);
        }

        @Override
        public double fill() {
            return store.sink.fill();
        }

        @Override
        public Model create(String hash) {
            throw store.refused();
        }

        @Override
        public Model create(String hash, String name) {
            throw store.refused();
        }

        @Override
        public Model create(String hash, String name, String description) {
            throw store.refused();
        }

        @Override
        public Optional<Model> read(String hash) {
            throw store.refused();
        }

        @Override
        public Model update(String hash, String name) {
            throw store.refused();
        }

        @Override
        public Model update(String hash, String name, String description) {
            throw store.refused();
        }

        @Override
        public void delete(UUID id) {
            throw store.refused();
        }

        @Override
        public List<Model> list() {
            throw store.refused();
        }

        @Override
        public Page<Summary> summaries(PageQuery query) {
            throw store.refused();
        }
    }
}
