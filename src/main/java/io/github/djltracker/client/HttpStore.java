package io.github.djltracker.client;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.client.call.HttpCall;
import io.github.djltracker.client.call.HttpSettings;
import io.github.djltracker.client.call.Retries;
import io.github.djltracker.client.call.TrackerApi;
import io.github.djltracker.client.port.HttpExperiment;
import io.github.djltracker.client.port.HttpExperiments;
import io.github.djltracker.client.port.HttpLogs;
import io.github.djltracker.client.port.HttpModel;
import io.github.djltracker.client.port.HttpModels;
import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Experiments;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.RunLogs;
import io.github.djltracker.domain.Store;
import io.github.djltracker.domain.error.UnauthorizedException;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.run.RunChange;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The experiments of a tracker behind a URL. Thread-safe.
 *
 * <p>Each call waits for the tracker, except those that only name something. If the tracker does not respond, or is
 * temporarily unavailable, the call throws {@link io.github.djltracker.domain.error.UnavailableException}; calls that
 * read or change something make three attempts within about a second. If the tracker requires a token, the call throws
 * {@link UnauthorizedException}; after {@link #close}, {@link io.github.djltracker.domain.error.ClosedException}.
 */
public final class HttpStore implements Store, AutoCloseable {
    private final TrackerApi api;
    private final Sink entries;

    private HttpStore(TrackerApi api, Sink entries) {
        this.api = api;
        this.entries = entries;
    }

    /** Opens a tracker without a token, as {@link #open(String, HttpSettings)} does. */
    public static HttpStore open(String url) {
        return open(url, HttpSettings.DEFAULTS);
    }

    /**
     * Opens a tracker. Makes no request yet, so the tracker may be unavailable.
     *
     * @param url {@code http(s)://host[:port][/prefix]}
     * @throws IllegalArgumentException if it is not such a URL, or contains a user or password
     */
    public static HttpStore open(String url, HttpSettings settings) {
        return open(url, settings, Retries.DEFAULT);
    }

    public static HttpStore open(String url, HttpSettings settings, Retries retries) {
        TrackerApi api = TrackerApi.open(requireNonNull(url, "url"), requireNonNull(settings, "settings"), retries);
        return new HttpStore(api, new HttpSink(new HttpDestination(api)));
    }

    /**
     * The same tracker over the same connections, except that entries appended to the sinks of this store go to another
     * sink, for example an outbox that forwards them. Reads still come from the tracker.
     */
    public HttpStore through(Sink sink) {
        return through(sink, () -> {});
    }

    /** Like {@link #through(Sink)}, with a task that runs before each query, on the calling thread. */
    public HttpStore through(Sink sink, Runnable beforeReading) {
        return new HttpStore(api.beforeReading(beforeReading), requireNonNull(sink, "sink"));
    }

    /** The destination to which an outbox sends its lines. */
    public HttpDestination destination() {
        return new HttpDestination(api);
    }

    @Override
    public Experiments experiments() {
        return new HttpExperiments(api, entries);
    }

    @Override
    public Experiment experiment(String name) {
        return new HttpExperiment(api, entries, Limits.name("experiment name", name));
    }

    @Override
    public Optional<Experiment> experiment(UUID id) {
        return api.find(
                        Forms.EXPERIMENT,
                        HttpCall.get("experiments", requireNonNull(id, "id").toString()))
                .map(form -> new HttpExperiment(api, entries, form.name()));
    }

    @Override
    public Optional<Model> model(UUID id) {
        return HttpModel.find(api, entries, requireNonNull(id, "id"));
    }

    @Override
    public RunLogs logs() {
        return new HttpLogs(api, entries);
    }

    /**
     * Reports the state of a run, at once and whenever it changes, until the run has ended. Reconnects if the
     * connection is lost. Returns when the run has ended, or no more changes are wanted.
     *
     * @param goesOn called with one change after the other, on another thread; returns whether to continue
     * @throws io.github.djltracker.domain.error.NotFoundException if there is no such run, or it is deleted
     * @throws io.github.djltracker.domain.error.UnavailableException if the tracker is unavailable when this is called,
     *     or the thread is interrupted
     */
    public void watch(UUID run, Predicate<RunChange> goesOn) {
        new RunWatch(api, requireNonNull(run, "run"), requireNonNull(goesOn, "goesOn")).untilEnd();
    }

    /** Whether a sink belongs to this store. */
    public boolean owns(Sink sink) {
        requireNonNull(sink, "sink");
        return (sink instanceof HttpModels models && models.api() == api && models.entries() == entries)
                || (sink instanceof HttpLogs logs && logs.api() == api && logs.entries() == entries);
    }

    /** Ends the calls in progress. The sink that entries go through stays open. A second call does nothing. */
    @Override
    public void close() {
        api.close();
    }
}
