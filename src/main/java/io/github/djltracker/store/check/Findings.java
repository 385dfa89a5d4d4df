package io.github.djltracker.store.check;

import io.github.djltracker.store.codec.CorruptException;
import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Collects the findings of a check, and lets it continue if a part cannot be read. Not thread-safe. */
final class Findings {
    /** A part of a check. */
    interface Part {
        void check() throws SQLException;
    }

    private final Session session;
    private final List<CheckReport.Finding> found = new ArrayList<>();
    private long more;

    long experiments;
    long models;
    long runs;
    long series;
    long chunks;
    long entries;
    long points;
    SpaceUse space = SpaceUse.UNKNOWN;

    Findings(Session session) {
        this.session = session;
    }

    void add(String place, String what) {
        if (found.size() < CheckReport.MAX_FINDINGS) {
            found.add(new CheckReport.Finding(place, what));
        } else {
            more++;
        }
    }

    /** The number of findings so far. */
    long count() {
        return found.size() + more;
    }

    /** Adds a finding unless a condition holds. */
    void require(boolean isSo, String place, String what) {
        if (!isSo) {
            add(place, what);
        }
    }

    /** Checks a part; if it cannot be read, adds this as a finding. */
    void attempt(String place, Part part) {
        try {
            part.check();
        } catch (SQLException e) {
            // the driver closes a statement that fails
            session.forget();
            add(place, "cannot be read: " + e.getMessage());
        } catch (RuntimeException e) {
            // a damaged value can cause any exception: an enum has no such constant, or a size is negative
            boolean isTold = e instanceof CorruptException || e instanceof IllegalArgumentException;
            add(place, isTold ? String.valueOf(e.getMessage()) : "cannot be read: " + e);
        }
    }

    CheckReport report() {
        return new CheckReport(experiments, models, runs, series, chunks, entries, points, space, found, more);
    }
}
