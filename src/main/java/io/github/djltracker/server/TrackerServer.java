package io.github.djltracker.server;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.IdempotentStore;
import io.github.djltracker.domain.error.TrackingException;
import io.github.djltracker.server.alert.AlertWatch;
import io.github.djltracker.server.body.BodyMemory;
import io.github.djltracker.server.body.BodyReader;
import io.github.djltracker.server.body.ServerLimits;
import io.github.djltracker.server.changes.ChangeRoutes;
import io.github.djltracker.server.changes.Changes;
import io.github.djltracker.server.dashboard.DashboardRoutes;
import io.github.djltracker.server.http.Api;
import io.github.djltracker.server.http.RouteTable;
import io.github.djltracker.server.observation.Readiness;
import io.github.djltracker.server.observation.ServerMetrics;
import io.github.djltracker.server.problem.ProblemPages;
import io.github.djltracker.server.route.Creation;
import io.github.djltracker.server.route.EntryHandler;
import io.github.djltracker.server.route.EntryRoutes;
import io.github.djltracker.server.route.ExperimentRoutes;
import io.github.djltracker.server.route.FindRoutes;
import io.github.djltracker.server.route.IterationRoutes;
import io.github.djltracker.server.route.Lookup;
import io.github.djltracker.server.route.MetricRoutes;
import io.github.djltracker.server.route.ModelRoutes;
import io.github.djltracker.server.route.ModuleRoutes;
import io.github.djltracker.server.route.RunRoutes;
import io.github.djltracker.server.route.ServiceRoutes;
import io.github.djltracker.server.route.SummaryRoutes;
import io.github.djltracker.server.route.ViewRoutes;
import io.github.djltracker.server.security.Gate;
import io.github.djltracker.server.security.Hosts;
import io.github.djltracker.server.security.Tokens;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A tracker on the network: the API of {@code http-api.md} in front of a store. Thread-safe.
 *
 * <p>On an interface other than loopback it requires a token, unless the settings allow access without one.
 */
public final class TrackerServer implements AutoCloseable {
    /** How long {@link #close} waits for the requests in progress: 10 s. */
    public static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(TrackerServer.class);
    private static final int MAX_HEADER_BYTES = 128 << 10;
    private static final int BACKLOG = 1_024;
    private static final int SHUTDOWN_IDLE_MILLIS = 200;

    private final Server jetty;
    private final Changes changes;
    private final @Nullable AlertWatch alerts;
    private final Readiness readiness;
    private final List<RouteTable.Route> routes;
    private final URI uri;
    private final AtomicBoolean closed = new AtomicBoolean();

    private TrackerServer(
            Server jetty,
            Changes changes,
            @Nullable AlertWatch alerts,
            Readiness readiness,
            List<RouteTable.Route> routes,
            URI uri) {
        this.jetty = jetty;
        this.changes = changes;
        this.alerts = alerts;
        this.readiness = readiness;
        this.routes = routes;
        this.uri = uri;
    }

    /**
     * Throws what {@link #start} would throw now, for callers that create a store only if it will be served.
     *
     * @throws IllegalArgumentException if other machines could reach it without a token, and the settings do not allow
     *     this
     * @throws PortInUseException if another program listens on the port
     * @throws TrackingException if it cannot listen there for another reason
     */
    public static void check(ServerSettings settings) {
        InetAddress address = allowed(settings);
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address, settings.port()));
        } catch (IOException e) {
            throw cannotListen(settings, e);
        }
    }

    /**
     * Starts a server, which responds when this returns. The caller closes the store, after the server.
     *
     * @throws IllegalArgumentException if other machines could reach it without a token, and the settings do not allow
     *     this
     * @throws PortInUseException if another program listens on the port
     * @throws TrackingException if it cannot listen there for another reason
     */
    public static TrackerServer start(IdempotentStore store, ServerSettings settings) {
        return start(store, settings, System::nanoTime);
    }

    static TrackerServer start(IdempotentStore store, ServerSettings settings, LongSupplier nanoTime) {
        requireNonNull(store, "store");
        InetAddress address = allowed(settings);
        ServerLimits limits = settings.limits();
        Changes changes = Changes.start(store, limits.watchers(), nanoTime);
        BodyMemory memory = new BodyMemory(limits.bodyMemoryBytes());
        ServerMetrics metrics = new ServerMetrics(memory::taken, changes::watchers);
        Readiness readiness = new Readiness(store);
        Lookup things = new Lookup(store);
        Creation creation = new Creation(store);
        Api api = Api.of(
                metrics,
                limits,
                new ServiceRoutes(readiness, metrics),
                new ExperimentRoutes(things, creation),
                new FindRoutes(things),
                new ViewRoutes(things),
                new ModelRoutes(things, creation),
                new ModuleRoutes(things, creation),
                new IterationRoutes(things, creation),
                new MetricRoutes(things, creation),
                new RunRoutes(things),
                new EntryRoutes(things, limits, metrics, changes::nudge),
                new ChangeRoutes(changes, nanoTime),
                new SummaryRoutes(things),
                new DashboardRoutes());

        Server jetty = new Server(threads(limits));
        ServerConnector connector = connector(jetty, address, settings);
        jetty.addConnector(connector);
        jetty.setRequestLog(new AccessLog(metrics));
        jetty.setErrorHandler(new ProblemPages());
        jetty.setStopTimeout(CLOSE_TIMEOUT.toMillis());
        Gate gate = new Gate(
                Hosts.of(settings.host(), settings.allowedHosts(), settings.writeToken() != null, address),
                new Tokens(settings.writeToken(), settings.readToken()),
                metrics);
        BodyReader intake = new BodyReader(limits, memory, metrics, nanoTime);
        EntryHandler entries = new EntryHandler(store, limits, metrics, changes::nudge);
        entries.setHandler(servlets(api.servlet()));
        intake.setHandler(entries);
        gate.setHandler(intake);
        jetty.setHandler(new GracefulHandler(gate));
        try {
            jetty.start();
        } catch (Exception e) {
            changes.close();
            stop(jetty);
            throw cannotListen(settings, e);
        }
        URI uri = URI.create("http://" + shown(settings.host()) + ":" + connector.getLocalPort());
        LOG.info("serving at {}", uri);
        AlertWatch alerts = settings.webhook() == null ? null : AlertWatch.start(store, settings.webhook(), metrics);
        return new TrackerServer(jetty, changes, alerts, readiness, api.routes(), uri);
    }

    private static InetAddress allowed(ServerSettings settings) {
        InetAddress address = address(requireNonNull(settings, "settings").host());
        if (!address.isLoopbackAddress() && settings.writeToken() == null && !settings.noAuth()) {
            throw new IllegalArgumentException("a server on " + settings.host()
                    + " can be reached from other machines: set a token, or allow access without one");
        }
        return address;
    }

    private static TrackingException cannotListen(ServerSettings settings, Exception e) {
        // Jetty wraps the system's exception
        String why = String.valueOf((e.getCause() instanceof BindException system ? system : e).getMessage());
        return why.contains("in use")
                ? new PortInUseException(settings.port(), e)
                : new TrackingException("cannot listen on " + settings.host() + ":" + settings.port() + ": " + why, e);
    }

    private static InetAddress address(String host) {
        try {
            String plain = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
            return InetAddress.getByName(plain);
        } catch (UnknownHostException e) {
            throw new TrackingException("cannot listen on " + host + ": the host does not exist", e);
        }
    }

    private static QueuedThreadPool threads(ServerLimits limits) {
        QueuedThreadPool threads = new QueuedThreadPool(limits.threads(), Math.min(limits.threads(), 8));
        threads.setName("tracker-http");
        threads.setDaemon(true);
        return threads;
    }

    private static ServerConnector connector(Server jetty, InetAddress address, ServerSettings settings) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        ServerConnector connector = new ServerConnector(jetty, new HttpConnectionFactory(http));
        connector.setHost(address.getHostAddress());
        connector.setPort(settings.port());
        connector.setAcceptQueueSize(BACKLOG);
        connector.setIdleTimeout(settings.limits().idleTimeout().toMillis());
        // how long connections without a request stay open once the server stops
        connector.setShutdownIdleTimeout(SHUTDOWN_IDLE_MILLIS);
        return connector;
    }

    private static Handler servlets(Servlet servlet) {
        ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.NO_SESSIONS);
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/*");
        context.setErrorHandler(new ProblemPages());
        return context;
    }

    /** An address in a URL: those of IPv6 in brackets. */
    private static String shown(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    /** Where it listens, such as {@code http://127.0.0.1:8091}. */
    public URI uri() {
        return uri;
    }

    List<RouteTable.Route> routes() {
        return routes;
    }

    /** Accepts no more requests, finishes those in progress, for at most 10 s, and stops. Later calls do nothing. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        readiness.stopping();
        changes.close();
        if (alerts != null) {
            alerts.close();
        }
        stop(jetty);
        LOG.info("stopped serving at {}", uri);
    }

    private static void stop(Server jetty) {
        try {
            jetty.stop();
        } catch (Exception e) {
            LOG.warn("the server did not stop cleanly", e);
        }
    }
}
