package io.github.djltracker.listener;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command line of a process with its secrets masked. */
final class CommandLine {
    /** What stands in place of a secret. */
    static final String MASK = "***";

    private static final List<String> SECRETS = List.of(
            "password",
            "passwd",
            "passphrase",
            "pwd",
            "secret",
            "token",
            "apikey",
            "api-key",
            "api_key",
            "accesskey",
            "access-key",
            "access_key",
            "privatekey",
            "private-key",
            "private_key",
            "credential",
            "authorization",
            "bearer");
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@\\s]+(?=@)");
    private static final Pattern QUERY_VALUE = Pattern.compile("(?<=[?&;])([^=&;\\s]+)=([^&;\\s]*)");
    private static final int MAX_ARGUMENTS = 500;
    private static final int MAX_ARGUMENT = 2_000;

    private CommandLine() {}

    /**
     * Masks what looks like a secret: the value of an option or property whose name says so ({@code --token=x},
     * {@code --token x}, {@code -Ddb.password=x}), of such a query parameter, and the user part of a URL.
     */
    static List<String> masked(List<String> arguments) {
        List<String> masked = new ArrayList<>();
        boolean isValue = false;
        for (String argument : arguments.subList(0, Math.min(arguments.size(), MAX_ARGUMENTS))) {
            String shown = isValue && !argument.startsWith("-") ? MASK : maskedOne(argument);
            isValue = argument.startsWith("-") && argument.indexOf('=') < 0 && isSecret(argument);
            masked.add(shown.length() > MAX_ARGUMENT ? shown.substring(0, MAX_ARGUMENT) + "..." : shown);
        }
        return masked;
    }

    private static String maskedOne(String argument) {
        int equals = argument.indexOf('=');
        if (equals > 0 && !argument.contains("://") && isSecret(argument.substring(0, equals))) {
            return argument.substring(0, equals + 1) + MASK;
        }
        String shown = USER_INFO.matcher(argument).replaceAll(MASK);
        return QUERY_VALUE
                .matcher(shown)
                .replaceAll(match -> isSecret(match.group(1))
                        ? Matcher.quoteReplacement(match.group(1) + "=" + MASK)
                        : Matcher.quoteReplacement(match.group()));
    }

    private static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SECRETS.stream().anyMatch(lower::contains);
    }
}
