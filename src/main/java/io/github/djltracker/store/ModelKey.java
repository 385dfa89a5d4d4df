package io.github.djltracker.store;

import java.util.UUID;

/** Which model: its row, which no other model ever has, and what the user knows it by. */
record ModelKey(long row, UUID id, String hash) {}
