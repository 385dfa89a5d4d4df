package io.github.djltracker.exchange;

import org.jspecify.annotations.Nullable;

/** The name and phase of an imported series. */
record ImportedSeries(String name, @Nullable String phase) {}
