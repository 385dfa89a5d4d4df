package io.github.djltracker.cli.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Maps values to positions on an axis, linearly or logarithmically.
 *
 * @param low the lowest value, at {@code from}
 * @param high the highest value, at {@code to}; above {@code low}
 * @param isLog whether logarithmic; both values are positive then
 */
record Scale(double low, double high, boolean isLog, int from, int to) {
    private static final int TICKS = 4;
    /** If the highest value exceeds this multiple of the lowest, a linear scale cannot separate the values. */
    private static final double WIDE = 1_000;

    /** A scale of values that are all between these two, which are finite. */
    static Scale of(double least, double greatest, int from, int to) {
        if (least > 0 && greatest / least >= WIDE) {
            return new Scale(least, greatest, true, from, to);
        }
        if (least < greatest) {
            return new Scale(least, greatest, false, from, to);
        }
        double room = least == 0 ? 1 : Math.abs(least) / 2;
        return new Scale(
                Math.max(-Double.MAX_VALUE, least - room), Math.min(Double.MAX_VALUE, least + room), false, from, to);
    }

    /** A scale of steps. */
    static Scale ofSteps(long first, long last, int from, int to) {
        return new Scale(first, Math.max(last, first + 1), false, from, to);
    }

    /** The position of a value; beyond an end, such as an infinity, it is that of the end. */
    int place(double value) {
        double part;
        if (isLog) {
            part = value <= 0 ? 0 : (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low));
        } else {
            // halves, because the difference of two doubles may overflow
            part = (value / 2 - low / 2) / (high / 2 - low / 2);
        }
        return (int) Math.round(from + Math.max(0, Math.min(1, part)) * (to - from));
    }

    /** The position of a step, which is below 2^53. */
    int place(long step) {
        return place((double) step);
    }

    /** Round values for labels, ascending: about four, at least two. */
    List<Double> ticks() {
        List<Double> ticks = isLog ? powers() : even();
        return ticks.size() < 2 ? List.of(low, high) : ticks;
    }

    private List<Double> powers() {
        int first = (int) Math.ceil(Math.log10(low));
        int last = (int) Math.floor(Math.log10(high));
        int step = Math.max(1, (last - first + TICKS - 1) / TICKS);
        List<Double> powers = new ArrayList<>();
        for (int i = first; i <= last; i += step) {
            powers.add(Double.parseDouble("1e" + i));
        }
        return powers;
    }

    private List<Double> even() {
        double raw = high / TICKS - low / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double times = raw / power;
        double step = power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
        List<Double> ticks = new ArrayList<>();
        // multiplied, because a step may be too small to be added to a large value
        double first = Math.ceil(low / step);
        for (int i = 0; i <= 2 * TICKS && (first + i) * step <= high; i++) {
            // 0 instead of -0
            ticks.add((first + i) * step + 0.0);
        }
        return ticks.stream().filter(Double::isFinite).distinct().toList();
    }
}
