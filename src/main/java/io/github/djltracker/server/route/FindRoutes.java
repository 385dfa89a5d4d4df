package io.github.djltracker.server.route;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.find.FilterException;
import io.github.djltracker.domain.find.FoundRun;
import io.github.djltracker.domain.find.RunFilter;
import io.github.djltracker.domain.find.RunOrder;
import io.github.djltracker.domain.find.RunQuery;
import io.github.djltracker.server.http.Call;
import io.github.djltracker.server.http.ListPages;
import io.github.djltracker.server.http.Query;
import io.github.djltracker.server.http.RouteTable;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.run.FilterMistake;
import io.github.djltracker.wire.form.run.RunForms;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /experiments/{experiment}/runs}: the runs of an experiment, found by their values. Thread-safe. */
public final class FindRoutes implements RouteTable.Routes {
    private static final String ALL = RouteTable.BASE + "/experiments/{experiment}/runs";
    /** Maximum number of runs to skip; a client that needs more should read all. */
    private static final int MAX_OFFSET = 100_000_000;

    private final Lookup things;

    public FindRoutes(Lookup things) {
        this.things = things;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get(
                ALL,
                this::find,
                "where",
                "sort",
                "descending",
                "lenient",
                "column" + Query.SEVERAL,
                ListPages.LIMIT,
                ListPages.AFTER);
        table.get(ALL + "/count", this::count, "where");
        table.get(ALL + "/check", this::check, "where");
        table.get(ALL + "/names", this::names, ListPages.LIMIT, ListPages.AFTER);
    }

    private void find(Call call) {
        Query query = call.query();
        int limit = ListPages.limit(query);
        int offset = (int) query.integer(ListPages.AFTER, 0, MAX_OFFSET, 0);
        String sort = query.text("sort");
        boolean isDescending = query.truth("descending");
        List<FoundRun> found = things.experiment(call)
                .runs()
                .find(new RunQuery(
                        filter(query),
                        sort == null ? null : new RunOrder(sort, isDescending),
                        offset,
                        limit,
                        new LinkedHashSet<>(query.texts("column", 0, RunQuery.MAX_COLUMNS)),
                        query.truth("lenient")));
        call.list(RunForms.FOUND_RUN, found, found.size() < limit ? null : String.valueOf(offset + limit));
    }

    private void count(Call call) {
        RunFilter filter = filter(call.query());
        call.answer(Forms.COUNT, things.experiment(call).runs().count(filter == null ? RunFilter.ALL : filter));
    }

    /** Checks a filter for an editor. A mistake in it is not a failure of the request. */
    private void check(Call call) {
        Experiment experiment = things.experiment(call);
        FilterMistake mistake = FilterMistake.NONE;
        try {
            RunFilter filter = filter(call.query());
            if (filter != null) {
                filter.requireKnown(experiment.runs().names());
            }
        } catch (FilterException e) {
            mistake = new FilterMistake(e.getMessage(), (long) e.position());
        }
        call.answer(RunForms.FILTER_MISTAKE, mistake);
    }

    private void names(Call call) {
        List<String> names = new ArrayList<>(things.experiment(call).runs().names());
        var page = ListPages.page(names, name -> name, call.query());
        call.list(Forms.NAME, page.items(), page.after());
    }

    private static @Nullable RunFilter filter(Query query) {
        String where = query.text("where");
        return where == null || where.isBlank() ? null : RunFilter.parse(where);
    }
}
