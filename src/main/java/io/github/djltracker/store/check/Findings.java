package io.github.djltracker.store.check;

import io.github.djltracker.store.codec.CorruptException;
import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Collects what a check finds, and goes on where a part cannot be read. Not thread-safe. */
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

    /** How many there are so far. */
    long count() {
        return found.size() + more;
    }

    /** Adds a finding unless it is as it should be. */
    void require(boolean isSo, String place, String what) {
        if (!isSo) {
            add(place, what);
        }
    }

    /** Checks a part; where it cannot be read, that is the finding. */
    void attempt(String place, Part part) {
        try {
            part.check();
        } catch (SQLException e) {
            // the driver closes a statement that fails
            session.forget();
            add(place, "cannot be read: " + e.getMessage());
        } catch (RuntimeException e) {
            // whatever a damaged value makes of those who read it: an enum without such a constant, a size below zero
            boolean isTold = e instanceof CorruptException || e instanceof IllegalArgumentException;
            add(place, isTold ? String.valueOf(e.getMessage()) : "cannot be read: " + e);
        }
    }

    CheckReport report() {
        return new CheckReport(experiments, models, runs, series, chunks, entries, points, space, found, more);
    }
}
