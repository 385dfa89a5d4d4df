package io.github.djltracker.cli.find;

import io.github.djltracker.cli.terminal.Plain;
import io.github.djltracker.domain.value.ParameterMetrics;
import io.github.djltracker.domain.value.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sorts the series of an experiment by how informative they are: losses first, then accuracies, machinery last. */
public final class TellingSeries {
    private static final int MAX_COLUMNS = 4;
    private static final int MAX_PHASES = 2;
    private static final List<String> PHASES = List.of("validate", "train_epoch", "train");
    private static final Set<String> MACHINERY = Set.of("learning_rate", "batch_seconds", "samples_per_second");

    private static final Key LEARNING_RATE = new Key("learning_rate", "train");

    private TellingSeries() {}

    /** A metric and its phase, in any run. */
    public record Key(String name, @Nullable String phase) {
        public static Key of(Series series) {
            return new Key(series.name(), series.phase());
        }

        /** Name and phase in one line. */
        public String title() {
            return Plain.line(phase == null ? name : name + ", " + phase);
        }

        public static final Comparator<Key> MOST_TELLING = Comparator.comparingInt(Key::rank)
                .thenComparing(Key::name)
                .thenComparingInt(Key::phaseRank)
                .thenComparing(key -> Objects.requireNonNullElse(key.phase, ""));

        private int rank() {
            // not in the default locale: Turkish has a different lower-case I
            String lower = name.toLowerCase(Locale.ROOT);
            if (isMachinery()) {
                return ParameterMetrics.isName(name) ? 4 : 3;
            }
            return lower.contains("loss") ? 0 : lower.contains("acc") ? 1 : 2;
        }

        private int phaseRank() {
            int place = phase == null ? -1 : PHASES.indexOf(phase);
            return place < 0 ? PHASES.size() : place;
        }

        /** Whether a metric describes the machine or a single parameter, and not the success of the training. */
        public boolean isMachinery() {
            return MACHINERY.contains(name) || "system".equals(phase) || ParameterMetrics.isName(name);
        }

        private boolean isLoss() {
            return rank() == 0;
        }
    }

    /**
     * The columns of a table of runs: at most 4, the first phase of each name before the second phase of any name. If
     * the learning rate distinguishes runs, it comes first.
     */
    public static List<Key> columns(List<Series> series) {
        Set<Key> all = keys(series);
        boolean onlyMachinery = all.stream().allMatch(Key::isMachinery);
        List<Key> sorted = all.stream()
                .filter(key -> onlyMachinery || !key.isMachinery())
                .sorted(Key.MOST_TELLING)
                .toList();
        List<Key> columns = new ArrayList<>();
        if (isDifferent(LEARNING_RATE, series)) {
            columns.add(LEARNING_RATE);
        }
        for (int phase = 0; phase < MAX_PHASES; phase++) {
            Map<String, Integer> phases = new HashMap<>();
            for (Key key : sorted) {
                if (phases.merge(key.name(), 1, Integer::sum) == phase + 1 && columns.size() < MAX_COLUMNS) {
                    columns.add(key);
                }
            }
        }
        return columns;
    }

    /** All names and phases, the most informative first. */
    public static List<Key> sorted(List<Series> series) {
        return keys(series).stream().sorted(Key.MOST_TELLING).toList();
    }

    private static boolean isDifferent(Key key, List<Series> series) {
        return series.stream()
                        .filter(one -> key.equals(new Key(one.name(), one.phase())))
                        .mapToDouble(Series::last)
                        .distinct()
                        .count()
                > 1;
    }

    /** The series to draw: a loss of the phase train, or any loss, or else the first that has steps. */
    public static Optional<Key> curve(List<Series> series) {
        Set<Key> keys = keys(series.stream().filter(s -> s.firstStep() != null).toList());
        return keys.stream()
                .filter(key -> key.isLoss() && "train".equals(key.phase()))
                .findFirst()
                .or(() -> keys.stream().filter(Key::isLoss).findFirst())
                .or(() -> keys.stream().findFirst());
    }

    private static Set<Key> keys(List<Series> series) {
        Set<Key> keys = new LinkedHashSet<>();
        series.forEach(one -> keys.add(new Key(one.name(), one.phase())));
        return keys;
    }
}
