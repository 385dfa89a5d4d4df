package io.github.djltracker.client.call;

import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.wire.json.Form;
import io.github.djltracker.wire.json.ListForm;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The API of a tracker in terms of {@link Form}s: each call returns the requested value, or throws an exception of
 * {@code domain}. Paths are those of {@code http-api.md}, without their beginning. Thread-safe.
 */
public final class TrackerApi implements AutoCloseable {
    private static final String[] ROOT = {"api", "v1"};

    public static final String JSON = "application/json";
    /** Entries, one per line. */
    public static final String LINES = "application/x-ndjson";

    private final HttpCalls calls;
    private final Refusals refusals;
    /** Runs before each query, on the thread of the caller. */
    private final Runnable beforeReading;

    private TrackerApi(HttpCalls calls, Runnable beforeReading) {
        this.calls = calls;
        this.beforeReading = beforeReading;
        refusals = new Refusals(calls.address(), calls.settings().token(), Clock.systemUTC());
    }

    /** Makes no request yet. */
    public static TrackerApi open(String url, HttpSettings settings, Retries retries) {
        return new TrackerApi(HttpCalls.open(url, settings, retries), () -> {});
    }

    /** The same API over the same connections, with a task that runs before each query, on the thread of the caller. */
    public TrackerApi beforeReading(Runnable task) {
        return new TrackerApi(calls, task);
    }

    public Refusals refusals() {
        return refusals;
    }

    public <T> T read(Form<T> form, HttpCall call) {
        return understood(send(call), JSON, form::read);
    }

    /** Empty if the tracker responds that it does not exist. */
    public <T> Optional<T> find(Form<T> form, HttpCall call) {
        try {
            return Optional.of(read(form, call));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /** A page of a list. */
    public <T> Page<T> page(Form<T> form, HttpCall call, @Nullable String after, int limit) {
        if (after != null && after.length() > Address.MAX_ID) {
            throw new IllegalArgumentException(
                    "the value of after is not from a previous page: it has " + after.length() + " characters");
        }
        HttpCall part = call.with("after", after).with("limit", limit);
        ListForm<T> list = understood(send(part), JSON, form::readList);
        return new Page<>(list.items(), list.next() == null ? null : behind(list.next(), after));
    }

    /** The {@code after} of a link, the rest of which repeats the request under the URL that the tracker knows. */
    private String behind(String next, @Nullable String after) {
        HttpUrl url = HttpUrl.parse("http://tracker" + next);
        String behind = url == null ? null : url.queryParameter("after");
        if (behind == null || behind.equals(after)) {
            throw refusals.unlike("the next page of its list is \"" + next + "\", which is not valid");
        }
        return behind;
    }

    /** Reads all pages of a list. */
    public <T> List<T> list(Form<T> form, HttpCall call) {
        List<T> all = new ArrayList<>();
        String after = null;
        do {
            Page<T> page = page(form, call, after, Page.MAX_LIMIT);
            all.addAll(page.items());
            after = page.after();
        } while (after != null);
        return all;
    }

    /** Creates something once, however often the request has to be sent. */
    public <A, B> A create(HttpCall call, Form<B> asked, B body, Form<A> form) {
        return read(form, call.body(JSON, asked.write(body)).once());
    }

    public <A, B> A change(HttpCall call, Form<B> asked, B body, Form<A> form) {
        return read(form, call.body(JSON, asked.write(body)));
    }

    /** Deletes something; also succeeds if an earlier request without an answer has deleted it. */
    public void delete(HttpCall call) {
        HttpAnswer answer = ask(call);
        if (!answer.isDone()) {
            RuntimeException refusal = refusals.ofCall(answer);
            if (!answer.isLate() || !(refusal instanceof NotFoundException)) {
                throw refusal;
            }
        }
    }

    /** Sends a call and returns its answer, which is 2xx. */
    public HttpAnswer send(HttpCall call) {
        HttpAnswer answer = ask(call);
        if (!answer.isDone()) {
            throw refusals.ofCall(answer);
        }
        return answer;
    }

    /** Sends a call and returns its answer, whatever its status. */
    public HttpAnswer ask(HttpCall call) {
        if (call.method().equals("GET")) {
            beforeReading.run();
        }
        return calls.send(call.under(ROOT));
    }

    /** Passes events on from another thread, as long as they arrive over one connection and are wanted. */
    public void events(HttpCall call, Predicate<ServerEvent> goesOn) {
        HttpAnswer answer = calls.events(call.under(ROOT), goesOn);
        if (!answer.isDone()) {
            throw refusals.ofCall(answer);
        }
        if (!ServerEvent.MEDIA_TYPE.equals(answer.type())) {
            throw refusals.unlike("it sent " + answer.type() + ", but " + ServerEvent.MEDIA_TYPE + " was expected");
        }
    }

    /**
     * Waits before the next attempt.
     *
     * @throws UnavailableException if the thread is interrupted
     */
    public void pause(Duration time) {
        calls.pause(time);
    }

    /**
     * Reads the body of an answer.
     *
     * @throws UnavailableException if it has another type, or does not conform to the API
     */
    public <T> T understood(HttpAnswer answer, String type, Function<byte[], T> reader) {
        if (!type.equals(answer.type())) {
            throw refusals.unlike("it sent " + answer.type() + ", but " + type + " was expected");
        }
        try {
            return reader.apply(answer.body());
        } catch (IllegalArgumentException e) {
            throw refusals.unlike("invalid response: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        calls.close();
    }
}
