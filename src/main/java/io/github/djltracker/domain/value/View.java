package io.github.djltracker.domain.value;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a page of an experiment shows, kept under a name.
 *
 * @param name 1 to {@value Limits#MAX_NAME} characters, there once in an experiment
 * @param query what stands behind the question mark in the page's address, escaped as it is there, at most {@value
 *     #MAX_QUERY} characters; empty for the page as it is without a choice
 * @param isDefault whether the page shows it where its address says nothing
 * @param changed when it was kept like this, to the millisecond, by the clock of whatever keeps it
 */
public record View(String name, Page page, String query, boolean isDefault, Instant changed) {
    /** Pages whose views are kept. */
    public enum Page {
        /** The models of an experiment. */
        MODELS,
        /** All runs of an experiment. */
        RUNS
    }

    /** Characters of a query, what browsers and proxies take in an address: {@value}. */
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
                throw new IllegalArgumentException("query has a character at " + i + " that no address has there: U+"
                        + Integer.toHexString(0x10000 | c).substring(1) + " has to be escaped");
            }
        }
    }
}
