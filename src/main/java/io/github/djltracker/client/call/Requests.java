package io.github.djltracker.client.call;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * Turns calls into requests: headers, token, compressed bodies. Thread-safe.
 *
 * <p>Compression reduces a run's entries to about a third, and takes four times as long as writing them. Between two
 * processes of one machine, where bytes cost nothing, that is a loss, so neither side compresses there.
 */
public final class Requests {
    /** Smaller bodies fit into a packet uncompressed. */
    static final int MIN_GZIP_BYTES = 1_024;

    /** The fastest level: the default one takes three times as long for a seventh less. */
    private static final int LEVEL = Deflater.BEST_SPEED;

    /**
     * Tells a proxy that redirects people to a login page that this is a program, to which it denies access instead.
     */
    private static final String ACCEPTED =
            "application/json, application/x-ndjson, application/problem+json, text/event-stream";

    private static final String AGENT = agent();

    private final HttpSettings settings;
    private final boolean isLoopback;

    Requests(Address address, HttpSettings settings) {
        this.settings = settings;
        isLoopback = address.isLoopback();
    }

    /** A request that carries a counter. */
    Request of(HttpUrl url, HttpCall call, AtomicInteger counter) {
        Request.Builder request = new Request.Builder()
                .url(url)
                .tag(AtomicInteger.class, counter)
                .header("User-Agent", AGENT)
                .header("Accept", ACCEPTED);
        if (isLoopback) {
            // otherwise OkHttp asks for gzip
            request.header("Accept-Encoding", "identity");
        }
        if (settings.token() != null) {
            request.header("Authorization", "Bearer " + settings.token());
        }
        if (call.key() != null) {
            request.header("Idempotency-Key", call.key().toString());
        }
        if (call.lastEvent() != null) {
            request.header("Last-Event-ID", call.lastEvent());
        }
        settings.headers().forEach(request::header);
        return request.method(call.method(), call.body() == null ? null : body(request, call.body()))
                .build();
    }

    private RequestBody body(Request.Builder request, HttpCall.Body body) {
        MediaType type = MediaType.get(body.type());
        if (isLoopback || !body.mayBePacked() || body.bytes().length < MIN_GZIP_BYTES) {
            return RequestBody.create(body.bytes(), type);
        }
        request.header("Content-Encoding", "gzip");
        return RequestBody.create(gzip(body.bytes(), LEVEL), type);
    }

    public static byte[] gzip(byte[] bytes, int level) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 4);
        try (GZIPOutputStream out = new LevelledGzip(packed, level)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** The version is that of the jar; it is missing if the classes are in a folder. */
    private static String agent() {
        String version = Requests.class.getPackage().getImplementationVersion();
        return version == null ? "djl-tracker" : "djl-tracker/" + version;
    }

    private static final class LevelledGzip extends GZIPOutputStream {
        LevelledGzip(ByteArrayOutputStream out, int level) throws IOException {
            super(out);
            def.setLevel(level);
        }
    }
}
