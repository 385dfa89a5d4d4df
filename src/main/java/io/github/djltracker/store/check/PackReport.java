package io.github.djltracker.store.check;

/**
 * What packing a store did.
 *
 * @param bytesBefore size of the file and the log beside it
 * @param bytesAfter size of the file and the log beside it
 */
public record PackReport(long runs, long chunksBefore, long chunksAfter, long bytesBefore, long bytesAfter) {}
