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
 * The connections to one server, and the daemon threads that wait for its responses. Thread-safe.
 *
 * @param client for requests with short responses
 * @param streams for event streams, which last as long as a run
 */
public record Connections(OkHttpClient client, OkHttpClient streams, ExecutorService threads) implements AutoCloseable {
    /** Many servers, including Jetty, close connections that have been idle for 30 s; older ones are not reused. */
    private static final Duration IDLE = Duration.ofSeconds(20);

    /** An active stream sends something every 15 s. */
    private static final Duration SILENCE = Duration.ofSeconds(45);

    private static final int MAX_IDLE = 5;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** Opens no connection yet. */
    public static Connections open(HttpSettings settings, Interceptor interceptor) {
        ExecutorService threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE.toSeconds(), TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, "tracker-client-" + NUMBER.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        // callers wait for their responses, which limits the number of requests
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

    /** Ends the calls in progress. */
    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
        threads.shutdown();
    }
}
