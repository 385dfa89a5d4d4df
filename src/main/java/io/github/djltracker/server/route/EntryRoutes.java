package io.github.djltracker.server.route;

import io.github.djltracker.domain.RunLogs;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.server.body.EntryLines;
import io.github.djltracker.server.body.Inflated;
import io.github.djltracker.server.body.RunParts;
import io.github.djltracker.server.body.ServerLimits;
import io.github.djltracker.server.http.Call;
import io.github.djltracker.server.http.ListPages;
import io.github.djltracker.server.http.MediaTypes;
import io.github.djltracker.server.http.RouteTable;
import io.github.djltracker.server.observation.ServerMetrics;
import io.github.djltracker.wire.form.run.RunForms;
import io.github.djltracker.wire.log.RunLogJson;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * {@code /runs/{run}/entries}, {@code /entries} and {@code /runs/{run}/next}: the logs of runs, in and out.
 * Thread-safe.
 */
public final class EntryRoutes implements RouteTable.Routes {
    /** The path of a run's log. */
    public static final String ALL = RunRoutes.ONE + "/entries";

    /** The path of the logs of several runs. */
    public static final String SEVERAL = RouteTable.BASE + "/entries";

    private final Lookup things;
    private final ServerLimits limits;
    private final EntryAppends appends;

    /**
     * The routes.
     *
     * @param appended called with each run to which something was appended
     */
    public EntryRoutes(Lookup things, ServerLimits limits, ServerMetrics metrics, Consumer<UUID> appended) {
        this.things = things;
        this.limits = limits;
        this.appends = new EntryAppends(metrics, appended);
    }

    @Override
    public void addTo(RouteTable table) {
        table.post(ALL, this::append);
        table.post(SEVERAL, this::appendSeveral);
        table.get(MediaTypes.LINES, ALL, this::read, "from", ListPages.LIMIT);
        table.get(RunRoutes.ONE + "/next", this::next);
    }

    private void append(Call call) {
        UUID run = call.id("run");
        Inflated body = call.body(MediaTypes.LINES, limits.inflatedBytes());
        EntryLines.Entries read = EntryLines.read(body, call.share());
        answer(call, appends.one(things.store().logs(), run, read));
    }

    private void appendSeveral(Call call) {
        Inflated body = call.body(MediaTypes.LINES, limits.inflatedBytes());
        answer(call, appends.several(things.store().logs(), RunParts.read(body, call.share())));
    }

    private static void answer(Call call, CompletableFuture<byte[]> answer) {
        try {
            call.send(200, MediaTypes.JSON, answer.join());
        } catch (CompletionException e) {
            if (EntryAppends.cause(e) instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private void next(Call call) {
        UUID run = call.id("run");
        long next = things.store().logs().next(run);
        if (next == 0) {
            throw new NotFoundException("there is no run " + run);
        }
        call.answer(RunForms.NEXT, next);
    }

    /** Returns as many entries as the store reads at a time, which are few if they are large. */
    private void read(Call call) {
        UUID run = call.id("run");
        long from = call.query().integer("from", 0, Limits.MAX_INTEGER, 0);
        long limit = call.query().integer(ListPages.LIMIT, 1, Page.MAX_LIMIT, Page.DEFAULT_LIMIT);
        RunLogs logs = things.store().logs();
        List<RunEntry> entries = logs.entries(run, from, (int) limit);
        long end = from + entries.size();
        if (!entries.isEmpty() && end < logs.next(run)) {
            String link = call.path() + call.query().with("from", Long.toString(end));
            call.context().header("Link", "<" + link + ">; rel=\"next\"");
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (RunEntry entry : entries) {
            lines.writeBytes(RunLogJson.write(entry));
            lines.write('\n');
        }
        call.send(200, MediaTypes.LINES, lines.toByteArray());
    }
}
