package io.github.djltracker.domain.alert;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A set of names: those that match one of the patterns. In a pattern, {@code *} matches any characters; case is
 * ignored.
 */
public record NamePatterns(List<String> patterns) {
    public NamePatterns {
        patterns = patterns.stream().map(one -> one.toLowerCase(Locale.ROOT)).toList();
        if (patterns.isEmpty() || patterns.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a pattern of names is required, such as *loss*");
        }
    }

    public static NamePatterns of(String... patterns) {
        return new NamePatterns(List.of(patterns));
    }

    public boolean matches(String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        return patterns.stream().anyMatch(pattern -> matches(pattern, folded));
    }

    private static boolean matches(String pattern, String name) {
        String regex = Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.DOTALL).matcher(name).matches();
    }

    @Override
    public String toString() {
        return String.join(", ", patterns);
    }
}
