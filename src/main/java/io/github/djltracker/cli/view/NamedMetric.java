package io.github.djltracker.cli.view;

import io.github.djltracker.cli.find.TellingSeries;
import io.github.djltracker.cli.terminal.Failure;
import io.github.djltracker.cli.terminal.Plain;
import io.github.djltracker.domain.run.Checkpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A metric that a user named as {@code Accuracy@validate}, or without its phase. */
public record NamedMetric(String name, @Nullable String phase) {
    private static final int SHOWN = 5;

    /**
     * The metric that a text names; if it has several phases, the first of validate, train_epoch and train.
     *
     * @throws Failure if these checkpoints do not have it
     */
    public static NamedMetric among(List<Checkpoint> checkpoints, String text, String where) {
        List<TellingSeries.Key> all = keys(checkpoints);
        return all.stream()
                .filter(key -> title(key).equals(text))
                .findFirst()
                .or(() -> all.stream().filter(key -> key.name().equals(text)).findFirst())
                .map(key -> new NamedMetric(key.name(), key.phase()))
                .orElseThrow(() -> new Failure("no checkpoint of " + where + " has a value of " + Plain.line(text)
                        + (all.isEmpty() ? "" : "; available: " + list(all))));
    }

    /** All metrics of these checkpoints, the most informative first. */
    static List<TellingSeries.Key> keys(List<Checkpoint> checkpoints) {
        return checkpoints.stream()
                .flatMap(one -> one.values().stream())
                .map(value -> new TellingSeries.Key(value.name(), value.phase()))
                .distinct()
                .sorted(TellingSeries.Key.MOST_TELLING)
                .toList();
    }

    private static String list(List<TellingSeries.Key> all) {
        List<String> some = all.stream()
                .limit(SHOWN)
                .map(NamedMetric::title)
                .map(Plain::line)
                .toList();
        return String.join(", ", some) + (all.size() > SHOWN ? " and " + (all.size() - SHOWN) + " more" : "");
    }

    private static String title(TellingSeries.Key key) {
        return key.phase() == null ? key.name() : key.name() + "@" + key.phase();
    }

    /** The name in the form that users write. */
    public String title() {
        return Plain.line(title(key()));
    }

    TellingSeries.Key key() {
        return new TellingSeries.Key(name, phase);
    }
}
