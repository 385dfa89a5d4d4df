package io.github.djltracker.domain.find;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds similar words, for error messages. */
public final class Spelling {
    /** Maximum edit distance; a transposition counts as one edit. */
    private static final int MOST_ERRORS = 2;

    private Spelling() {}

    /** The words that are similar to a word, or begin with it, the most likely first; case is ignored. */
    public static List<String> like(String word, Collection<String> words) {
        String written = word.toLowerCase(Locale.ROOT);
        return words.stream()
                .filter(each -> isLike(written, each))
                .sorted(Comparator.<String>comparingInt(each -> errors(written, each.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static boolean isLike(String written, String any) {
        String word = any.toLowerCase(Locale.ROOT);
        boolean isBeginning = written.length() > 1 && word.startsWith(written);
        // with more errors, a short word would match almost anything
        return isBeginning || errors(written, word) <= Math.min(MOST_ERRORS, (word.length() - 1) / 2);
    }

    private static int errors(String from, String to) {
        int[][] errors = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                errors[i][j] = i == 0 || j == 0 ? i + j : cheapest(errors, from, i, to, j);
            }
        }
        return errors[from.length()][to.length()];
    }

    private static int cheapest(int[][] errors, String from, int i, String to, int j) {
        int changed = errors[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        int least = Math.min(changed, Math.min(errors[i - 1][j], errors[i][j - 1]) + 1);
        boolean isSwapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return isSwapped ? Math.min(least, errors[i - 2][j - 2] + 1) : least;
    }
}
