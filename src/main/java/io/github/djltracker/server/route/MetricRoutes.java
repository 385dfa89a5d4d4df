package io.github.djltracker.server.route;

import io.github.djltracker.domain.Metrics;
import io.github.djltracker.domain.query.CurveQuery;
import io.github.djltracker.domain.query.MetricQuery;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.domain.value.Series;
import io.github.djltracker.server.http.Call;
import io.github.djltracker.server.http.ListPages;
import io.github.djltracker.server.http.Query;
import io.github.djltracker.server.http.RouteTable;
import io.github.djltracker.wire.form.Forms;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The metrics of a model, its series, and curves. Thread-safe. */
public final class MetricRoutes implements RouteTable.Routes {
    private static final String MODEL = RouteTable.BASE + "/models/{model}";
    private static final String ALL = MODEL + "/metrics";
    private static final String ONE = ALL + "/{metric}";

    private final Lookup things;
    private final Creation creation;

    public MetricRoutes(Lookup things, Creation creation) {
        this.things = things;
        this.creation = creation;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get(ALL, this::list, "name", "phase", "run", ListPages.LIMIT, ListPages.AFTER);
        table.post(ALL, this::create);
        table.delete(ALL, this::clear);
        table.delete(ONE, this::remove);
        table.get(MODEL + "/series", this::series, "run" + Query.SEVERAL, ListPages.LIMIT, ListPages.AFTER);
        table.get(MODEL + "/curves", this::curve, "name", "phase", "run" + Query.SEVERAL, "from", "to", "buckets");
    }

    private void list(Call call) {
        Query query = call.query();
        MetricQuery wanted = new MetricQuery(
                query.text("name"),
                query.text("phase"),
                query.uuidOrNull("run"),
                query.text(ListPages.AFTER),
                ListPages.limit(query));
        Page<Metric> page = things.model(call).metrics().page(wanted);
        call.list(Forms.METRIC, page.items(), page.after());
    }

    private void create(Call call) {
        Metrics metrics = things.model(call).metrics();
        creation.create(
                call,
                Forms.NEW_METRIC,
                Forms.METRIC,
                wanted -> metrics.log(wanted.name(), wanted.value(), wanted.step(), wanted.phase()));
    }

    private void clear(Call call) {
        things.model(call).metrics().clear();
        call.noContent();
    }

    private void remove(Call call) {
        // only the id identifies a metric
        Metric named = new Metric(call.text("metric"), "metric", 0, null, null, Instant.EPOCH, null);
        things.model(call).metrics().remove(named);
        call.noContent();
    }

    private void series(Call call) {
        Page<Series> page = ListPages.page(
                things.model(call).metrics().series(Set.copyOf(call.query().uuids("run"))),
                MetricRoutes::key,
                call.query());
        call.list(Forms.SERIES, page.items(), page.after());
    }

    private static String key(Series series) {
        return series.run() + " " + (series.phase() == null ? "" : series.phase()) + "\n" + series.name();
    }

    private void curve(Call call) {
        Query query = call.query();
        CurveQuery wanted = new CurveQuery(
                Set.copyOf(query.uuids("run")),
                query.required("name"),
                emptyToNull(query.text("phase")),
                query.integer("from", 0, Limits.MAX_INTEGER, 0),
                query.integer("to", 0, Limits.MAX_INTEGER, Limits.MAX_INTEGER),
                (int) query.integer("buckets", 1, CurveQuery.MAX_BUCKETS, CurveQuery.DEFAULT_BUCKETS));
        call.answer(Forms.CURVE, things.model(call).metrics().curve(wanted));
    }

    private static @Nullable String emptyToNull(@Nullable String phase) {
        return phase == null || phase.isEmpty() ? null : phase;
    }
}
