package io.github.djltracker.store.chunk;

import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a series from a given one on. Reads one more at first, then twice as many each time, up to
 * {@value #MOST}. Not thread-safe.
 */
public final class ChunkQueue {
    private static final int MOST = 64;

    private final Session session;
    private final Deque<Chunk> ahead = new ArrayDeque<>();
    private @Nullable Chunk first;
    private int next = 1;

    public ChunkQueue(Session session, @Nullable Chunk first) {
        this.session = session;
        this.first = first;
    }

    /** The next chunk, null if there is none. */
    @Nullable
    public Chunk peek() {
        return first;
    }

    /** Removes the next chunk. */
    public void remove() throws SQLException {
        Chunk before = first;
        if (before == null) {
            return;
        }
        if (ahead.isEmpty()) {
            ahead.addAll(Chunk.behind(session, before.run(), before.series(), before.end(), next));
            next = Math.min(MOST, 2 * next);
        }
        first = ahead.poll();
    }
}
