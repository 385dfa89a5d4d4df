package io.github.djltracker.exchange;

import java.util.List;
import java.util.UUID;

/**
 * What a {@link Mirror} did.
 *
 * @param copied runs of which something was new
 * @param upToDate runs of which nothing was
 * @param deleted runs that were deleted on the other side, and stay so
 * @param entries entries that were appended
 * @param points iterations and metrics in them
 * @param failed runs that could not be copied, or not to their end; all others were
 */
public record MirrorReport(int copied, int upToDate, int deleted, long entries, long points, List<Failure> failed) {
    public MirrorReport {
        failed = List.copyOf(failed);
    }

    /**
     * A run that could not be copied.
     *
     * @param reason for people, as the other side gives it
     */
    public record Failure(UUID run, String experiment, String reason) {}
}
