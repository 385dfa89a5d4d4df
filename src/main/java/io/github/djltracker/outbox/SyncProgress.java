package io.github.djltracker.outbox;

/**
 * How far {@link Outbox#sync} is.
 *
 * @param entries that the destination has taken so far
 * @param ofEntries that were there when it began; less than that are taken if another process has some of them in its
 *     hands, more if one appends
 * @param bytes of the entries taken
 */
public record SyncProgress(long entries, long ofEntries, long bytes) {}
