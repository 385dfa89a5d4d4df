package io.github.djltracker.exchange;

import org.jspecify.annotations.Nullable;

/** The name and phase of a series that is imported. */
record ImportedSeries(String name, @Nullable String phase) {}
