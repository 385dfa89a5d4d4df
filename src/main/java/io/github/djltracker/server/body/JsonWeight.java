package io.github.djltracker.server.body;

/**
 * Estimates how much memory the values in a piece of JSON need, from the text before it is parsed. Columns of numbers
 * need a few times their text; small objects and strings, of a few bytes each, need far more.
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
