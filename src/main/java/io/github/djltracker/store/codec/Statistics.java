package io.github.djltracker.store.codec;

import io.github.djltracker.domain.query.Curve;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Summary statistics of some points of one series. Not thread-safe. */
public final class Statistics {
    /** Size of the stored form in bytes: a version and thirteen numbers. */
    private static final int SIZE = 1 + 13 * 8;

    private static final int VERSION = 1;
    /** Like version 1, but with the sum in units of {@link #UNIT}. */
    private static final int VERSION_OF_GREAT_SUMS = 2;

    /** 2^64: in this unit, even the sum of 2^63 of the largest doubles is finite. */
    private static final double UNIT = 0x1p64;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN)
            .withInvokeExactBehavior();

    /** Number of points, including NaN, but without removed points. */
    public long count;

    public long nan;
    /** Lowest step; {@link Long#MAX_VALUE} if there is no point. */
    public long firstStep = Long.MAX_VALUE;

    public long lastStep = Long.MIN_VALUE;
    public long firstTime = Long.MAX_VALUE;
    public long lastTime = Long.MIN_VALUE;
    /** The value at the lowest step, the earliest recorded if there are several. */
    public double first = Double.NaN;
    /** The value at the highest step, the latest recorded if there are several. */
    public double last = Double.NaN;

    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double sum;
    /** Whether the sum is in units of {@link #UNIT}, because it has exceeded the range of a double. */
    private boolean isGreat;

    private long firstEntry = Long.MAX_VALUE;
    private long lastEntry = -1;

    public static Statistics of(Points points, int from, int to) {
        Statistics statistics = new Statistics();
        for (int i = from; i < to; i++) {
            statistics.add(points, i);
        }
        return statistics;
    }

    public void add(Points points, int i) {
        add(points.steps()[i], points.times()[i], points.values()[i]);
        firstEntry = Math.min(firstEntry, points.entries()[i]);
        lastEntry = Math.max(lastEntry, points.entries()[i]);
    }

    /** Adds a point that was recorded after all points added so far. */
    public void add(long step, long time, double value) {
        if (step < firstStep) {
            firstStep = step;
            first = value;
        }
        if (step >= lastStep) {
            lastStep = step;
            last = value;
        }
        firstTime = Math.min(firstTime, time);
        lastTime = Math.max(lastTime, time);
        count++;
        if (Double.isNaN(value)) {
            nan++;
        } else {
            min = Math.min(min, value);
            max = Math.max(max, value);
            addToSum(value, false);
        }
    }

    private void addToSum(double other, boolean otherIsGreat) {
        double plain = sum + other;
        if (!isGreat && !otherIsGreat && (Double.isFinite(plain) || !Double.isFinite(sum) || !Double.isFinite(other))) {
            sum = plain;
        } else {
            sum = (isGreat ? sum : sum / UNIT) + (otherIsGreat ? other : other / UNIT);
            isGreat = true;
        }
    }

    /** Adds points that were recorded after all points added so far. */
    public void add(Statistics later) {
        if (later.count == 0) {
            return;
        }
        if (later.firstStep < firstStep) {
            firstStep = later.firstStep;
            first = later.first;
        }
        if (later.lastStep >= lastStep) {
            lastStep = later.lastStep;
            last = later.last;
        }
        firstTime = Math.min(firstTime, later.firstTime);
        lastTime = Math.max(lastTime, later.lastTime);
        count += later.count;
        nan += later.nan;
        min = Math.min(min, later.min);
        max = Math.max(max, later.max);
        addToSum(later.sum, later.isGreat);
        firstEntry = Math.min(firstEntry, later.firstEntry);
        lastEntry = Math.max(lastEntry, later.lastEntry);
    }

    /** Lowest value that is not NaN; NaN if all are. */
    public double min() {
        return count == nan ? Double.NaN : min;
    }

    /** Highest value that is not NaN; NaN if all are. */
    public double max() {
        return count == nan ? Double.NaN : max;
    }

    public long firstEntry() {
        return firstEntry;
    }

    public Curve.Bucket toBucket() {
        double mean = count == nan ? Double.NaN : sum / (count - nan) * (isGreat ? UNIT : 1);
        return new Curve.Bucket(firstStep, lastStep, firstTime, lastTime, first, last, min(), max(), mean, count, nan);
    }

    /** How other statistics of the same points differ; empty if not. Sums may have been added in another order. */
    public String difference(Statistics other) {
        if (count != other.count || nan != other.nan) {
            return count + " points, " + nan + " of them NaN, not " + other.count + " and " + other.nan;
        }
        if (firstStep != other.firstStep || lastStep != other.lastStep) {
            return "steps " + firstStep + " to " + lastStep + ", not " + other.firstStep + " to " + other.lastStep;
        }
        if (firstTime != other.firstTime || lastTime != other.lastTime) {
            return "times " + firstTime + " to " + lastTime + ", not " + other.firstTime + " to " + other.lastTime;
        }
        if (firstEntry != other.firstEntry || lastEntry != other.lastEntry) {
            return "entries " + firstEntry + " to " + lastEntry + ", not " + other.firstEntry + " to "
                    + other.lastEntry;
        }
        if (!same(first, other.first) || !same(last, other.last)) {
            return "first and last value " + first + ", " + last + ", not " + other.first + ", " + other.last;
        }
        if (!same(min, other.min) || !same(max, other.max)) {
            return "values " + min + " to " + max + ", not " + other.min + " to " + other.max;
        }
        double rounding = 1e-9 * count * Math.max(Math.abs(min), Math.abs(max));
        // sums cannot be compared if the values are so large that the order decides whether there is an overflow
        return isGreat != other.isGreat
                        || same(sum, other.sum)
                        || !(Math.abs(sum - other.sum) > rounding)
                        || !Double.isFinite(rounding)
                ? ""
                : "sum " + sum + ", not " + other.sum;
    }

    private static boolean same(double one, double other) {
        return Double.doubleToLongBits(one) == Double.doubleToLongBits(other);
    }

    public byte[] toBytes() {
        ByteWriter out = new ByteWriter(SIZE);
        out.u8(isGreat ? VERSION_OF_GREAT_SUMS : VERSION);
        out.i64(count);
        out.i64(nan);
        out.i64(firstStep);
        out.i64(lastStep);
        out.i64(firstTime);
        out.i64(lastTime);
        out.i64(Double.doubleToLongBits(first));
        out.i64(Double.doubleToLongBits(last));
        out.i64(Double.doubleToLongBits(min));
        out.i64(Double.doubleToLongBits(max));
        out.i64(Double.doubleToLongBits(sum));
        out.i64(firstEntry);
        out.i64(lastEntry);
        return out.toBytes();
    }

    public static Statistics read(byte[] bytes) {
        if (bytes.length != SIZE || (bytes[0] != VERSION && bytes[0] != VERSION_OF_GREAT_SUMS)) {
            throw new CorruptException("statistics of " + bytes.length + " bytes in version "
                    + (bytes.length == 0 ? "none" : bytes[0]) + ", not " + SIZE + " in " + VERSION + " or "
                    + VERSION_OF_GREAT_SUMS);
        }
        Statistics read = new Statistics();
        read.isGreat = bytes[0] == VERSION_OF_GREAT_SUMS;
        read.count = number(bytes, 0);
        read.nan = number(bytes, 1);
        read.firstStep = number(bytes, 2);
        read.lastStep = number(bytes, 3);
        read.firstTime = number(bytes, 4);
        read.lastTime = number(bytes, 5);
        read.first = Double.longBitsToDouble(number(bytes, 6));
        read.last = Double.longBitsToDouble(number(bytes, 7));
        read.min = Double.longBitsToDouble(number(bytes, 8));
        read.max = Double.longBitsToDouble(number(bytes, 9));
        read.sum = Double.longBitsToDouble(number(bytes, 10));
        read.firstEntry = number(bytes, 11);
        read.lastEntry = number(bytes, 12);
        return read;
    }

    private static long number(byte[] bytes, int index) {
        return (long) LONG.get(bytes, 1 + 8 * index);
    }
}
