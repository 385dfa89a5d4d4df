package io.github.djltracker;

import io.github.djltracker.destination.DestinationProvider;
import io.github.djltracker.domain.run.Sink;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The kinds of destinations on the class path, by scheme. */
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
     * Opens a destination without an outbox. If it is unavailable, each append throws
     * {@link io.github.djltracker.domain.error.UnavailableException}. Close the sink if it is {@link AutoCloseable}. It
     * can be compared with what was sent if it is {@link io.github.djltracker.destination.Verifiable}.
     *
     * @throws IllegalArgumentException if the scheme is unknown, or a setting is invalid
     */
    public static Sink open(TrackerUri.OneWay place, TrackerOptions options) {
        DestinationProvider provider = of(place.scheme());
        if (provider == null) {
            throw new IllegalArgumentException("no destination provider on the class path supports " + place);
        }
        return provider.open(place.address(), options.variables());
    }

    /** Null if there is no such scheme. */
    static @Nullable DestinationProvider of(String scheme) {
        return ALL.get(scheme.toLowerCase(Locale.ROOT));
    }

    /** An example URI for each kind, for messages. */
    static String examples() {
        return String.join(
                ", ",
                ALL.values().stream().map(DestinationProvider::example).sorted().toList());
    }
}
