package io.github.djltracker;

import io.github.djltracker.destination.DestinationProvider;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The kinds of destinations that are on the class path, by their schemes. */
final class Providers {
    private static final Map<String, DestinationProvider> ALL = load();

    private Providers() {}

    private static Map<String, DestinationProvider> load() {
        Map<String, DestinationProvider> all = new LinkedHashMap<>();
        for (DestinationProvider provider :
                ServiceLoader.load(DestinationProvider.class, DestinationProvider.class.getClassLoader())) {
            all.putIfAbsent(provider.scheme(), provider);
        }
        return all;
    }

    /** Null where there is no such scheme. */
    static @Nullable DestinationProvider of(String scheme) {
        return ALL.get(scheme.toLowerCase(Locale.ROOT));
    }

    /** An example of each, for messages. */
    static String examples() {
        return String.join(
                ", ",
                ALL.values().stream().map(DestinationProvider::example).sorted().toList());
    }
}
