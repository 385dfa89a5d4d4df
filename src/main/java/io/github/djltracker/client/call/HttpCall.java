package io.github.djltracker.client.call;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request to a server.
 *
 * @param path segments after the address, not encoded
 * @param query parameters, not encoded
 * @param body null for none
 * @param key the idempotency key, with which a server does it only once; null for none
 * @param lastEvent id of the last server-sent event received, null for none
 * @param isRepeatable whether sending it several times has the same effect as sending it once
 */
public record HttpCall(
        String method,
        List<String> path,
        List<Parameter> query,
        @Nullable Body body,
        @Nullable UUID key,
        @Nullable String lastEvent,
        boolean isRepeatable) {
    record Parameter(String name, String value) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Body(String type, byte[] bytes, boolean mayBePacked) {}

    private HttpCall(String method, String... path) {
        this(method, List.of(path), List.of(), null, null, null, !method.equals("POST"));
    }

    public static HttpCall get(String... path) {
        return new HttpCall("GET", path);
    }

    public static HttpCall post(String... path) {
        return new HttpCall("POST", path);
    }

    public static HttpCall patch(String... path) {
        return new HttpCall("PATCH", path);
    }

    public static HttpCall put(String... path) {
        return new HttpCall("PUT", path);
    }

    public static HttpCall delete(String... path) {
        return new HttpCall("DELETE", path);
    }

    /** The same call with these segments before its path. */
    public HttpCall under(String... parents) {
        List<String> all = new ArrayList<>(List.of(parents));
        all.addAll(path);
        return new HttpCall(method, all, query, body, key, lastEvent, isRepeatable);
    }

    /** The same call with a further parameter, unless its value is null. */
    public HttpCall with(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        List<Parameter> more = new ArrayList<>(query);
        more.add(new Parameter(name, value.toString()));
        return new HttpCall(method, path, more, body, key, lastEvent, isRepeatable);
    }

    public HttpCall body(String type, byte[] bytes) {
        return new HttpCall(method, path, query, new Body(type, bytes, true), key, lastEvent, isRepeatable);
    }

    /** The same call with an uncompressed body, for a server that does not accept compressed ones. */
    public HttpCall plainBody(String type, byte[] bytes) {
        return new HttpCall(method, path, query, new Body(type, bytes, false), key, lastEvent, isRepeatable);
    }

    /** The same call with an idempotency key, so that it is done once even if it is sent several times. */
    HttpCall once() {
        return new HttpCall(method, path, query, body, UUID.randomUUID(), lastEvent, true);
    }

    /** The same call, for a POST that has no further effect when it is sent again. */
    public HttpCall repeatable() {
        return new HttpCall(method, path, query, body, key, lastEvent, true);
    }

    /** The same call, for the events after the given one. */
    public HttpCall behind(@Nullable String event) {
        return new HttpCall(method, path, query, body, key, event, isRepeatable);
    }
}
