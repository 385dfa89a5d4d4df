package io.github.djltracker.server.observation;

import io.github.djltracker.server.problem.Refusal;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.LongSupplier;

/** The metrics of a server for Prometheus. Thread-safe. */
public final class ServerMetrics {
    public static final String MEDIA_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final String PREFIX = "djl_tracker_";

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter requests = Counter.builder()
            .name(PREFIX + "requests_total")
            .help("Requests by method, route and status")
            .labelNames("method", "route", "status")
            .register(registry);
    private final Histogram seconds = Histogram.builder()
            .name(PREFIX + "request_seconds")
            .help("Time from the head of a request to the end of its response")
            .labelNames("route")
            .classicOnly()
            .classicUpperBounds(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
            .register(registry);
    private final Counter entries = Counter.builder()
            .name(PREFIX + "entries_total")
            .help("Accepted entries of runs, including repeated ones")
            .register(registry);
    private final Counter points = Counter.builder()
            .name(PREFIX + "points_total")
            .help("Points in those entries, iterations and metrics")
            .register(registry);
    private final Counter rejected = Counter.builder()
            .name(PREFIX + "rejected_total")
            .help("Rejected requests, by type of the problem")
            .labelNames("reason")
            .register(registry);

    private final Counter webhook = Counter.builder()
            .name(PREFIX + "webhook_total")
            .help("Alerts for the webhook: sent, retried, held back because there were too many, or dropped")
            .labelNames("outcome")
            .register(registry);

    public ServerMetrics(LongSupplier bodyBytes, LongSupplier watchers) {
        gauge("body_bytes", "Memory used by request bodies in progress", bodyBytes);
        gauge("watchers", "Clients that watch the changes of a run", watchers);
        gauge("heap_used_bytes", "Heap of the JVM in use", () -> {
            Runtime runtime = Runtime.getRuntime();
            return runtime.totalMemory() - runtime.freeMemory();
        });
    }

    private void gauge(String name, String help, LongSupplier value) {
        GaugeWithCallback.builder()
                .name(PREFIX + name)
                .help(help)
                .callback(callback -> callback.call((double) value.getAsLong()))
                .register(registry);
    }

    /** Counts a request that has ended. */
    public void request(String method, String route, int status, double took) {
        requests.labelValues(method, route, Integer.toString(status)).inc();
        seconds.labelValues(route).observe(took);
    }

    public void appended(int count, long ofPoints) {
        entries.inc(count);
        points.inc(ofPoints);
    }

    /** Counts what happened to an alert: sent, retried, held_back or dropped. */
    public void webhook(String outcome) {
        webhook.labelValues(outcome).inc();
    }

    /** Counts a rejected request. */
    public void rejected(Refusal refusal) {
        String type = refusal.problem().type();
        // the last part of our own types; for others, the HTTP status
        String reason = type.startsWith("urn:")
                ? type.substring(type.lastIndexOf(':') + 1)
                : Integer.toString(refusal.problem().status());
        rejected.labelValues(reason).inc();
    }

    /** All metrics in Prometheus' text format. */
    public byte[] text() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(bytes, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
