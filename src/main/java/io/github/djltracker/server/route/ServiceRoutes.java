package io.github.djltracker.server.route;

import io.github.djltracker.server.http.Call;
import io.github.djltracker.server.http.MediaTypes;
import io.github.djltracker.server.http.RouteTable;
import io.github.djltracker.server.observation.Readiness;
import io.github.djltracker.server.observation.ServerMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Routes with information about the server itself. Thread-safe. */
public final class ServiceRoutes implements RouteTable.Routes {
    static final String HEALTH = RouteTable.BASE + "/health";
    static final String DESCRIPTION = RouteTable.BASE + "/openapi.json";
    static final String METRICS = "/metrics";

    private static final byte[] READY = "{\"status\":\"ready\"}".getBytes(StandardCharsets.UTF_8);

    private final Readiness readiness;
    private final ServerMetrics metrics;
    private final byte[] description = description();

    public ServiceRoutes(Readiness readiness, ServerMetrics metrics) {
        this.readiness = readiness;
        this.metrics = metrics;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get(HEALTH, this::health);
        table.get(DESCRIPTION, call -> call.send(200, MediaTypes.JSON, description));
        table.get(MediaTypes.TEXT, METRICS, call -> call.send(200, ServerMetrics.MEDIA_TYPE, metrics.text()));
    }

    private void health(Call call) throws InterruptedException {
        readiness.check();
        call.send(200, MediaTypes.JSON, READY);
    }

    private static byte[] description() {
        try (InputStream in = ServiceRoutes.class.getResourceAsStream("/io/github/djltracker/server/openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is missing from the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
