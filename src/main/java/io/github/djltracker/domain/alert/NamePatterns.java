package io.github.djltracker.domain.alert;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which names are meant: those of which one of some patterns is true. In a pattern {@code *} stands for any characters; small
 * and capital letters are the same.
 */
public record NamePatterns(List<String> patterns) {
    public NamePatterns {
        patterns = patterns.stream().map(one -> one.toLowerCase(Locale.ROOT)).toList();
        if (patterns.isEmpty() || patterns.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("no pattern of names, such as *loss*");
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
