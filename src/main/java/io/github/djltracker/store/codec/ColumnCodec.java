package io.github.djltracker.store.codec;

import java.util.Arrays;

/**
 * Encodes and decodes columns of points: steps as runs of equal differences; times and values in blocks, each with as
 * many bits per number as it needs. {@code chunk-format.md} specifies the format. Not thread-safe: one instance per
 * thread keeps its scratch space.
 */
final class ColumnCodec {
    /** How many numbers a block has, all of the same width in bits. */
    static final int BLOCK = 32;

    private long[] scratch = new long[0];

    /** Writes steps, times and values of the points {@code from} to {@code to}, at least one. */
    void write(ByteWriter out, Points points, int from, int to) {
        steps(out, points.steps(), from, to);
        times(out, points.times(), from, to);
        values(out, points.values(), from, to);
    }

    /** Reads this number of points and adds them at the end; their entries are left to the caller. */
    void read(ByteReader in, Points points, int count) {
        int from = points.extend(count);
        readSteps(in, points.steps(), from, from + count);
        readTimes(in, points.times(), from, from + count);
        readValues(in, points.values(), from, from + count);
    }

    private static void steps(ByteWriter out, long[] steps, int from, int to) {
        long before = 0;
        int i = from;
        while (i < to) {
            long difference = steps[i] - before;
            int first = i;
            do {
                before = steps[i++];
            } while (i < to && steps[i] - before == difference);
            out.zigzag(difference);
            out.varint(i - first);
        }
    }

    private static void readSteps(ByteReader in, long[] steps, int from, int to) {
        long step = 0;
        int i = from;
        while (i < to) {
            long difference = in.zigzag();
            int end = i + in.varint(1, to - i);
            while (i < end) {
                step += difference;
                steps[i++] = step;
            }
        }
    }

    private void times(ByteWriter out, long[] times, int from, int to) {
        out.zigzag(times[from]);
        int count = to - from - 1;
        long[] differences = scratch(count);
        for (int i = 0; i < count; i++) {
            long difference = times[from + i + 1] - times[from + i];
            differences[i] = difference << 1 ^ difference >> 63;
        }
        blocks(out, differences, count);
    }

    private void readTimes(ByteReader in, long[] times, int from, int to) {
        long time = in.zigzag();
        times[from] = time;
        readBlocks(in, times, from + 1, to);
        for (int i = from + 1; i < to; i++) {
            long difference = times[i];
            time += difference >>> 1 ^ -(difference & 1);
            times[i] = time;
        }
    }

    private void values(ByteWriter out, double[] values, int from, int to) {
        long before = Double.doubleToLongBits(values[from]);
        out.i64(before);
        int count = to - from - 1;
        if (count == 0) {
            return;
        }
        long[] changes = scratch(count);
        long all = 0;
        for (int i = 0; i < count; i++) {
            long bits = Double.doubleToLongBits(values[from + i + 1]);
            changes[i] = bits ^ before;
            all |= changes[i];
            before = bits;
        }
        // floats that are stored as doubles leave the last 29 bits unused
        int shift = all == 0 ? 0 : Long.numberOfTrailingZeros(all);
        out.u8(shift);
        for (int i = 0; i < count; i++) {
            changes[i] >>>= shift;
        }
        blocks(out, changes, count);
    }

    private void readValues(ByteReader in, double[] values, int from, int to) {
        long bits = in.i64();
        values[from] = Double.longBitsToDouble(bits);
        int count = to - from - 1;
        if (count == 0) {
            return;
        }
        int shift = in.u8();
        if (shift > 63) {
            throw new CorruptException("the shift of the values is " + shift + ", not 0 to 63");
        }
        long[] changes = scratch(count);
        readBlocks(in, changes, 0, count);
        for (int i = 0; i < count; i++) {
            bits ^= changes[i] << shift;
            values[from + i + 1] = Double.longBitsToDouble(bits);
        }
    }

    private static void blocks(ByteWriter out, long[] numbers, int count) {
        for (int from = 0; from < count; from += BLOCK) {
            int to = Math.min(count, from + BLOCK);
            long all = 0;
            for (int i = from; i < to; i++) {
                all |= numbers[i];
            }
            int width = 64 - Long.numberOfLeadingZeros(all);
            out.u8(width);
            out.bits(numbers, from, to, width);
        }
    }

    private static void readBlocks(ByteReader in, long[] into, int first, int end) {
        for (int from = first; from < end; from += BLOCK) {
            int width = in.u8();
            if (width > 64) {
                throw new CorruptException("the width of a block is " + width + ", not 0 to 64");
            }
            in.bits(into, from, Math.min(end, from + BLOCK), width);
        }
    }

    private long[] scratch(int count) {
        if (scratch.length < count) {
            scratch = Arrays.copyOf(scratch, Math.max(count, 1_024));
        }
        return scratch;
    }
}
