package io.github.djltracker.client.call;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How to connect to a tracker behind a URL. Proxies and trusted certificates are those of the JVM
 * ({@code https.proxyHost}, {@code javax.net.ssl.trustStore} and so on). {@link #toString} shows neither the token nor
 * the values of headers.
 *
 * @param token sent to the tracker and to nobody else, null for none
 * @param headers sent with each request, for example for a proxy in between
 * @param connectTimeout how long to wait for a connection
 * @param readTimeout how long to wait for the next bytes of an answer
 * @param writeTimeout how long to wait until the next bytes of a request are accepted
 * @param callTimeout how long a request may take from its beginning to the end of its answer
 */
public record HttpSettings(
        @Nullable String token,
        Map<String, String> headers,
        Duration connectTimeout,
        Duration readTimeout,
        Duration writeTimeout,
        Duration callTimeout) {
    /** The default connect timeout, 5 s. */
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** The default read timeout, 30 s. */
    public static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
    /** The default write timeout, 30 s. */
    public static final Duration WRITE_TIMEOUT = Duration.ofSeconds(30);
    /** The default timeout of a whole call, 60 s. */
    public static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);

    private static final Duration MAX_TIMEOUT = Duration.ofDays(1);

    /** Headers that each request sets itself. */
    private static final Set<String> OWN = Set.of(
            "accept",
            "accept-encoding",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "host",
            "idempotency-key",
            "last-event-id",
            "transfer-encoding");

    /** No token, no headers, and the timeouts above. */
    public static final HttpSettings DEFAULTS =
            new HttpSettings(null, Map.of(), CONNECT_TIMEOUT, READ_TIMEOUT, WRITE_TIMEOUT, CALL_TIMEOUT);

    public HttpSettings {
        if (token != null) {
            visible("the token", token, '!');
            if (token.isEmpty()) {
                throw new IllegalArgumentException("the token is empty: pass null for none");
            }
        }
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        for (Map.Entry<String, String> header : headers.entrySet()) {
            header(header.getKey(), requireNonNull(header.getValue(), header.getKey()), token != null);
        }
        timeout("connectTimeout", connectTimeout);
        timeout("readTimeout", readTimeout);
        timeout("writeTimeout", writeTimeout);
        timeout("callTimeout", callTimeout);
    }

    /** A copy with a token; null for none. */
    public HttpSettings token(@Nullable String value) {
        return new HttpSettings(value, headers, connectTimeout, readTimeout, writeTimeout, callTimeout);
    }

    /** A copy with one more header. */
    public HttpSettings header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpSettings(token, more, connectTimeout, readTimeout, writeTimeout, callTimeout);
    }

    /** A copy with other timeouts, each from 1 ms to a day. */
    public HttpSettings timeouts(Duration connect, Duration read, Duration write, Duration call) {
        return new HttpSettings(token, headers, connect, read, write, call);
    }

    private static void header(String name, String value, boolean hasToken) {
        requireNonNull(name, "name");
        visible("header name \"" + name + "\"", name, '!');
        String lower = name.toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.indexOf(':') >= 0 || OWN.contains(lower)) {
            throw new IllegalArgumentException("header \"" + name + "\" cannot be set");
        }
        if (hasToken && lower.equals("authorization")) {
            throw new IllegalArgumentException("a token and a header Authorization exclude each other");
        }
        visible("the value of header " + name, value, ' ');
    }

    /** Allows ASCII from {@code least} on. The message does not show the value, which may be secret. */
    private static void visible(String what, String value, char least) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < least || value.charAt(i) > '~') {
                throw new IllegalArgumentException(
                        what + " has a character at " + i + " that HTTP does not allow: only visible ASCII is allowed");
            }
        }
    }

    private static void timeout(String what, Duration value) {
        if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException(what + " " + value + " is out of range: 1 ms to a day");
        }
    }

    @Override
    public String toString() {
        return "HttpSettings[token=" + (token == null ? "none" : "***") + ", headers=" + headers.keySet()
                + ", connectTimeout=" + connectTimeout + ", readTimeout=" + readTimeout + ", writeTimeout="
                + writeTimeout + ", callTimeout=" + callTimeout + "]";
    }
}
