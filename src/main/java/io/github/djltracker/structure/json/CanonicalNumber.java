package io.github.djltracker.structure.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers in the canonical form: the fewest decimal digits that read back as the same float or double, and of these
 * the closest to the value, in the layout of ECMAScript, except that zero keeps its sign. {@code Double.toString} is
 * not used, because its digits differ between JDK 17 and later versions.
 */
final class CanonicalNumber {
    /** Decimal exponents at which ECMAScript changes to the form with an e. */
    private static final int MAX_PLAIN = 21;

    private static final int MIN_PLAIN = -7;
    private static final int DOUBLE_DIGITS = 17;

    private CanonicalNumber() {}

    /** The number's text; NaN and infinities are their names in quotes. */
    static String of(double value) {
        if (!Double.isFinite(value) || value == 0) {
            return special(value);
        }
        return signed(value < 0, shortest(Math.abs(value), false));
    }

    /** As for a double, but with the fewer digits that distinguish a float from its neighbours: 0.1f is 0.1. */
    static String of(float value) {
        if (!Float.isFinite(value) || value == 0) {
            return special(value);
        }
        return signed(value < 0, shortest(Math.abs(value), true));
    }

    private static String special(double value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        return Double.isNaN(value) ? "\"NaN\"" : value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
    }

    private static String signed(boolean negative, BigDecimal magnitude) {
        return negative ? "-" + text(magnitude) : text(magnitude);
    }

    private static BigDecimal shortest(double value, boolean single) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < DOUBLE_DIGITS; digits++) {
            BigDecimal low = exact.round(new MathContext(digits, RoundingMode.FLOOR));
            BigDecimal high = exact.round(new MathContext(digits, RoundingMode.CEILING));
            boolean lowFits = reads(low, value, single);
            boolean highFits = reads(high, value, single);
            if (lowFits && highFits) {
                return closer(exact, low, high);
            }
            if (lowFits || highFits) {
                return lowFits ? low : high;
            }
        }
        return exact.round(new MathContext(DOUBLE_DIGITS, RoundingMode.HALF_EVEN));
    }

    private static boolean reads(BigDecimal decimal, double value, boolean single) {
        String text = decimal.toString();
        return single ? Float.parseFloat(text) == (float) value : Double.parseDouble(text) == value;
    }

    private static BigDecimal closer(BigDecimal exact, BigDecimal low, BigDecimal high) {
        int order = exact.subtract(low).compareTo(high.subtract(exact));
        if (order != 0) {
            return order < 0 ? low : high;
        }
        return low.unscaledValue().testBit(0) ? high : low;
    }

    private static String text(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        String digits = stripped.unscaledValue().toString();
        int point = digits.length() - stripped.scale(); // digits before the decimal point
        if (point > MIN_PLAIN + 1 && point <= MAX_PLAIN) {
            if (point <= 0) {
                return "0." + "0".repeat(-point) + digits;
            }
            if (digits.length() <= point) {
                return digits + "0".repeat(point - digits.length());
            }
            return digits.substring(0, point) + "." + digits.substring(point);
        }
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return mantissa + "e" + (point > 0 ? "+" : "") + (point - 1);
    }
}
