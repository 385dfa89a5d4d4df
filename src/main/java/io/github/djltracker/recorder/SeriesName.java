package io.github.djltracker.recorder;

import org.jspecify.annotations.Nullable;

/** The name and phase of a series. */
record SeriesName(String name, @Nullable String phase) {
    long characters() {
        return name.length() + (phase == null ? 0L : phase.length());
    }
}
