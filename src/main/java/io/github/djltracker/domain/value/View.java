package io.github.djltracker.domain.value;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The saved state of a page of an experiment.
 *
 * @param name 1 to {@value Limits#MAX_NAME} characters, unique within the experiment
 * @param query the query string of the page's address, percent-encoded, at most {@value #MAX_QUERY} characters; empty
 *     for the initial state
 * @param isDefault whether the page shows it if the address has no query
 * @param changed when it was last changed, to the millisecond, by the clock of the store
 */
public record View(String name, Page page, String query, boolean isDefault, Instant changed) {
    /** The pages that have views. */
    public enum Page {
        /** The models of an experiment. */
        MODELS,
        /** All runs of an experiment. */
        RUNS
    }

    /** Maximum number of characters of a query, limited by what browsers and proxies accept in an address: {@value}. */
    public static final int MAX_QUERY = 8_000;

    public View {
        Limits.name("view name", name);
        requireNonNull(page, "page");
        query(query);
        changed = requireNonNull(changed, "changed").truncatedTo(ChronoUnit.MILLIS);
    }

    private static void query(String query) {
        Limits.text("query", query, MAX_QUERY);
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            if (c <= ' ' || c > '~' || c == '#') {
                throw new IllegalArgumentException("query has an invalid character at " + i + ": U+"
                        + Integer.toHexString(0x10000 | c).substring(1) + " must be percent-encoded");
            }
        }
    }
}
