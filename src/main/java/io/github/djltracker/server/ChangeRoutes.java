package io.github.djltracker.server;

import io.github.djltracker.wire.RunChange;
import io.javalin.http.Context;
import java.util.UUID;
import java.util.function.LongSupplier;

/** {@code /runs/{run}/changes}. Thread-safe. */
final class ChangeRoutes implements RouteTable.Routes {
    private final Changes changes;
    private final LongSupplier nanoTime;

    ChangeRoutes(Changes changes, LongSupplier nanoTime) {
        this.changes = changes;
        this.nanoTime = nanoTime;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get(MediaTypes.EVENTS, RunRoutes.ONE + "/changes", this::watch);
    }

    private void watch(Call call) {
        UUID run = call.id("run");
        RunChange now = changes.now(run);
        Context context = call.context();
        context.contentType(MediaTypes.EVENTS);
        // a proxy that collects the answer before it sends it on would never send it
        context.header("X-Accel-Buffering", "no");
        if (call.isHead()) {
            return;
        }
        Watcher watcher = new Watcher(run, context, nanoTime);
        changes.add(watcher);
        boolean unused = watcher.tell(now);
        context.future(watcher::begin);
    }
}
