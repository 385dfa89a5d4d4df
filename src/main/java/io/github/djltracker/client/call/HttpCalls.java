package io.github.djltracker.client.call;

import io.github.djltracker.domain.error.ClosedException;
import io.github.djltracker.domain.error.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * Sends requests to a server and returns its answers, whatever their status. If there is none, throws an
 * {@link UnavailableException} that names the server. An interrupt ends the waiting at once. Thread-safe.
 *
 * <p>A GET follows redirects within its server; nothing is ever sent to another one.
 */
public final class HttpCalls implements AutoCloseable {
    /** Longer responses are not read: 128 MiB, the size of a curve of 600,000 buckets. */
    static final int MAX_ANSWER_BYTES = 128 << 20;

    private static final int MAX_REDIRECTS = 5;

    /** Reads a response as it arrives. */
    private interface Reader {
        HttpAnswer read(Response response) throws IOException;
    }

    private interface Waiting<T> {
        T get() throws InterruptedException;
    }

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
     * Makes no request yet.
     *
     * @throws IllegalArgumentException if the URL is not that of a server
     */
    public static HttpCalls open(String url, HttpSettings settings, Retries retries) {
        return new HttpCalls(Address.of(url), settings, retries);
    }

    Address address() {
        return address;
    }

    HttpSettings settings() {
        return settings;
    }

    /**
     * Sends a call. Retries a few times, if that is safe, when there is no answer or the server is busy.
     *
     * @throws UnavailableException if there is no answer
     * @throws ClosedException if this is closed
     */
    public HttpAnswer send(HttpCall call) {
        HttpUrl url = address.url(call);
        AtomicInteger unanswered = new AtomicInteger();
        return uninterrupted(() -> {
            for (int tries = 1; ; tries++) {
                try {
                    HttpAnswer answer = follow(connections.client(), url, call, unanswered, this::whole);
                    if (!answer.isBusy()
                            || !call.isRepeatable()
                            || !retries.again(tries, answer.wait(Clock.systemUTC()))) {
                        return answer;
                    }
                } catch (IOException e) {
                    // no retry after a timeout: the caller has waited long enough
                    boolean isTimeout = e instanceof InterruptedIOException;
                    if (isClosed || isTimeout || !call.isRepeatable() || !retries.again(tries, null)) {
                        throw unavailable(e);
                    }
                }
            }
        });
    }

    /**
     * Requests server-sent events, once, and passes them on from another thread as long as they arrive and are wanted.
     *
     * @param goesOn called with each event; returns whether more are wanted
     * @return the answer, without the events
     * @throws UnavailableException if there is no answer, or it was cut off
     * @throws ClosedException if this is closed
     */
    HttpAnswer events(HttpCall call, Predicate<ServerEvent> goesOn) {
        HttpUrl url = address.url(call);
        return uninterrupted(() -> {
            try {
                return follow(connections.streams(), url, call, new AtomicInteger(), response -> {
                    HttpAnswer head = HttpAnswer.of(response, new byte[0]);
                    if (!head.isDone() || !ServerEvent.MEDIA_TYPE.equals(head.type())) {
                        return whole(response);
                    }
                    ServerEvent.read(response.body().byteStream(), goesOn);
                    return head;
                });
            } catch (IOException e) {
                throw unavailable(e);
            }
        });
    }

    /**
     * Waits before the next attempt.
     *
     * @throws UnavailableException if the thread is interrupted
     */
    void pause(Duration time) {
        uninterrupted(() -> {
            retries.pause().sleep(time);
            return time;
        });
    }

    private HttpAnswer follow(
            OkHttpClient client, HttpUrl start, HttpCall call, AtomicInteger unanswered, Reader reader)
            throws IOException, InterruptedException {
        HttpUrl url = start;
        for (int hops = 0; ; hops++) {
            HttpAnswer answer = exchange(client.newCall(requests.of(url, call, unanswered)), reader);
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

    private HttpAnswer exchange(Call call, Reader reader) throws IOException, InterruptedException {
        if (isClosed) {
            throw closed();
        }
        CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
        // not on this thread: a thread that reads a socket cannot be interrupted
        call.enqueue(new Callback() {
            @Override
            public void onResponse(Call any, Response response) {
                try (response) {
                    answer.complete(reader.read(response));
                } catch (Throwable e) {
                    answer.completeExceptionally(e);
                }
            }

            @Override
            public void onFailure(Call any, IOException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get();
        } catch (InterruptedException e) {
            call.cancel();
            throw e;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof IOException failure) {
                throw failure;
            } else if (cause instanceof RuntimeException failure) {
                throw failure;
            }
            throw new UnavailableException(address + " sent an unreadable response: " + cause, cause);
        }
    }

    private HttpAnswer whole(Response response) throws IOException {
        InputStream in = response.body().byteStream();
        byte[] body = in.readNBytes(MAX_ANSWER_BYTES);
        if (in.read() >= 0) {
            throw new UnavailableException(
                    address + " sent a response of more than " + MAX_ANSWER_BYTES + " bytes: request less at a time");
        }
        return HttpAnswer.of(response, body);
    }

    /** Counts each time that a request is sent, including OkHttp's own retries. */
    private static Response count(Interceptor.Chain chain) throws IOException {
        AtomicInteger unanswered = HttpAnswer.unanswered(chain.request());
        unanswered.incrementAndGet();
        Response response = chain.proceed(chain.request());
        if (!response.isSuccessful()) {
            // a 2xx answer only counts once it has been read to its end
            unanswered.decrementAndGet();
        }
        return response;
    }

    /** Turns an interrupt into an exception, and restores the thread's flag. */
    private <T> T uninterrupted(Waiting<T> work) {
        try {
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted while waiting for " + address, e);
        }
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
                address + " did not respond: " + e.getClass().getSimpleName() + ": " + e.getMessage() + limits, e);
    }

    private ClosedException closed() {
        return new ClosedException("the connection to " + address + " was closed");
    }

    /** Ends the calls in progress. Later calls throw {@link ClosedException}. */
    @Override
    public void close() {
        isClosed = true;
        connections.close();
    }
}
