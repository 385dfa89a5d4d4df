package io.github.djltracker.store.session;

import java.util.UUID;

/** Which model: its row, which no other model ever has, and what the user knows it by. */
public record ModelKey(long row, UUID id, String hash) {}
