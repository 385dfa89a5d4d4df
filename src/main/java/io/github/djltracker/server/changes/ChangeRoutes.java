package io.github.djltracker.server.changes;

import io.github.djltracker.server.http.Call;
import io.github.djltracker.server.http.MediaTypes;
import io.github.djltracker.server.http.Query;
import io.github.djltracker.server.http.RouteTable;
import io.github.djltracker.server.route.RunRoutes;
import io.github.djltracker.wire.form.run.RunChange;
import io.github.djltracker.wire.form.run.RunForms;
import io.github.djltracker.wire.form.run.WatchedRun;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** {@code /runs/{run}/changes} and {@code /changes}. Thread-safe. */
public final class ChangeRoutes implements RouteTable.Routes {
    /** Maximum number of runs that one request may watch. */
    static final int MAX_RUNS = 100;

    private final Changes changes;
    private final LongSupplier nanoTime;

    public ChangeRoutes(Changes changes, LongSupplier nanoTime) {
        this.changes = changes;
        this.nanoTime = nanoTime;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get(MediaTypes.EVENTS, RunRoutes.ONE + "/changes", this::watchOne);
        table.get(MediaTypes.EVENTS, RouteTable.BASE + "/changes", this::watchSeveral, "run" + Query.SEVERAL);
    }

    private void watchOne(Call call) {
        watch(call, Set.of(call.id("run")), watched -> RunForms.RUN_CHANGE.write(watched.change()));
    }

    private void watchSeveral(Call call) {
        Set<UUID> runs = new LinkedHashSet<>(call.query().uuids("run", 1, MAX_RUNS));
        watch(call, runs, RunForms.WATCHED_RUN::write);
    }

    private void watch(Call call, Set<UUID> runs, Function<WatchedRun, byte[]> form) {
        Map<UUID, RunChange> now = new LinkedHashMap<>();
        runs.forEach(run -> now.put(run, changes.now(run)));
        Context context = call.context();
        context.contentType(MediaTypes.EVENTS);
        // a proxy that buffers the response until its end would never forward it
        context.header("X-Accel-Buffering", "no");
        if (call.isHead()) {
            return;
        }
        Watcher watcher = new Watcher(runs, form, context, nanoTime);
        changes.add(watcher);
        now.forEach(watcher::tell);
        context.future(watcher::begin);
    }
}
