package io.github.djltracker.outbox;

/**
 * The progress of {@link Outbox#sync}.
 *
 * @param entries number of entries acknowledged so far
 * @param ofEntries number of entries at the beginning; fewer are sent if another process holds some of them, more if
 *     one appends
 * @param bytes size of the acknowledged entries
 */
public record SyncProgress(long entries, long ofEntries, long bytes) {}
