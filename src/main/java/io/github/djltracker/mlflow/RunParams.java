package io.github.djltracker.mlflow;

import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.TrainingSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The params of a run: how it is trained. MLflow accepts each key only once; later changes become tags, and so does the
 * complete value if it is too long for a param. Not thread-safe.
 */
final class RunParams {
    /**
     * The prefix of a tag with a changed value; the step from which on it is valid, a slash and the param's key follow.
     */
    static final String CHANGED = "djltracker.changed/";
    /** The prefix of a tag with the complete value of a param that was cut; the param's key follows. */
    static final String WHOLE = "djltracker.param/";

    /** Characters of a param's value that every version of MLflow accepts. */
    private static final int MAX_VALUE = 500;

    private final Map<String, String> known;
    private final Map<String, String> newParams = new LinkedHashMap<>();
    private final Map<String, String> newTags = new LinkedHashMap<>();

    RunParams(Map<String, String> known) {
        this.known = new LinkedHashMap<>(known);
    }

    void add(RunStart start) {
        put(0, "model", start.name() == null ? "" : start.name());
        put(0, "model.hash", start.hash());
        if (!start.modules().isEmpty()) {
            Map<String, @Nullable Object> root = start.modules().get(0).attributes();
            for (String count : new String[] {"parameterCount", "trainableParameterCount"}) {
                if (root.get(count) instanceof Number number) {
                    put(0, "model." + count, number.toString());
                }
            }
        }
    }

    void add(IterationModule module) {
        TrainingSettings.of(module.module()).forEach((name, value) -> put(module.step(), name, value.toString()));
    }

    private void put(long step, String name, String value) {
        if (value.isEmpty()) {
            return;
        }
        String key = ParamKeys.allowed(name);
        String cut = RunTags.cut(value, MAX_VALUE);
        String before = known.putIfAbsent(key, cut);
        if (before == null) {
            newParams.put(key, cut);
            if (!cut.equals(value)) {
                newTags.put(WHOLE + key, RunTags.cut(value, RunTags.MAX_VALUE));
            }
        } else if (!before.equals(cut)) {
            newTags.put(CHANGED + step + "/" + key, RunTags.cut(value, RunTags.MAX_VALUE));
        }
    }

    /** Params that are new since the last call of {@link #sent}. */
    Map<String, String> newParams() {
        return newParams;
    }

    Map<String, String> newTags() {
        return newTags;
    }

    void sent() {
        newParams.clear();
        newTags.clear();
    }
}
