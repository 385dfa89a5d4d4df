package io.github.djltracker.client.port;

import io.github.djltracker.domain.value.Limits;

/** Whether something with this name or hash can exist at all. If not, no request is needed. */
final class Allowed {
    private static final int SHOWN = 40;

    private Allowed() {}

    static boolean name(String value) {
        return isAllowed(() -> Limits.name("name", value));
    }

    static boolean hash(String value) {
        return isAllowed(() -> Limits.hash(value));
    }

    static boolean step(long value) {
        return value >= 0 && value <= Limits.MAX_INTEGER;
    }

    /** A value, cut to a length that fits into a message. */
    static String shown(String value) {
        return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "...";
    }

    private static boolean isAllowed(Runnable check) {
        try {
            check.run();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
