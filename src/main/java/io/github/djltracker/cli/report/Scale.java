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

    /** Of values that are all within these two, which are numbers. */
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

    /** Of steps. */
    static Scale ofSteps(long first, long last, int from, int to) {
        return new Scale(first, Math.max(last, first + 1), false, from, to);
    }

    /** Where a value lies; what is beyond an end, infinities say, lies there. */
    int place(double value) {
        double part;
        if (isLog) {
            part = value <= 0 ? 0 : (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low));
        } else {
            // halves: the difference of two doubles may be none
            part = (value / 2 - low / 2) / (high / 2 - low / 2);
        }
        return (int) Math.round(from + Math.max(0, Math.min(1, part)) * (to - from));
    }

    /** Where a step lies, which is below 2^53. */
    int place(long step) {
        return place((double) step);
    }

    /** Round values to name, ascending: about four, two at least. */
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
        // counted, as a step may be too small to add to what is large
        double first = Math.ceil(low / step);
        for (int i = 0; i <= 2 * TICKS && (first + i) * step <= high; i++) {
            // 0 and not -0
            ticks.add((first + i) * step + 0.0);
        }
        return ticks.stream().filter(Double::isFinite).distinct().toList();
    }
}
