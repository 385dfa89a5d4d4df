package io.github.djltracker.server.body;

/**
 * What the values in a piece of JSON may need in memory, guessed from the text before it is read: columns of numbers a
 * few times their text, small objects and strings, a few bytes of text each, far more.
 */
public final class JsonWeight {
    private static final int PER_BYTE = 3;
    private static final int PER_CONTAINER = 100;
    private static final int PER_QUOTE = 28;

    private JsonWeight() {}

    public static long of(byte[] json, int from, int to) {
        long weight = (long) PER_BYTE * (to - from);
        for (int i = from; i < to; i++) {
            byte b = json[i];
            if (b == '{' || b == '[') {
                weight += PER_CONTAINER;
            } else if (b == '"') {
                weight += PER_QUOTE;
            }
        }
        return weight;
    }
}
