package io.github.djltracker.server;

import io.github.djltracker.domain.Limits;
import io.github.djltracker.domain.NotFoundException;
import io.github.djltracker.domain.Page;
import io.github.djltracker.domain.RunEntry;
import io.github.djltracker.domain.RunLogs;
import io.github.djltracker.wire.Forms;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** {@code /runs/{run}/entries} and {@code /runs/{run}/next}: the log of a run, in and out. Thread-safe. */
final class EntryRoutes implements RouteTable.Routes {
    private static final String ALL = RunRoutes.ONE + "/entries";

    private final Things things;
    private final ServerLimits limits;
    private final ServerMetrics metrics;
    private final Consumer<UUID> appended;

    /**
     * The routes.
     *
     * @param appended is told of each run to which something was appended
     */
    EntryRoutes(Things things, ServerLimits limits, ServerMetrics metrics, Consumer<UUID> appended) {
        this.things = things;
        this.limits = limits;
        this.metrics = metrics;
        this.appended = appended;
    }

    @Override
    public void addTo(RouteTable table) {
        table.post(ALL, this::append);
        table.get(MediaTypes.LINES, ALL, this::read, "from", Slices.LIMIT);
        table.get(RunRoutes.ONE + "/next", this::next);
    }

    private void append(Call call) {
        UUID run = call.id("run");
        Inflated body = call.body(MediaTypes.LINES, limits.inflatedBytes());
        EntryLines.Entries read = EntryLines.read(body, call.share());
        long next = things.store().logs().append(run, read.entries());
        metrics.appended(read.entries().size(), read.points());
        appended.accept(run);
        call.answer(Forms.NEXT, next);
    }

    private void next(Call call) {
        UUID run = call.id("run");
        long next = things.store().logs().next(run);
        if (next == 0) {
            throw new NotFoundException("there is no run " + run);
        }
        call.answer(Forms.NEXT, next);
    }

    private void read(Call call) throws IOException {
        UUID run = call.id("run");
        long from = call.query().integer("from", 0, Limits.MAX_INTEGER, 0);
        long limit = call.query().integer(Slices.LIMIT, 1, Page.MAX_LIMIT, Page.DEFAULT_LIMIT);
        RunLogs logs = things.store().logs();
        // says that there is no such run before anything is sent
        List<RunEntry> first = logs.entries(run, from, (int) Math.min(limit, LogSource.AT_A_TIME));
        long there = logs.next(run);
        long end = Math.min(from + limit, there);
        Context context = call.context();
        context.contentType(MediaTypes.LINES);
        context.header("Vary", "Accept-Encoding");
        if (end < there) {
            String link = call.path() + call.query().with("from", Long.toString(end));
            context.header("Link", "<" + link + ">; rel=\"next\"");
        }
        boolean gzip = call.wantsGzip();
        if (gzip) {
            context.header("Content-Encoding", "gzip");
        }
        if (!call.isHead()) {
            call.stream(new LogSource(logs, run, from, end, first, gzip, call.share()));
        }
    }
}
