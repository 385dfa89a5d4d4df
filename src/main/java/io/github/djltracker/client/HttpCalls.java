package io.github.djltracker.client;

import io.github.djltracker.domain.ClosedException;
import io.github.djltracker.domain.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Asks a server, and waits for its answer, whatever its status. Where there is none, that is an {@link
 * UnavailableException} that names the server. An interrupt ends the waiting at once. Thread-safe.
 *
 * <p>A GET follows redirects within its server; nothing is ever sent to another one.
 */
final class HttpCalls implements AutoCloseable {
    /** An answer that goes on behind this is not read: 128 MiB, a curve of 600,000 buckets. */
    static final int MAX_ANSWER_BYTES = 128 << 20;

    private static final int MAX_REDIRECTS = 5;

    private final Address address;
    private final HttpSettings settings;
    private final Retries retries;
    private final Requests requests;
    private final Connections connections;
    private volatile boolean isClosed;

    private HttpCalls(Address address, HttpSettings settings, Retries retries) {
        this.address = address;
        this.settings = settings;
        this.retries = retries;
        requests = new Requests(address, settings);
        connections = Connections.open(settings, HttpCalls::count);
    }

    /**
     * Asks nothing of the network yet.
     *
     * @throws IllegalArgumentException if the URL is none of a server
     */
    static HttpCalls open(String url, HttpSettings settings, Retries retries) {
        return new HttpCalls(Address.of(url), settings, retries);
    }

    Address address() {
        return address;
    }

    HttpSettings settings() {
        return settings;
    }

    /**
     * Asks, and asks again a few times where that is safe, if there was no answer or only that the server is busy.
     *
     * @throws UnavailableException if there is no answer
     * @throws ClosedException if this is closed
     */
    HttpAnswer send(HttpCall call) {
        HttpUrl url = address.url(call);
        AtomicInteger unanswered = new AtomicInteger();
        try {
            for (int tries = 1; ; tries++) {
                try {
                    HttpAnswer answer = follow(url, call, unanswered);
                    if (!answer.isBusy()
                            || !call.isRepeatable()
                            || !retries.again(tries, answer.wait(Clock.systemUTC()))) {
                        return answer;
                    }
                } catch (IOException e) {
                    // what took too long has cost its caller enough
                    boolean isTimeout = e instanceof InterruptedIOException;
                    if (isClosed || isTimeout || !call.isRepeatable() || !retries.again(tries, null)) {
                        throw unavailable(e);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted while waiting for " + address, e);
        }
    }

    private HttpAnswer follow(HttpUrl start, HttpCall call, AtomicInteger unanswered)
            throws IOException, InterruptedException {
        HttpUrl url = start;
        for (int hops = 0; ; hops++) {
            HttpAnswer answer = exchange(requests.of(url, call, unanswered), unanswered);
            HttpUrl next = answer.location() == null ? null : url.resolve(answer.location());
            if (!answer.isRedirect()
                    || !call.method().equals("GET")
                    || next == null
                    || !Address.isSameServer(url, next)
                    || hops == MAX_REDIRECTS) {
                return answer;
            }
            url = next;
        }
    }

    private HttpAnswer exchange(Request request, AtomicInteger unanswered) throws IOException, InterruptedException {
        if (isClosed) {
            throw closed();
        }
        CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
        Call running = connections.client().newCall(request);
        // not in this thread: a thread that reads a socket cannot be interrupted
        running.enqueue(new Callback() {
            @Override
            public void onResponse(Call call, Response response) {
                try (response) {
                    answer.complete(read(response, unanswered));
                } catch (Throwable e) {
                    answer.completeExceptionally(e);
                }
            }

            @Override
            public void onFailure(Call call, IOException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get();
        } catch (InterruptedException e) {
            running.cancel();
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new UnavailableException(address + " gave an answer that could not be read: " + e.getCause(), e);
        }
    }

    private HttpAnswer read(Response response, AtomicInteger unanswered) throws IOException {
        byte[] body;
        try (InputStream in = response.body().byteStream()) {
            body = in.readNBytes(MAX_ANSWER_BYTES);
            if (in.read() >= 0) {
                throw new UnavailableException(address + " gave an answer of more than " + MAX_ANSWER_BYTES
                        + " bytes: ask for less at a time");
            }
        }
        return new HttpAnswer(
                response.code(),
                HttpAnswer.type(response.header("Content-Type")),
                response.header("Location"),
                response.header("Retry-After"),
                body,
                unanswered.decrementAndGet() > 0);
    }

    /** Every time that a request is sent, OkHttp's own repetitions included. */
    private static Response count(Interceptor.Chain chain) throws IOException {
        AtomicInteger unanswered = chain.request().tag(AtomicInteger.class);
        if (unanswered != null) {
            unanswered.incrementAndGet();
        }
        return chain.proceed(chain.request());
    }

    private UnavailableException unavailable(IOException e) {
        if (isClosed) {
            return closed();
        }
        String limits = e instanceof InterruptedIOException
                ? " (limits: connect " + settings.connectTimeout() + ", read " + settings.readTimeout() + ", write "
                        + settings.writeTimeout() + ", whole call " + settings.callTimeout() + ")"
                : "";
        return new UnavailableException(
                address + " gave no answer: " + e.getClass().getSimpleName() + ": " + e.getMessage() + limits, e);
    }

    private ClosedException closed() {
        return new ClosedException("the connection to " + address + " was closed");
    }

    /** Ends the calls that are under way. Later calls throw {@link ClosedException}. */
    @Override
    public void close() {
        isClosed = true;
        connections.close();
    }
}
