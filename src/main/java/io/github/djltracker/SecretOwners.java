package io.github.djltracker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides which of the places found on disk get the secrets of the environment: those that the user named, or else the
 * only one of its kind. Others get none.
 */
final class SecretOwners {
    private final Map<String, TrackerUri> named = new HashMap<>();
    private final List<String> addresses;

    /**
     * @param named the places that the user named together with the secrets
     * @param addresses the addresses of all places
     */
    SecretOwners(List<TrackerUri> named, List<String> addresses) {
        named.forEach(uri -> this.named.put(Addresses.of(uri), uri));
        this.addresses = List.copyOf(addresses);
    }

    /**
     * The place with this address, as the user wrote it, because that may contain more than the address.
     *
     * @throws IllegalArgumentException if the address is invalid
     */
    TrackerUri uri(String address) {
        @Nullable TrackerUri uri = named.get(address);
        if (uri == null) {
            uri = TrackerUri.parse(address);
            if (uri instanceof TrackerUri.File file && !file.path().isAbsolute()) {
                throw new IllegalArgumentException("\"" + address + "\" is not a destination");
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

    /** The options for a place, without secrets that belong to another one. */
    TrackerOptions options(String address, TrackerOptions options) {
        return isOwner(address) ? options : options.withoutSecrets();
    }

    /** Places of the same kind would accept each other's secrets. */
    private static String kind(String address) {
        return address.startsWith("http:") || address.startsWith("https:")
                ? "http"
                : address.substring(0, Math.max(0, address.indexOf(':')));
    }
}
