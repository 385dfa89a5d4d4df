package io.github.djltracker.testing.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

/**
 * A reverse proxy with faults: it answers many requests with 429, 503 or similar, before or after it has passed them
 * on, or passes them on and loses the answer. The seed determines which. Thread-safe.
 */
public final class StormyProxy implements AutoCloseable {
    private static final int[] REFUSALS = {408, 429, 500, 502, 503, 504};

    private final MockWebServer front = new MockWebServer();
    private final HttpClient back = HttpClient.newHttpClient();
    private final AtomicInteger faults = new AtomicInteger();
    private final Map<String, AtomicInteger> passed = new ConcurrentHashMap<>();
    private volatile String hidden = "";

    private StormyProxy() {}

    /**
     * Starts a proxy.
     *
     * @param target the server, without a path
     * @param chance the probability of a fault, 0 to 1
     */
    public static StormyProxy start(URI target, double chance, long seed) {
        StormyProxy proxy = new StormyProxy();
        Random random = new Random(seed);
        proxy.front.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String path = request.getUrl().encodedPath();
                proxy.passed.computeIfAbsent(path, any -> new AtomicInteger()).incrementAndGet();
                if (path.equals(proxy.hidden)) {
                    return refusal(404);
                }
                double fate;
                int kind;
                synchronized (random) {
                    fate = random.nextDouble();
                    kind = random.nextInt(3 * REFUSALS.length);
                }
                if (fate >= chance) {
                    return proxy.pass(target, request);
                }
                proxy.faults.incrementAndGet();
                if (kind >= REFUSALS.length) {
                    proxy.pass(target, request);
                }
                return kind >= 2 * REFUSALS.length
                        ? new MockResponse.Builder()
                                .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
                                .build()
                        : refusal(REFUSALS[kind % REFUSALS.length]);
            }
        });
        try {
            proxy.front.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return proxy;
    }

    private static MockResponse refusal(int status) {
        MockResponse.Builder response = new MockResponse.Builder().code(status);
        if (status == 429) {
            response.setHeader("Retry-After", "0");
        }
        return response.build();
    }

    private MockResponse pass(URI target, RecordedRequest request) {
        HttpRequest.Builder passed = HttpRequest.newBuilder(
                        target.resolve(request.getUrl().encodedPath()))
                .method(
                        request.getMethod(),
                        request.getBody() == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(
                                        request.getBody().toByteArray()));
        for (String header : new String[] {"Content-Type", "Content-Encoding", "Authorization"}) {
            String value = request.getHeaders().get(header);
            if (value != null) {
                passed.header(header, value);
            }
        }
        try {
            HttpResponse<String> answer = back.send(passed.build(), HttpResponse.BodyHandlers.ofString());
            MockResponse.Builder response =
                    new MockResponse.Builder().code(answer.statusCode()).body(answer.body());
            answer.headers().firstValue("Content-Type").ifPresent(type -> response.setHeader("Content-Type", type));
            return response.build();
        } catch (IOException e) {
            return refusal(502);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return refusal(503);
        }
    }

    public int port() {
        return front.getPort();
    }

    /** The number of requests with a fault so far. */
    public int faults() {
        return faults.get();
    }

    /** The number of requests for a path. */
    public int requests(String path) {
        return passed.getOrDefault(path, new AtomicInteger()).get();
    }

    /** From now on nothing exists at a path, as with an older server that does not have it. */
    public void hide(String path) {
        hidden = path;
    }

    @Override
    public void close() {
        front.close();
    }
}
