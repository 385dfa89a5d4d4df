package io.github.djltracker.client.call;

import io.github.djltracker.domain.error.NotFoundException;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Where a server is: {@code http(s)://host[:port][/prefix]}. */
record Address(HttpUrl base) {
    /** More characters than any id or place in a list that a server gives has. */
    static final int MAX_ID = 1_000;

    private static final Pattern LOOPBACK = Pattern.compile("localhost|.*\\.localhost|127(\\.\\d{1,3}){3}|::1");

    /**
     * @throws IllegalArgumentException if it is no such address, or holds a user or a password, which the message does
     *     not show
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
            // what cannot be read may hold a password all the same
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
     * Where to send a call.
     *
     * @throws NotFoundException if an id in its path cannot be one, so that nothing else is asked for by mistake
     */
    HttpUrl url(HttpCall call) {
        HttpUrl.Builder url = base.newBuilder();
        for (String segment : call.path()) {
            // no URL can say these: "." and ".." are steps, encoded or not
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..") || segment.length() > MAX_ID) {
                throw new NotFoundException("there is nothing with the id \""
                        + (segment.length() > MAX_ID ? segment.substring(0, 40) + "..." : segment) + "\"");
            }
            url.addPathSegment(segment);
        }
        for (HttpCall.Parameter parameter : call.query()) {
            url.addQueryParameter(parameter.name(), parameter.value());
        }
        return url.build();
    }

    /** Whether a request to one URL may be redirected to another: the same server, with no less protection. */
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
