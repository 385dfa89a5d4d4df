package io.github.djltracker.testing;

import java.util.List;
import java.util.Locale;

/** Default locales under which text has gone wrong elsewhere: other digits, other commas, another small I. */
public final class Locales {
    private static final List<Locale> ODD = List.of(
            Locale.ROOT,
            Locale.GERMANY,
            Locale.forLanguageTag("tr-TR"),
            Locale.forLanguageTag("ar-EG-u-nu-arab"),
            Locale.forLanguageTag("th-TH-u-ca-buddhist-nu-thai"));

    private Locales() {}

    /** Runs something under each of them, and puts the default back. */
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
