package io.github.djltracker.server;

import io.github.djltracker.domain.RunEntry;
import io.github.djltracker.domain.RunLogs;
import io.github.djltracker.wire.RunLogJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A part of a run's log, a few entries at a time. Used by one thread at a time. */
final class LogSource implements Sending.Source {
    /** Entries that are in memory at a time; a store gives fewer where they are large. */
    static final int AT_A_TIME = 100;

    private final RunLogs logs;
    private final UUID run;
    private final long end;
    private final BodyMemory.Share share;
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private final OutputStream out;
    private List<RunEntry> entries;
    private long next;
    private long taken;
    private boolean finished;

    /**
     * Entries from one on up to another.
     *
     * @param end the number behind the last
     * @param first those that were read already
     */
    LogSource(RunLogs logs, UUID run, long from, long end, List<RunEntry> first, boolean gzip, BodyMemory.Share share)
            throws IOException {
        this.logs = logs;
        this.run = run;
        this.next = from;
        this.end = end;
        this.entries = first;
        this.share = share;
        out = gzip ? new GZIPOutputStream(collected, 8 << 10) : collected;
    }

    @Override
    public byte @Nullable [] next() throws IOException {
        share.give(taken);
        taken = 0;
        while (!finished && collected.size() == 0) {
            if (entries.isEmpty() || next >= end) {
                out.close();
                finished = true;
            } else {
                for (RunEntry entry : entries) {
                    out.write(RunLogJson.write(entry));
                    out.write('\n');
                }
                next += entries.size();
                entries = List.of();
                if (next < end) {
                    entries = logs.entries(run, next, (int) Math.min(end - next, AT_A_TIME));
                }
            }
        }
        byte[] piece = collected.toByteArray();
        collected.reset();
        if (piece.length == 0) {
            return null;
        }
        share.take(piece.length);
        taken = piece.length;
        return piece;
    }
}
