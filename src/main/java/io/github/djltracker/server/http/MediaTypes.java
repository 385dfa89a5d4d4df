package io.github.djltracker.server.http;

import io.github.djltracker.server.problem.Refusal;
import io.github.djltracker.wire.form.Problem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The media types that a client sends and accepts. */
public final class MediaTypes {
    public static final String JSON = "application/json";
    public static final String LINES = "application/x-ndjson";
    public static final String EVENTS = "text/event-stream";
    public static final String TEXT = "text/plain";

    private MediaTypes() {}

    /**
     * Rejects a body of another type. A body without a type is accepted.
     *
     * @param header the Content-Type, null if there is none
     */
    public static void checkContent(@Nullable String header, String wanted) {
        if (header == null) {
            return;
        }
        String[] parts = header.split(";", -1);
        boolean right = parts[0].strip().equalsIgnoreCase(wanted);
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().toLowerCase(Locale.ROOT).replace("\"", "");
            right &= !parameter.startsWith("charset=") || parameter.equals("charset=utf-8");
        }
        if (!right) {
            throw Refusal.status(415, "the body must be " + wanted + " in UTF-8")
                    .with("Accept", wanted);
        }
    }

    /**
     * Rejects a client that does not accept a response of this type.
     *
     * @param header the Accept, null if there is none
     */
    public static void checkAccept(@Nullable String header, String produced) {
        if (header == null || header.isBlank()) {
            return;
        }
        String family = produced.substring(0, produced.indexOf('/')) + "/*";
        double best = Math.max(quality(header, produced), Math.max(quality(header, family), quality(header, "*/*")));
        // the weight of the exact type takes precedence over that of its family
        double exact = quality(header, produced);
        if (exact == 0 || best <= 0) {
            throw Refusal.status(406, "the response is " + produced);
        }
    }

    /**
     * Whether a client prefers a page to data, as a browser does that opens an address.
     *
     * @param header the Accept, null if there is none
     */
    public static boolean prefersPage(@Nullable String header) {
        if (header == null) {
            return false;
        }
        double page = quality(header, "text/html");
        return page > 0 && page > Math.max(quality(header, JSON), quality(header, Problem.MEDIA_TYPE));
    }

    /** Whether a response may be compressed with gzip. */
    public static boolean acceptsGzip(@Nullable String header) {
        if (header == null) {
            return false;
        }
        double exact = quality(header, "gzip");
        return exact > 0 || (exact < 0 && quality(header, "*") > 0);
    }

    /** The weight of an item in a list: 1 by default, negative if it is not in the list. */
    private static double quality(String header, String item) {
        for (String each : header.split(",", -1)) {
            String[] parts = each.split(";", -1);
            if (parts[0].strip().equalsIgnoreCase(item)) {
                for (int i = 1; i < parts.length; i++) {
                    String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
                    if (parameter.matches("q=[01](\\.\\d{0,3})?")) {
                        return Double.parseDouble(parameter.substring(2));
                    }
                }
                return 1;
            }
        }
        return -1;
    }
}
