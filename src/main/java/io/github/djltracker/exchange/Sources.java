package io.github.djltracker.exchange;

import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The kinds of sources on the class path. */
public final class Sources {
    private Sources() {}

    /**
     * Opens the source that a URI names.
     *
     * @param variables secrets and settings: the environment
     * @return null if its scheme is not that of a source
     * @throws IllegalArgumentException if it has the scheme of a source, but is invalid
     */
    public static @Nullable Source open(String uri, Map<String, String> variables) {
        int colon = uri.indexOf(':');
        if (colon < 0) {
            return null;
        }
        String scheme = uri.substring(0, colon).toLowerCase(Locale.ROOT);
        for (SourceProvider provider : all()) {
            if (provider.scheme().equals(scheme)) {
                return provider.source(uri.substring(colon + 1), variables);
            }
        }
        return null;
    }

    /** An example URI of each kind, for messages. */
    public static String examples() {
        TreeSet<String> examples = new TreeSet<>();
        all().forEach(provider -> examples.add(provider.example()));
        return String.join(", ", examples);
    }

    private static ServiceLoader<SourceProvider> all() {
        return ServiceLoader.load(SourceProvider.class, SourceProvider.class.getClassLoader());
    }
}
