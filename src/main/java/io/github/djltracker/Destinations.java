package io.github.djltracker;

import io.github.djltracker.destination.DestinationProvider;
import io.github.djltracker.domain.run.Sink;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The kinds of destinations that are on the class path, by their schemes. */
public final class Destinations {
    private static final Map<String, DestinationProvider> ALL = load();

    private Destinations() {}

    private static Map<String, DestinationProvider> load() {
        Map<String, DestinationProvider> all = new LinkedHashMap<>();
        for (DestinationProvider provider :
                ServiceLoader.load(DestinationProvider.class, DestinationProvider.class.getClassLoader())) {
            all.putIfAbsent(provider.scheme(), provider);
        }
        return all;
    }

    /**
     * Opens a destination without an outbox before it: what cannot be reached now is an {@link
     * io.github.djltracker.domain.error.UnavailableException} of each append. The sink is to be closed where it is {@link
     * AutoCloseable}, and can be compared with what was sent where it is {@link
     * io.github.djltracker.destination.Verifiable}.
     *
     * @throws IllegalArgumentException if nothing here knows its scheme, or a setting has a form that is not allowed
     */
    public static Sink open(TrackerUri.OneWay place, TrackerOptions options) {
        DestinationProvider provider = of(place.scheme());
        if (provider == null) {
            throw new IllegalArgumentException("nothing here sends to " + place);
        }
        return provider.open(place.address(), options.variables());
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
