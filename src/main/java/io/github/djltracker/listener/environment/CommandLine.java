package io.github.djltracker.listener.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command line of a process with its secrets masked. */
public final class CommandLine {
    /** The replacement for a secret. */
    public static final String MASK = "***";

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
    /** Names that are secret only as a whole: {@code --key=x}, but not {@code --keyboard=x}. */
    private static final List<String> WHOLE = List.of("auth", "key", "pass", "pw");
    /** Names that only look secret. */
    private static final Pattern HARMLESS = Pattern.compile("tokeni[sz]|tokens$");

    private static final Pattern USER_INFO = Pattern.compile("(?<=://)\\S+(?=@)");
    private static final Pattern SCHEME = Pattern.compile("(?i)\\b(bearer|basic)\\s+\\S+");
    private static final Pattern QUERY = Pattern.compile("(?<=[?&;])([^=&;\\s]+)=([^&;\\s]*)");
    /** A name, a colon or an equals sign, and a value, as in a header or JSON. */
    private static final Pattern NAMED =
            Pattern.compile("(?<![\\w.-])([\\w.-]++)([\"']?\\s*[:=]\\s*[\"']?)([^\\s\"'&;,}]+)");

    private static final Pattern NAME = Pattern.compile("[\\w.-]+");

    private static final int MAX_ARGUMENTS = 200;
    private static final int MAX_ARGUMENT = 2_000;

    private CommandLine() {}

    /**
     * Masks what looks like a secret: the value of an option or property whose name says so ({@code --token=x},
     * {@code --token x}, {@code -Ddb.password=x}), the same in headers, JSON and queries, and the user part of a URL.
     */
    static List<String> masked(List<String> arguments) {
        List<String> masked = new ArrayList<>();
        boolean isValue = false;
        for (String whole : arguments.subList(0, Math.min(arguments.size(), MAX_ARGUMENTS))) {
            // truncated first, because the patterns are slow on very long texts
            String argument = whole.codePointCount(0, whole.length()) > MAX_ARGUMENT
                    ? whole.substring(0, whole.offsetByCodePoints(0, MAX_ARGUMENT)) + "..."
                    : whole;
            masked.add(isValue && !argument.startsWith("--") ? MASK : maskedOne(argument));
            isValue = NAME.matcher(argument).matches() && isSecret(argument);
        }
        return masked;
    }

    private static String maskedOne(String argument) {
        int equals = argument.indexOf('=');
        if (equals > 0 && !argument.substring(0, equals).contains("://") && isSecret(argument.substring(0, equals))) {
            return argument.substring(0, equals + 1) + MASK;
        }
        String shown = USER_INFO.matcher(argument).replaceAll(MASK);
        shown = SCHEME.matcher(shown).replaceAll("$1 " + MASK);
        shown = QUERY.matcher(shown)
                .replaceAll(match -> Matcher.quoteReplacement(
                        isSecret(match.group(1)) ? match.group(1) + "=" + MASK : match.group()));
        return NAMED.matcher(shown)
                .replaceAll(match -> Matcher.quoteReplacement(
                        isSecret(match.group(1)) ? match.group(1) + match.group(2) + MASK : match.group()));
    }

    /** Whether a name says that its value is a secret. */
    public static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String bare = lower.replaceFirst("^-+", "");
        return !HARMLESS.matcher(bare).find()
                && (WHOLE.contains(bare) || SECRETS.stream().anyMatch(bare::contains));
    }
}
