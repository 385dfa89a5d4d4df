package io.github.djltracker.tensorboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import java.util.regex.Pattern;

/** Names of folders that every file system accepts. A name that has to be changed gets a hash of the original name. */
final class SafeNames {
    private static final int MAX_LENGTH = 80;
    private static final Pattern REFUSED = Pattern.compile("[^\\p{L}\\p{Nd}_.\\- ]");
    /** Reserved by Windows, with or without an extension. */
    private static final Pattern RESERVED = Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

    private SafeNames() {}

    static String of(String name) {
        String safe = REFUSED.matcher(name).replaceAll("_").strip().replaceFirst("\\.+$", "");
        if (safe.length() > MAX_LENGTH) {
            int end = Character.isHighSurrogate(safe.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
            safe = safe.substring(0, end).strip();
        }
        boolean isPlain = safe.equals(name)
                && !safe.startsWith(".")
                && !RESERVED.matcher(safe).matches();
        return isPlain ? safe : safe + "-" + hash(name);
    }

    static String hash(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(UTF_8)).toString().substring(0, 8);
    }
}
