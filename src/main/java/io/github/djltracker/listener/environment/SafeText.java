package io.github.djltracker.listener.environment;

/** Makes any text, such as the message of an exception, valid for recording. */
public final class SafeText {
    private static final int MAX_LENGTH = 2_000;

    private SafeText() {}

    /** The first 2,000 characters, with a question mark for each NUL and unpaired surrogate. */
    public static String of(String any) {
        StringBuilder text = new StringBuilder();
        any.codePoints()
                .limit(MAX_LENGTH)
                .map(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? '?' : c)
                .forEach(text::appendCodePoint);
        return text.toString();
    }
}
