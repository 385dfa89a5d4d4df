package io.github.djltracker.testing;

import java.util.List;
import java.util.Locale;

/** Default locales that often break programs: other digits, other decimal separators, another lower-case I. */
public final class Locales {
    private static final List<Locale> ODD = List.of(
            Locale.ROOT,
            Locale.GERMANY,
            Locale.forLanguageTag("tr-TR"),
            Locale.forLanguageTag("ar-EG-u-nu-arab"),
            Locale.forLanguageTag("th-TH-u-ca-buddhist-nu-thai"));

    private Locales() {}

    /** Runs a test under each of them, and restores the default. */
    public static void each(Runnable test) {
        Locale before = Locale.getDefault();
        try {
            for (Locale locale : ODD) {
                Locale.setDefault(locale);
                test.run();
            }
        } finally {
            Locale.setDefault(before);
        }
    }
}
