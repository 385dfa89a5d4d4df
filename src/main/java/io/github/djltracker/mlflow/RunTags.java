package io.github.djltracker.mlflow;

import io.github.djltracker.destination.ModelTree;
import io.github.djltracker.domain.run.ResumePoint;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.TrainingSettings;
import io.github.djltracker.domain.value.Annotation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The initial tags of a run in MLflow: those that its pages show, our own, and the environment. */
final class RunTags {
    /** The id of the run in our log, by which it is found again. */
    static final String RUN = "djltracker.run";
    /** The sequence number of the next expected entry. */
    static final String NEXT = "djltracker.next";
    /** Follows that number if no more entries are expected. */
    static final String ENDED = ", ended";

    static final String HASH = "djltracker.model.hash";
    static final String MODEL = "djltracker.model.name";
    static final String RESUMED = "djltracker.resumed_from";
    static final String ERROR = "djltracker.error";
    /** The prefix of a tag with a loss; the reason follows. */
    static final String LOST = "djltracker.lost/";
    /** The prefix of a tag for a metric that MLflow rejected; the metric's key follows, and the value says why. */
    static final String REFUSED = "djltracker.refused/";

    /** Characters of a tag's value that every version of MLflow accepts. */
    static final int MAX_VALUE = 5_000;

    private static final String ENVIRONMENT = "env.";

    private RunTags() {}

    /** The sequence number of the next expected entry, from the tags; 0 if they have none. */
    static long next(Map<String, String> tags) {
        String digits = tags.getOrDefault(NEXT, "").replace(ENDED, "");
        return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : 0;
    }

    static String filter(UUID run) {
        return "tags.`" + RUN + "` = '" + run + "'";
    }

    /** The name of a run, which contains the name of its model and distinguishes the model's runs. */
    static String runName(RunStart start) {
        String model = start.name() == null
                ? start.hash().substring(0, Math.min(8, start.hash().length()))
                : start.name();
        return cut(model, 200) + "-" + start.run().toString().substring(0, 8);
    }

    static Map<String, String> of(RunStart start) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(RUN, start.run().toString());
        tags.put(NEXT, "1");
        tags.put(HASH, start.hash());
        put(tags, MODEL, start.name());
        ResumePoint resumed = start.resumedFrom();
        if (resumed != null) {
            tags.put(RESUMED, resumed.run() + " at step " + resumed.step());
        }
        // before 2.0, MLflow read the name from the tag
        tags.put("mlflow.runName", runName(start));
        Map<String, @Nullable Object> environment = start.environment();
        put(tags, "mlflow.source.git.commit", environment.get("gitCommit"));
        put(tags, "mlflow.source.name", source(environment));
        tags.put("mlflow.source.type", "LOCAL");
        put(tags, "mlflow.user", System.getProperty("user.name"));
        tags.put("mlflow.note.content", ModelTree.markdown(start, MAX_VALUE));
        TrainingSettings.flat(environment)
                .forEach((key, value) -> put(tags, ParamKeys.allowed(ENVIRONMENT + key), value));
        return tags;
    }

    /** The tag that stores an annotation; null for a name, which is not a tag. */
    static @Nullable String key(Annotation said) {
        return switch (said.field()) {
            case Annotation.NAME -> null;
            case Annotation.NOTE -> "mlflow.note.content";
            case Annotation.STARRED, Annotation.ARCHIVED -> said.field();
            default -> {
                String tag = said.field().substring(Annotation.TAG.length());
                // these prefixes have a meaning in MLflow, or here
                boolean isTaken = tag.startsWith("mlflow.") || tag.startsWith("djltracker.");
                yield ParamKeys.allowed(isTaken ? "tag." + tag : tag);
            }
        };
    }

    private static void put(Map<String, String> tags, String key, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            tags.put(key, cut(value.toString(), MAX_VALUE));
        }
    }

    /** What was started: the main class or jar of a Java command, as far as the arguments show it. */
    private static @Nullable Object source(Map<String, @Nullable Object> environment) {
        if (environment.get("arguments") instanceof List<?> arguments) {
            for (int i = 0; i < arguments.size(); i++) {
                String argument = String.valueOf(arguments.get(i));
                if (argument.equals("-cp") || argument.equals("-classpath") || argument.equals("--class-path")) {
                    i++;
                } else if (argument.equals("-jar") || argument.equals("-m") || argument.equals("--module")) {
                    return i + 1 < arguments.size() ? arguments.get(i + 1) : null;
                } else if (!argument.startsWith("-")) {
                    return argument;
                }
            }
        }
        return environment.get("directory");
    }

    /** Does not cut within a surrogate pair. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 4)) ? most - 4 : most - 3;
        return text.substring(0, end) + "...";
    }
}
