package io.github.djltracker.client.call;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;

/**
 * The connections to one server, and the daemon threads that wait for its answers. Thread-safe.
 *
 * @param client for answers that end soon
 * @param streams for those that go on for as long as a run
 */
public record Connections(OkHttpClient client, OkHttpClient streams, ExecutorService threads) implements AutoCloseable {
    /** Many servers, Jetty among them, close a connection that was idle for 30 s: one that is older is not trusted. */
    private static final Duration IDLE = Duration.ofSeconds(20);

    /** A stream that is alive says something every 15 s. */
    private static final Duration SILENCE = Duration.ofSeconds(45);

    private static final int MAX_IDLE = 5;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** Connects to nobody yet. */
    public static Connections open(HttpSettings settings, Interceptor interceptor) {
        ExecutorService threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE.toSeconds(), TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, "tracker-client-" + NUMBER.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        // whoever calls waits, so callers are limit enough
        Dispatcher dispatcher = new Dispatcher(threads);
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        OkHttpClient client = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(MAX_IDLE, IDLE.toSeconds(), TimeUnit.SECONDS))
                .socketFactory(new NoDelaySockets())
                .followRedirects(false)
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.readTimeout())
                .writeTimeout(settings.writeTimeout())
                .callTimeout(settings.callTimeout())
                .addNetworkInterceptor(interceptor)
                .build();
        OkHttpClient streams = client.newBuilder()
                .readTimeout(SILENCE)
                .callTimeout(Duration.ZERO)
                .build();
        return new Connections(client, streams, threads);
    }

    /** Ends the calls that are under way. */
    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
        threads.shutdown();
    }
}
