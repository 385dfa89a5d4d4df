package io.github.djltracker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose the secrets of the environment are, among places that were found on disk: those that somebody named, else the only one
 * of its kind. The others get none.
 */
final class SecretOwners {
    private final Map<String, TrackerUri> named = new HashMap<>();
    private final List<String> addresses;

    /**
     * Of some places.
     *
     * @param named by whoever gave the secrets
     * @param addresses of all places that there are
     */
    SecretOwners(List<TrackerUri> named, List<String> addresses) {
        named.forEach(uri -> this.named.put(Addresses.of(uri), uri));
        this.addresses = List.copyOf(addresses);
    }

    /**
     * The place of an address: as somebody named it, who may have said more than the address does.
     *
     * @throws IllegalArgumentException if it is none
     */
    TrackerUri uri(String address) {
        @Nullable TrackerUri uri = named.get(address);
        if (uri == null) {
            uri = TrackerUri.parse(address);
            if (uri instanceof TrackerUri.File file && !file.path().isAbsolute()) {
                throw new IllegalArgumentException("\"" + address + "\" is no place");
            }
        }
        return uri;
    }

    boolean isOwner(String address) {
        if (named.containsKey(address)) {
            return true;
        }
        String kind = kind(address);
        long ofThisKind =
                addresses.stream().filter(other -> kind(other).equals(kind)).count();
        return ofThisKind == 1
                && named.keySet().stream().noneMatch(other -> kind(other).equals(kind));
    }

    /** The options, without secrets where they are somebody else's. */
    TrackerOptions options(String address, TrackerOptions options) {
        return isOwner(address) ? options : options.withoutSecrets();
    }

    /** Places of one kind take each other's secrets for their own. */
    private static String kind(String address) {
        return address.startsWith("http:") || address.startsWith("https:")
                ? "http"
                : address.substring(0, Math.max(0, address.indexOf(':')));
    }
}
