package io.github.djltracker.recorder;

import io.github.djltracker.domain.run.RunStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a run ends. */
record Ending(RunStatus status, Instant time, @Nullable String error) {}
