package io.github.djltracker.outbox.log;

import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.wire.log.RunLogJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines of a log, as bytes without their line feed. */
public final class Line {
    public static final byte FEED = '\n';

    private static final byte[][] HEADS = {head("batch"), head("end"), head("start")};

    private Line() {}

    private static byte[] head(String kind) {
        return ("{\"entry\":\"" + kind + "\",\"sequence\":").getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Whether the line can be the entry with this number. If it looks as the outbox writes it, only its head and its
     * last byte are checked; otherwise it is parsed. Damage in the middle is noticed when the line is parsed.
     */
    static boolean isEntry(byte[] line, long sequence) {
        if (line.length > 0 && line[line.length - 1] == '}') {
            byte[] digits = Long.toString(sequence).getBytes(StandardCharsets.US_ASCII);
            for (byte[] head : HEADS) {
                int after = head.length + digits.length;
                if (after < line.length
                        && Arrays.equals(line, 0, head.length, head, 0, head.length)
                        && Arrays.equals(line, head.length, after, digits, 0, digits.length)) {
                    return line[after] == ',' || line[after] == '}';
                }
            }
        }
        RunEntry entry = read(line);
        return entry != null && entry.sequence() == sequence;
    }

    /** The entry, or null if it is not one. */
    public static @Nullable RunEntry read(byte[] line) {
        try {
            return RunLogJson.read(line);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** An empty batch, to be sent in place of an entry that cannot be sent. */
    public static byte[] empty(long sequence) {
        return RunLogJson.write(new RunBatch(sequence, IterationColumns.NONE, List.of(), List.of()));
    }

    /** The number of points and modules of an entry, as the recorder counts them. */
    public static long points(@Nullable RunEntry entry) {
        return entry instanceof RunBatch batch
                ? batch.points() + (long) batch.modules().size()
                : 0;
    }

    static boolean isEnd(@Nullable RunEntry entry) {
        return entry instanceof RunEnd;
    }
}
