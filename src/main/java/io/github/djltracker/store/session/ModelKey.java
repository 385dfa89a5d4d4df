package io.github.djltracker.store.session;

import java.util.UUID;

/** Identifies a model: its row, which is never reused, and the names that users know it by. */
public record ModelKey(long row, UUID id, String hash) {}
