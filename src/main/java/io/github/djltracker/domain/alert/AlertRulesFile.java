package io.github.djltracker.domain.alert;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads rules from a properties file, which has a line for each setting that differs from the default, such as
 * {@code diverged.factor=3}. Not thread-safe.
 */
public final class AlertRulesFile {
    /** The environment variable with the path of the file. */
    public static final String VARIABLE = "DJL_TRACKER_ALERTS";

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})([smhd])");
    private static final Map<String, Long> SECONDS = Map.of("s", 1L, "m", 60L, "h", 3_600L, "d", 86_400L);

    private final Properties lines = new Properties();
    private final Set<String> known = new TreeSet<>();

    private AlertRulesFile(String text) {
        try {
            lines.load(new StringReader(requireNonNull(text, "text")));
        } catch (IOException e) {
            throw new IllegalStateException("unreadable text", e);
        }
    }

    /**
     * Parses rules; settings that are not in the text keep their defaults.
     *
     * @throws IllegalArgumentException if a name is unknown or a value is invalid; the message contains both, and what
     *     is allowed
     */
    public static AlertRules parse(String text) {
        return new AlertRulesFile(text).rules();
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it cannot be read, or as for {@link #parse}; the message names the file
     */
    public static AlertRules read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("the alert rules in " + file + " cannot be read: " + e, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * The rules in the file that {@value #VARIABLE} names, or the default rules.
     *
     * @throws IllegalArgumentException as for {@link #read}
     */
    public static AlertRules ofEnvironment(Map<String, String> environment) {
        String file = environment.getOrDefault(VARIABLE, "");
        return file.isBlank() ? AlertRules.DEFAULTS : read(Path.of(file.strip()));
    }

    private AlertRules rules() {
        AlertRules usual = AlertRules.DEFAULTS;
        Set<AlertKind> kinds = EnumSet.noneOf(AlertKind.class);
        for (AlertKind kind : AlertKind.values()) {
            if (value(kind.name().toLowerCase(Locale.ROOT), usual.kinds().contains(kind), AlertRulesFile::isOn)) {
                kinds.add(kind);
            }
        }
        NamePatterns metrics =
                value("diverged.metrics", usual.metrics(), line -> new NamePatterns(List.copyOf(words(line))));
        double factor = value("diverged.factor", usual.factor(), AlertRulesFile::number);
        Set<String> phases = value("diverged.phases", usual.factorPhases(), AlertRulesFile::words);
        ParameterRules parameters = new ParameterRules(
                value(
                        "parameters.names",
                        usual.parameters().names(),
                        line -> new NamePatterns(List.copyOf(words(line)))),
                value("dead.zeros", usual.parameters().zeros(), AlertRulesFile::number),
                value("vanishing.norm", usual.parameters().least(), AlertRulesFile::number),
                value("exploding.norm", usual.parameters().greatest(), AlertRulesFile::number),
                value("exploding.ratio", usual.parameters().ratio(), AlertRulesFile::number));
        double intervals = value("stalled.intervals", usual.intervals(), AlertRulesFile::number);
        Duration after = value("stalled.after", usual.stalledAfter(), AlertRulesFile::duration);
        long lostPoints = value("lost_points.from", usual.lostPoints(), AlertRulesFile::integer);
        double fill = value("outbox.fill", usual.outboxFill(), AlertRulesFile::number);
        Set<String> unknown = new TreeSet<>(lines.stringPropertyNames());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    String.join(", ", unknown) + " is not a rule: " + String.join(", ", known) + " are allowed");
        }
        return new AlertRules(kinds, metrics, factor, phases, parameters, intervals, after, lostPoints, fill);
    }

    private <T> T value(String key, T usual, Function<String, T> reader) {
        known.add(key);
        @Nullable String line = lines.getProperty(key);
        if (line == null) {
            return usual;
        }
        try {
            return reader.apply(line.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + "=" + line + ": " + e.getMessage(), e);
        }
    }

    private static boolean isOn(String line) {
        return switch (line) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("it must be on or off");
        };
    }

    private static double number(String line) {
        try {
            return Double.parseDouble(line);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("it must be a number", e);
        }
    }

    private static long integer(String line) {
        try {
            return Long.parseLong(line);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("it must be an integer", e);
        }
    }

    private static Duration duration(String line) {
        Matcher parts = DURATION.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException("it must be a duration such as 90s, 10m, 2h or 1d");
        }
        return Duration.ofSeconds(Long.parseLong(parts.group(1)) * SECONDS.getOrDefault(parts.group(2), 1L));
    }

    private static Set<String> words(String line) {
        Set<String> words = new TreeSet<>();
        Stream.of(line.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .forEach(words::add);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("it must be a list of names, separated by commas");
        }
        return words;
    }
}
