package io.github.djltracker.store.log;

import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.SeriesColumns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a run.
 *
 * @param first the lowest step, null if there is none
 * @param last the highest step, null if there is none
 * @param added the highest step that was added, -1 if there is none
 */
record StepRange(@Nullable Long first, @Nullable Long last, long added) {
    /** The range of a run after these entries. */
    static StepRange of(RunState state, List<RunEntry> entries) {
        long least = state.firstStep() == null ? Long.MAX_VALUE : state.firstStep();
        long most = state.lastStep() == null ? -1 : state.lastStep();
        long added = -1;
        for (RunEntry entry : entries) {
            if (entry instanceof RunBatch batch) {
                for (long step : batch.iterations().steps()) {
                    least = Math.min(least, step);
                    added = Math.max(added, step);
                }
                for (SeriesColumns columns : batch.series()) {
                    for (long step : columns.steps()) {
                        least = Math.min(least, step);
                        added = Math.max(added, step);
                    }
                }
            }
        }
        most = Math.max(most, added);
        return new StepRange(least == Long.MAX_VALUE ? null : least, most == -1 ? null : most, added);
    }
}
