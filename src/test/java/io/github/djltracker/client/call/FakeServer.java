package io.github.djltracker.client.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.djltracker.client.HttpStore;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** A server that answers as a test says, and stores that use it without pausing between retries. */
public final class FakeServer implements AutoCloseable {
    public static final String JSON = "application/json";
    public static final SocketEffect CUT = new SocketEffect.CloseSocket();

    private final MockWebServer server = new MockWebServer();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final List<Runnable> closing = new CopyOnWriteArrayList<>();

    public static FakeServer start() {
        FakeServer fake = new FakeServer();
        try {
            fake.server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return fake;
    }

    public MockWebServer server() {
        return server;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getPort();
    }

    /** The pauses that the stores asked for. */
    public List<Duration> pauses() {
        return pauses;
    }

    public Retries retries() {
        return new Retries(2, pauses::add, () -> 0.5);
    }

    public HttpStore store() {
        return store(HttpSettings.DEFAULTS);
    }

    public HttpStore store(HttpSettings settings) {
        return store(url(), settings);
    }

    public HttpStore store(String url, HttpSettings settings) {
        HttpStore store = HttpStore.open(url, settings, retries());
        closing.add(store::close);
        return store;
    }

    HttpCalls calls(HttpSettings settings) {
        HttpCalls calls = HttpCalls.open(url(), settings, retries());
        closing.add(calls::close);
        return calls;
    }

    public FakeServer answers(MockResponse response) {
        server.enqueue(response);
        return this;
    }

    public FakeServer answers(int status, String type, byte[] body) {
        return answers(response(status, type, body));
    }

    public FakeServer answers(int status, String type, String body) {
        return answers(status, type, body.getBytes(UTF_8));
    }

    public FakeServer answers(byte[] json) {
        return answers(200, JSON, json);
    }

    public FakeServer answers(int status) {
        return answers(new MockResponse.Builder().code(status).build());
    }

    /** Cuts the connection after the whole request came, instead of answering. */
    public FakeServer cuts() {
        return answers(new MockResponse.Builder().onResponseStart(CUT).build());
    }

    public FakeServer refuses(int status, String type, @Nullable String detail) {
        return answers(status, Problem.MEDIA_TYPE, problem(status, type, detail, null));
    }

    public static byte[] problem(int status, String type, @Nullable String detail, @Nullable Long next) {
        return Forms.PROBLEM.write(new Problem(type, "title", status, detail, next));
    }

    static MockResponse response(int status, String type, byte[] body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", type)
                .body(new Buffer().write(body))
                .build();
    }

    /** The next request that was received. */
    public RecordedRequest taken() {
        try {
            RecordedRequest request = server.takeRequest(5, TimeUnit.SECONDS);
            if (request == null) {
                throw new AssertionError("no request came");
            }
            return request;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public int requests() {
        return server.getRequestCount();
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
        server.close();
    }
}
