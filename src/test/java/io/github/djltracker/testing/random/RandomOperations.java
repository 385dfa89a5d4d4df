package io.github.djltracker.testing.random;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Experiments;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.run.ResumePoint;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.testing.Entries;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Does the same random operations on two trackers, and compares their answers and everything that can be read from
 * them. Things are chosen by their position in the lists of the first tracker, because their ids may differ. Not
 * thread-safe.
 */
public final class RandomOperations {
    private static final int COMPARE_EVERY = 40;
    private static final List<String> EXPERIMENTS = List.of("a", "b", "A", "\u0131");
    private static final List<String> TEXTS = List.of("x", "0.5", "true", "=1+1", "\u0131");
    private static final List<String> HASHES = List.of("h1", "h2", "H1");

    private final long seed;
    private final Random random;
    private final RandomEntries entries;
    private final RandomPages pages;
    private final List<KnownRun> runs = new ArrayList<>();
    private final Deque<String> latest = new ArrayDeque<>();
    private long done;

    /** What was sent of a run so far. */
    private static final class KnownRun {
        final UUID id;
        final String experiment;
        final List<RunEntry> sent = new ArrayList<>();
        long step;

        KnownRun(UUID id, String experiment) {
            this.id = id;
            this.experiment = experiment;
        }
    }

    public RandomOperations(long seed) {
        this.seed = seed;
        random = new Random(seed);
        entries = new RandomEntries(random);
        pages = new RandomPages(random, entries);
    }

    /**
     * Does this many operations on both, and compares them now and then and at the end. Both may have been reopened
     * since the last call.
     */
    public void run(int operations, Experiments left, Experiments right) {
        BothTrackers both = new BothTrackers(left, right, latest);
        // a separate generator, so that comparisons do not influence the operations
        Comparison comparison = new Comparison(left, right, new Random(seed + done));
        try {
            for (int i = 0; i < operations; i++) {
                operation(both);
                if (++done % COMPARE_EVERY == 0) {
                    comparison.compare();
                }
            }
            comparison.compare();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "-Dseed=" + seed + ", operation " + done + "; the latest:\n  " + String.join("\n  ", latest), e);
        }
    }

    private void operation(BothTrackers both) {
        int kind = random.nextInt(1_000);
        List<Experiment> all = both.left().list();
        if (all.isEmpty() || kind < 15) {
            String name = pick(EXPERIMENTS);
            both.call("create experiment " + name, e -> e.create(name).name());
        } else {
            int place = random.nextInt(all.size());
            String name = all.get(place).name();
            if (kind < 20) {
                String other = pick(EXPERIMENTS);
                both.call(
                        "rename experiment " + name + " to " + other,
                        e -> e.update(BothTrackers.id(e, name), other).name());
            } else if (kind < 24) {
                both.call("delete experiment " + name, e -> {
                    e.delete(BothTrackers.id(e, name));
                    return null;
                });
            } else if (kind < 650) {
                entry(both, name);
            } else {
                modelOperation(both, name);
            }
        }
    }

    private void entry(BothTrackers both, String experiment) {
        if (runs.isEmpty() || random.nextInt(15) == 0) {
            KnownRun run = new KnownRun(new UUID(random.nextLong(), random.nextLong()), experiment);
            ResumePoint resumed = null;
            if (!runs.isEmpty() && random.nextBoolean()) {
                resumed = new ResumePoint(pick(runs).id, random.nextInt(100));
                run.step = resumed.step();
            }
            runs.add(run);
            append(both, run, entries.start(run.id, experiment, pick(HASHES), resumed));
            return;
        }
        KnownRun run = pick(runs.subList(Math.max(0, runs.size() - 5), runs.size()));
        RunEntry last = run.sent.get(run.sent.size() - 1);
        switch (random.nextInt(16)) {
            case 0 -> run.sent.forEach(sent -> append(both, run, sent));
            case 1 -> append(both, run, pick(run.sent));
            case 2 -> append(both, run, entries.batch(last.sequence() + 2 + random.nextInt(3), run.step));
            case 3 -> append(both, run, entries.end(last.sequence() + 1));
            default -> append(both, run, entries.batch(last.sequence() + 1, run.step));
        }
    }

    private void append(BothTrackers both, KnownRun run, RunEntry entry) {
        String holder = holder(both.left(), run);
        if (holder == null || (entry.sequence() == 0 && !holder.equals(run.experiment))) {
            return;
        }
        Object answer = both.call(
                "append " + entry + " of " + run.id + " to " + holder,
                e -> BothTrackers.models(e, holder).append(run.id, entry));
        if (answer instanceof Long next && next == entry.sequence() + 1 && run.sent.size() == entry.sequence()) {
            run.sent.add(entry);
            if (entry instanceof RunBatch batch) {
                // the steps of a run's iterations never repeat
                run.step += batch.iterations().count();
            }
        } else if (run.sent.isEmpty()) {
            runs.remove(run);
        }
    }

    /** The experiment that contains the run now, otherwise the one that it was started in, if that exists. */
    private static @Nullable String holder(Experiments left, KnownRun run) {
        for (Experiment experiment : left.list()) {
            for (Model model : experiment.models().list()) {
                if (model.runs().read(run.id).isPresent()) {
                    return experiment.name();
                }
            }
        }
        return left.read(run.experiment).map(Experiment::name).orElse(null);
    }

    private void modelOperation(BothTrackers both, String experiment) {
        String hash = pick(HASHES);
        List<Model> all = BothTrackers.models(both.left(), experiment).list();
        int kind = random.nextInt(100);
        if (all.isEmpty() || kind < 5) {
            String name = entries.name();
            both.call("create model " + hash, e -> switch (kind % 3) {
                case 0 -> BothTrackers.models(e, experiment).create(hash).hash();
                case 1 -> BothTrackers.models(e, experiment).create(hash, name).hash();
                default ->
                    BothTrackers.models(e, experiment).create(hash, name, name).hash();
            });
            return;
        }
        String there = pick(all).hash();
        String text = entries.text();
        if (kind < 10) {
            both.call(
                    "describe model " + hash,
                    e -> BothTrackers.models(e, experiment)
                            .update(hash, "new", text)
                            .hash());
        } else if (kind < 13) {
            both.call(
                    "rename model " + hash,
                    e -> BothTrackers.models(e, experiment)
                            .update(hash, "newer")
                            .hash());
        } else if (kind < 14) {
            both.call("delete model " + there, e -> {
                BothTrackers.models(e, experiment)
                        .delete(BothTrackers.model(e, experiment, there).id());
                return null;
            });
        } else if (kind < 20) {
            long step = random.nextInt(10) == 0 ? Limits.MAX_INTEGER : random.nextInt(1_000);
            both.on(experiment, there, "set step " + step, model -> {
                model.step(step);
                return null;
            });
        } else if (kind < 45) {
            pages.read(both, experiment, there);
        } else {
            partOperation(both, experiment, there);
        }
    }

    private void partOperation(BothTrackers both, String experiment, String hash) {
        Model model = BothTrackers.model(both.left(), experiment, hash);
        long step = random.nextInt(60);
        ModuleRecord module = entries.module();
        int kind = random.nextInt(66);
        if (kind >= 60) {
            int i = place(model.runs().list());
            Annotation said = annotation();
            both.on(
                    experiment,
                    hash,
                    "say of run " + i + " " + said,
                    m -> i < 0 ? null : m.runs().annotate(m.runs().list().get(i).id(), said));
        } else if (kind < 15) {
            String name = entries.name();
            double value = entries.value();
            Long maybeStep = random.nextInt(4) == 0 ? null : step;
            String phase = entries.phase();
            both.on(
                    experiment,
                    hash,
                    "log " + name + " " + value + " at " + maybeStep + " " + phase,
                    m -> m.metrics().log(name, value, maybeStep, phase).value());
        } else if (kind < 20) {
            both.on(
                    experiment,
                    hash,
                    "log module " + module,
                    m -> m.modules().log(module.name(), module.attributes()).attributes());
        } else if (kind < 26) {
            both.on(
                    experiment,
                    hash,
                    "create iteration " + step,
                    m -> m.iterations().create(step).step());
        } else if (kind < 30) {
            int i = place(model.iterations().list());
            both.on(
                    experiment,
                    hash,
                    "log module to iteration " + i,
                    m -> i < 0
                            ? null
                            : m.iterations()
                                    .list()
                                    .get(i)
                                    .modules()
                                    .log(module.name(), module.attributes())
                                    .name());
        } else if (kind < 44) {
            int i = place(model.metrics().list());
            both.remove(
                    experiment,
                    hash,
                    "metric " + i,
                    i,
                    m -> m.metrics().remove(m.metrics().list().get(i)));
        } else if (kind < 50) {
            int i = place(model.iterations().list());
            both.remove(
                    experiment,
                    hash,
                    "iteration " + i,
                    i,
                    m -> m.iterations().remove(m.iterations().list().get(i)));
        } else if (kind < 54) {
            int i = place(model.modules().list());
            both.remove(
                    experiment,
                    hash,
                    "module " + i,
                    i,
                    m -> m.modules().remove(m.modules().list().get(i)));
        } else if (kind < 57) {
            int i = place(model.runs().list());
            both.remove(
                    experiment,
                    hash,
                    "run " + i,
                    i,
                    m -> m.runs().delete(m.runs().list().get(i).id()));
        } else if (random.nextInt(5) == 0) {
            both.remove(experiment, hash, "all of kind " + kind, 0, m -> {
                switch (kind) {
                    case 57 -> m.metrics().clear();
                    case 58 -> m.iterations().clear();
                    default -> m.modules().clear();
                }
            });
        }
    }

    private Annotation annotation() {
        Annotation said = switch (random.nextInt(5)) {
            case 0 -> Annotation.name(pick(TEXTS));
            case 1 -> Annotation.note(pick(TEXTS));
            case 2 -> Annotation.starred(random.nextBoolean());
            case 3 -> Annotation.archived(random.nextBoolean());
            default -> Annotation.tag(pick(EXPERIMENTS), random.nextInt(4) == 0 ? null : pick(TEXTS));
        };
        return said.at(Entries.TIME.plusMillis(random.nextInt(10)));
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private int place(List<?> list) {
        return list.isEmpty() ? -1 : random.nextInt(list.size());
    }
}
