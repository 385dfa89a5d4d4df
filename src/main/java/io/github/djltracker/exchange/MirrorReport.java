package io.github.djltracker.exchange;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The result of a {@link Mirror}.
 *
 * @param copied number of runs with new entries
 * @param upToDate number of runs without new entries
 * @param deleted number of runs that were skipped because they were deleted on the other side
 * @param entries entries that were appended
 * @param points iterations and metrics in them
 * @param failed what could not be copied completely; everything else was
 */
public record MirrorReport(int copied, int upToDate, int deleted, long entries, long points, List<Failure> failed) {
    public MirrorReport {
        failed = List.copyOf(failed);
    }

    /** A copy with other failures. */
    MirrorReport with(List<Failure> others) {
        return new MirrorReport(copied, upToDate, deleted, entries, points, others);
    }

    /**
     * Something that could not be copied.
     *
     * @param run null for annotations of the experiment or one of its models
     * @param reason for people, as given by the other side
     */
    public record Failure(@Nullable UUID run, String experiment, String reason) {}
}
