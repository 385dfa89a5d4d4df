package io.github.djltracker.exchange;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Mirror} did.
 *
 * @param copied runs of which something was new
 * @param upToDate runs of which nothing was
 * @param deleted runs that were deleted on the other side, and stay so
 * @param entries entries that were appended
 * @param points iterations and metrics in them
 * @param failed what could not be copied, or not to its end; all else was
 */
public record MirrorReport(int copied, int upToDate, int deleted, long entries, long points, List<Failure> failed) {
    public MirrorReport {
        failed = List.copyOf(failed);
    }

    /** The same with other failures. */
    MirrorReport with(List<Failure> others) {
        return new MirrorReport(copied, upToDate, deleted, entries, points, others);
    }

    /**
     * What could not be copied.
     *
     * @param run null where it is what people say about the experiment or one of its models
     * @param reason for people, as the other side gives it
     */
    public record Failure(@Nullable UUID run, String experiment, String reason) {}
}
