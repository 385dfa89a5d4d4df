package io.github.djltracker.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** All routes of a server. Filled before it starts, then immutable. */
public final class RouteTable {
    /** The prefix of all paths of this version of the API. */
    public static final String BASE = "/api/v1";
    /** The request attribute with the template of its route. */
    public static final String ROUTE = RouteTable.class.getName();

    /** The handler of a route. */
    public interface Action {
        void run(Call call) throws Exception;
    }

    /** The page that people see at a path that does not exist. */
    public interface Missing {
        /** Responds and returns true, or leaves it to others and returns false. */
        boolean answer(Context context);
    }

    /** The routes of one noun. */
    public interface Routes {
        void addTo(RouteTable table);
    }

    /** A method and the template of a path. */
    public record Route(String method, String path) {}

    private final RoutesConfig javalin;
    private final long bytesPerSecond;
    private final List<Route> routes = new ArrayList<>();
    private Missing missing = context -> false;

    /**
     * No routes yet.
     *
     * @param bytesPerSecond minimum speed at which a client must read a long response
     */
    RouteTable(RoutesConfig javalin, long bytesPerSecond) {
        this.javalin = javalin;
        this.bytesPerSecond = bytesPerSecond;
    }

    /** Routes that were added, without HEAD and OPTIONS. */
    List<Route> routes() {
        return List.copyOf(routes);
    }

    /** Adds a route that responds with JSON to GET, and to HEAD. */
    public void get(String path, Action action, String... query) {
        get(MediaTypes.JSON, path, action, query);
    }

    public void get(String mediaType, String path, Action action, String... query) {
        add(HandlerType.GET, path, mediaType, action, query);
        javalin.addHttpHandler(HandlerType.HEAD, path, context -> run(path, mediaType, action, query, context));
    }

    /** Adds a page for people, or a file of one; any query is allowed, because the page itself reads it. */
    public void page(String path, Handler handler) {
        Handler named = context -> {
            context.req().setAttribute(ROUTE, path);
            handler.handle(context);
        };
        javalin.addHttpHandler(HandlerType.GET, path, named);
        javalin.addHttpHandler(HandlerType.HEAD, path, named);
    }

    /** Sets the handler that answers first if a resource or a path does not exist. */
    public void missing(Missing answer) {
        missing = answer;
    }

    Missing missing() {
        return missing;
    }

    public void post(String path, Action action) {
        add(HandlerType.POST, path, MediaTypes.JSON, action);
    }

    public void patch(String path, Action action) {
        add(HandlerType.PATCH, path, MediaTypes.JSON, action);
    }

    public void put(String path, Action action, String... query) {
        add(HandlerType.PUT, path, MediaTypes.JSON, action, query);
    }

    public void delete(String path, Action action, String... query) {
        // the response has no body, which every client accepts
        add(HandlerType.DELETE, path, "*/*", action, query);
    }

    private void add(HandlerType method, String path, String mediaType, Action action, String... query) {
        routes.add(new Route(method.name(), path));
        javalin.addHttpHandler(method, path, context -> run(path, mediaType, action, query, context));
    }

    private void run(String path, String mediaType, Action action, String[] query, Context context) throws Exception {
        context.req().setAttribute(ROUTE, path);
        if (!mediaType.equals("*/*")) {
            MediaTypes.checkAccept(context.req().getHeader("Accept"), mediaType);
        }
        action.run(new Call(context, bytesPerSecond, Query.parse(context.req().getQueryString(), List.of(query))));
    }

    /** Adds the response of each path to OPTIONS: the methods that it allows. */
    void addOptions() {
        Map<String, Set<String>> methods = new LinkedHashMap<>();
        for (Route route : routes) {
            Set<String> known = methods.computeIfAbsent(route.path, any -> new TreeSet<>(Set.of("OPTIONS")));
            known.add(route.method);
            if (route.method.equals("GET")) {
                known.add("HEAD");
            }
        }
        methods.forEach((path, allowed) -> javalin.addHttpHandler(HandlerType.OPTIONS, path, context -> {
            context.req().setAttribute(ROUTE, path);
            context.status(204).header("Allow", String.join(", ", allowed));
            context.res().setContentType(null);
        }));
    }
}
