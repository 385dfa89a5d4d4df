package io.github.djltracker.cli.find;

import io.github.djltracker.cli.terminal.Failure;
import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Store;
import io.github.djltracker.domain.find.FoundRun;
import io.github.djltracker.domain.find.RunQuery;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunName;
import io.github.djltracker.domain.value.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a user names: an experiment by its name; a model by its name, or by the beginning of its hash or id, after
 * its experiment and a slash if necessary; a run by its name or the beginning of its id. Exact matches take precedence.
 * If nothing or more than one thing matches, throws a {@link Failure} that lists what there is. Not thread-safe.
 */
public final class Finder {
    private static final int SHOWN = 5;
    private static final String ID_BEGINNING = "[0-9a-f][0-9a-f-]{0,35}";
    private static final String WHOLE_ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final Store store;
    private final String place;
    private final @Nullable String experiment;
    private @Nullable List<ModelRef> models;
    private @Nullable List<RunRef> runs;

    /**
     * Searches one experiment, or all.
     *
     * @param place what the user calls the store
     * @param experiment null for all
     */
    public Finder(Store store, String place, @Nullable String experiment) {
        this.store = store;
        this.place = place;
        this.experiment = experiment;
    }

    /** The experiment with this name. */
    public Experiment experiment(String name) {
        return store.experiments().read(name).orElseThrow(() -> missing("experiment", name, names()));
    }

    /** The experiment, if there is only one. */
    public Experiment onlyExperiment() {
        List<String> names = names();
        if (names.size() != 1) {
            throw new Failure(
                    names.isEmpty() ? place + " has no experiment yet" : "name one of the experiments: " + list(names));
        }
        return experiment(names.get(0));
    }

    private List<String> names() {
        return store.experiments().list().stream().map(Experiment::name).toList();
    }

    /** All experiments, or the one that is searched. */
    public List<Experiment> experiments() {
        return experiment == null ? store.experiments().list() : List.of(experiment(experiment));
    }

    /** All models, in the order of the experiments. */
    public List<ModelRef> models() {
        if (models == null) {
            models = new ArrayList<>();
            for (Experiment each : experiments()) {
                for (Model model : each.models().list()) {
                    models.add(new ModelRef(each, model));
                }
            }
        }
        return models;
    }

    /** All runs, in the order of the models. */
    public List<RunRef> runs() {
        if (runs == null) {
            runs = new ArrayList<>();
            models().forEach(model -> runs.addAll(runs(model)));
        }
        return runs;
    }

    /** The runs of one model, in the order in which they were started. */
    public static List<RunRef> runs(ModelRef model) {
        List<RunRef> found = new ArrayList<>();
        for (Run run : model.model().runs().list()) {
            found.add(new RunRef(model, run));
        }
        return found;
    }

    /** The model that a text names. */
    public ModelRef model(String text) {
        List<ModelRef> found = matchingModels(text);
        if (found.isEmpty()) {
            throw missing(
                    "model", text, models().stream().map(ModelRef::describe).toList());
        }
        return only(text, found, ModelRef::describe);
    }

    /** The run that a text names. */
    public RunRef run(String text) {
        List<RunRef> found = matchingRuns(text);
        if (found.isEmpty()) {
            throw missing("run", text, runs().stream().map(RunRef::describe).toList());
        }
        return only(text, found, RunRef::describe);
    }

    /**
     * The model or run that a text names.
     *
     * @param text null for the only model
     */
    public Selection selection(@Nullable String text) {
        if (text == null) {
            if (models().size() == 1) {
                return new Selection(models().get(0), null);
            }
            List<String> all = models().stream().map(ModelRef::describe).toList();
            throw new Failure(
                    all.isEmpty() ? place + " has no model yet" : "name one of the models, or a run: " + list(all));
        }
        List<Selection> found = new ArrayList<>();
        matchingModels(text).forEach(model -> found.add(new Selection(model, null)));
        matchingRuns(text).forEach(run -> found.add(new Selection(run.model(), run.run())));
        List<String> all =
                new ArrayList<>(models().stream().map(ModelRef::describe).toList());
        if (found.isEmpty()) {
            throw missing("model or run", text, all);
        }
        return only(text, found, Selection::describe);
    }

    private List<ModelRef> matchingModels(String text) {
        List<ModelRef> found = matching(models(), text);
        int slash = text.lastIndexOf('/');
        if (!found.isEmpty() || slash < 0) {
            return found;
        }
        String owner = text.substring(0, slash);
        List<ModelRef> some = models().stream()
                .filter(ref -> ref.experiment().name().equals(owner))
                .toList();
        return matching(some, text.substring(slash + 1));
    }

    private static List<ModelRef> matching(List<ModelRef> all, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        List<ModelRef> exact = all.stream()
                .filter(ref -> ref.model().name().filter(text::equals).isPresent()
                        || ref.model().hash().equals(text)
                        || ref.model().id().toString().equals(lower))
                .toList();
        if (!exact.isEmpty() || text.isEmpty()) {
            return exact;
        }
        return all.stream()
                .filter(ref -> ref.model().hash().startsWith(text)
                        || ref.model().hash().startsWith(lower)
                        || ref.model().id().toString().startsWith(lower))
                .toList();
    }

    private List<RunRef> matchingRuns(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.matches(WHOLE_ID)) {
            // one query instead of one for each model
            UUID whole = UUID.fromString(lower);
            return store.logs().model(whole).stream()
                    .map(model -> new ModelRef(model.experiment(), model))
                    .filter(ref -> experiment == null || ref.experiment().name().equals(experiment))
                    .flatMap(ref -> ref.model().runs().read(whole).map(run -> new RunRef(ref, run)).stream())
                    .toList();
        }
        // do not list all runs of a store if only a name that a user gave can match
        return RunName.isOne(lower) || lower.matches(ID_BEGINNING)
                ? runs().stream().filter(ref -> isMeant(ref.run(), text, lower)).toList()
                : named(text);
    }

    /** The runs that users gave this name. */
    private List<RunRef> named(String text) {
        if (text.isEmpty() || text.length() > Limits.MAX_NAME) {
            return List.of();
        }
        RunQuery query = RunQuery.all().where("name = \"" + text.replace("\"", "\"\"") + "\"");
        List<RunRef> found = new ArrayList<>();
        for (Experiment each : experiments()) {
            for (FoundRun run : each.runs().find(query)) {
                each.models()
                        .read(run.hash())
                        .ifPresent(model -> found.add(new RunRef(new ModelRef(each, model), run.run())));
            }
        }
        return found;
    }

    /**
     * Whether a text is a run's name, the name that follows from its id, which stays valid, or the beginning of its id.
     */
    private static boolean isMeant(Run run, String text, String lower) {
        return run.name().equals(text)
                || RunName.of(run.id()).equals(lower)
                || (!lower.isEmpty() && run.id().toString().startsWith(lower));
    }

    private static <T> T only(String text, List<T> found, Function<T, String> describe) {
        if (found.size() > 1) {
            throw new Failure("\"" + text + "\" is ambiguous: it may be "
                    + list(found.stream().map(describe).toList())
                    + ". Use more characters, or EXPERIMENT/MODEL");
        }
        return found.get(0);
    }

    private Failure missing(String what, String text, List<String> all) {
        String where = experiment == null || what.equals("experiment") ? place : "experiment " + experiment;
        return new Failure("no " + what + " \"" + text + "\" in " + where + "; "
                + (all.isEmpty() ? "there are none" : "available: " + list(all)));
    }

    private static String list(List<String> all) {
        String some = String.join(", ", all.subList(0, Math.min(SHOWN, all.size())));
        return all.size() <= SHOWN ? some : some + " and " + (all.size() - SHOWN) + " more";
    }
}
