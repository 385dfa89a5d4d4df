package io.github.djltracker.client.call;

import io.github.djltracker.domain.error.NotFoundException;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Where a server is: {@code http(s)://host[:port][/prefix]}. */
record Address(HttpUrl base) {
    /** All ids and positions in lists that a server returns have fewer characters than this. */
    static final int MAX_ID = 1_000;

    private static final Pattern LOOPBACK = Pattern.compile("localhost|.*\\.localhost|127(\\.\\d{1,3}){3}|::1");

    /**
     * @throws IllegalArgumentException if it is not such an address, or contains a user or password, which the message
     *     does not show
     */
    static Address of(String url) {
        HttpUrl parsed = HttpUrl.parse(url);
        boolean named = parsed != null
                && (!parsed.username().isEmpty() || !parsed.password().isEmpty());
        if (named) {
            throw new IllegalArgumentException("the URL of a tracker must not contain a user or password: pass a token"
                    + " with HttpSettings.token or the environment variable DJL_TRACKER_TOKEN");
        }
        if (parsed == null || parsed.query() != null || parsed.fragment() != null) {
            // a URL that cannot be parsed may still contain a password
            String shown = url.indexOf('@') < 0 ? "\"" + url + "\"" : "this";
            throw new IllegalArgumentException(
                    shown + " is not the URL of a tracker: use http://host:port or https://host:port,"
                            + " with a path if the tracker is behind a path prefix");
        }
        return new Address(parsed);
    }

    /** Whether the address is this machine, to which bodies need not be compressed. */
    boolean isLoopback() {
        return LOOPBACK.matcher(base.host()).matches();
    }

    /**
     * The URL of a call.
     *
     * @throws NotFoundException if an id in its path is not a valid one, so that nothing else is requested by mistake
     */
    HttpUrl url(HttpCall call) {
        HttpUrl.Builder url = base.newBuilder();
        for (String segment : call.path()) {
            // no URL can contain these: "." and ".." are resolved, encoded or not
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..") || segment.length() > MAX_ID) {
                throw new NotFoundException("nothing has the id \""
                        + (segment.length() > MAX_ID ? segment.substring(0, 40) + "..." : segment) + "\"");
            }
            url.addPathSegment(segment);
        }
        for (HttpCall.Parameter parameter : call.query()) {
            url.addQueryParameter(parameter.name(), parameter.value());
        }
        return url.build();
    }

    /** Whether a request may be redirected: to the same host, with the same scheme and port or from http to https. */
    static boolean isSameServer(HttpUrl from, HttpUrl to) {
        boolean same = from.scheme().equals(to.scheme()) && from.port() == to.port();
        return from.host().equals(to.host()) && (same || (!from.isHttps() && to.isHttps()));
    }

    @Override
    public String toString() {
        String text = base.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
