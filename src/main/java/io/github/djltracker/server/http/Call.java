package io.github.djltracker.server.http;

import io.github.djltracker.server.body.Body;
import io.github.djltracker.server.body.BodyMemory;
import io.github.djltracker.server.body.BodyReader;
import io.github.djltracker.server.body.Inflated;
import io.github.djltracker.server.body.JsonWeight;
import io.github.djltracker.server.problem.Refusal;
import io.github.djltracker.wire.json.Form;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** One request on its route: its parameters, and methods to respond. Used by one thread at a time. */
public final class Call {
    /**
     * Maximum size of a decompressed JSON body: attributes of maximum size, with each character written as an escape.
     */
    static final long MAX_JSON = 8L << 20;
    /** Smaller responses gain nothing from compression. */
    private static final int MIN_GZIP = 1_400;
    /** Smaller responses fit into the buffers of a connection, and make no thread wait for a slow client. */
    private static final int MIN_LONG = 64 << 10;

    private final Context context;
    private final long bytesPerSecond;
    private final Query query;

    Call(Context context, long bytesPerSecond, Query query) {
        this.context = context;
        this.bytesPerSecond = bytesPerSecond;
        this.query = query;
    }

    public Context context() {
        return context;
    }

    public Query query() {
        return query;
    }

    /** The path as received, without the query. */
    public String path() {
        return context.req().getRequestURI();
    }

    public String method() {
        return context.req().getMethod();
    }

    /** A parameter in the path. */
    public String text(String name) {
        return context.pathParam(name);
    }

    /** An id in the path. */
    public UUID id(String name) {
        return Query.uuid("the " + name + " in the path", text(name));
    }

    /** A header that may occur once. */
    @Nullable
    public String header(String name) {
        var values = context.req().getHeaders(name);
        if (!values.hasMoreElements()) {
            return null;
        }
        String value = values.nextElement();
        if (values.hasMoreElements()) {
            throw Refusal.invalid("the header " + name + " occurs more than once");
        }
        return value;
    }

    /** The memory of the server that this request has taken. */
    public BodyMemory.Share share() {
        BodyMemory.Share share = (BodyMemory.Share) context.req().getAttribute(BodyReader.SHARE);
        if (share == null) {
            throw new IllegalStateException("no share: see BodyReader");
        }
        return share;
    }

    private Body body() {
        Body body = (Body) context.req().getAttribute(BodyReader.BODY);
        if (body == null) {
            throw new IllegalStateException(method() + " has no body: see BodyReader");
        }
        return body;
    }

    /** The body, decompressed, of at most this number of bytes. */
    public Inflated body(String mediaType, long most) {
        MediaTypes.checkContent(header("Content-Type"), mediaType);
        return Inflated.of(body(), header("Content-Encoding"), most);
    }

    /** The whole body of a request that carries one JSON object. */
    public byte[] json() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            body(MediaTypes.JSON, MAX_JSON).transferTo(bytes);
            byte[] json = bytes.toByteArray();
            share().take(JsonWeight.of(json, 0, json.length));
            return json;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public <T> void answer(Form<T> form, T value) {
        send(200, MediaTypes.JSON, form.write(value));
    }

    public <T> void created(Form<T> form, T value) {
        send(201, MediaTypes.JSON, form.write(value));
    }

    /** A page of a list, and the link to the next page if there is one. */
    public <T> void list(Form<T> form, List<? extends T> items, @Nullable String after) {
        String next = after == null ? null : path() + query.with(ListPages.AFTER, after);
        send(200, MediaTypes.JSON, form.writeList(items, next));
    }

    public void noContent() {
        context.status(204);
        context.res().setContentType(null);
    }

    public void send(int status, String mediaType, byte[] bytes) {
        context.status(status);
        context.contentType(mediaType);
        context.header("Vary", "Accept-Encoding");
        byte[] sent = bytes;
        if (bytes.length >= MIN_GZIP && wantsGzip()) {
            context.header("Content-Encoding", "gzip");
            sent = gzip(bytes);
        }
        if (sent.length < MIN_LONG || isHead()) {
            context.result(sent);
        } else {
            share().take(sent.length);
            context.res().setContentLengthLong(sent.length);
            try {
                LongAnswer.send(context, sent, bytesPerSecond);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public boolean isHead() {
        return method().equals("HEAD");
    }

    boolean wantsGzip() {
        return MediaTypes.acceptsGzip(context.req().getHeader("Accept-Encoding"));
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 4);
        try (OutputStream out = new GZIPOutputStream(packed, 8 << 10)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
