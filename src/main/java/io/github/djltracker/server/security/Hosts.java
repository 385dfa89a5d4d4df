package io.github.djltracker.server.security;

import io.github.djltracker.server.problem.Refusal;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The host names that a server accepts. A page of another site can make its own name resolve to this machine, and its
 * scripts then read what is here as their own. But they cannot change the name, which the browser sends. Names are
 * therefore rejected unless they are expected; an address is never the name of another site. Thread-safe.
 */
public final class Hosts {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    private final Set<String> names;
    private final boolean addresses;
    private final boolean all;

    private Hosts(Set<String> names, boolean addresses, boolean all) {
        this.names = Set.copyOf(names);
        this.addresses = addresses;
        this.all = all;
    }

    /**
     * The names that a server answers to.
     *
     * @param host the host that the server binds to
     * @param allowed further names, as the user gave them
     * @param demandsToken whether a client must show a token to write
     * @param bound the address of {@code host}
     */
    public static Hosts of(String host, Collection<String> allowed, boolean demandsToken, InetAddress bound) {
        Set<String> names = new HashSet<>(LOOPBACK);
        allowed.forEach(name -> names.add(plain(name)));
        if (bound.isAnyLocalAddress()) {
            // with a token, a page of another site can do nothing; without one, a name must be expected
            boolean all = demandsToken && allowed.isEmpty();
            return new Hosts(names, true, all);
        }
        if (!bound.isLoopbackAddress()) {
            names.add(plain(host));
            names.add(plain(bound.getHostAddress()));
        }
        return new Hosts(names, false, false);
    }

    /** Throws unless the name is expected; null if the request has none. */
    public void check(@Nullable String host) {
        if (all) {
            return;
        }
        if (host == null || host.isEmpty()) {
            throw Refusal.forbidden("the request has no host");
        }
        String plain = plain(host);
        if (!names.contains(plain) && !(addresses && isAddress(plain))) {
            throw Refusal.forbidden("the server does not answer to this host name; allow it with --allowed-host");
        }
    }

    private static String plain(String host) {
        String plain = host.toLowerCase(Locale.ROOT);
        if (plain.startsWith("[") && plain.endsWith("]")) {
            plain = plain.substring(1, plain.length() - 1);
        }
        return plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
    }

    /** Host names cannot end in a number, nor contain a colon. */
    private static boolean isAddress(String plain) {
        return plain.indexOf(':') >= 0 || plain.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    }
}
