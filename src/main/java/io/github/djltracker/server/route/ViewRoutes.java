package io.github.djltracker.server.route;

import io.github.djltracker.domain.Views;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.value.View;
import io.github.djltracker.server.http.Call;
import io.github.djltracker.server.http.ListPages;
import io.github.djltracker.server.http.RouteTable;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.NewView;
import java.util.List;

/**
 * {@code /experiments/{experiment}/views}. The name of a view is in the query, which allows any text: in a path, a
 * slash would divide it. Thread-safe.
 */
public final class ViewRoutes implements RouteTable.Routes {
    private static final String ALL = RouteTable.BASE + "/experiments/{experiment}/views";
    private static final String NAME = "name";

    private final Lookup things;

    public ViewRoutes(Lookup things) {
        this.things = things;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get(ALL, this::list, NAME, ListPages.LIMIT, ListPages.AFTER);
        table.put(ALL, this::keep, NAME);
        table.delete(ALL, this::remove, NAME);
    }

    private Views views(Call call) {
        return things.experiment(call).views();
    }

    private void list(Call call) {
        String name = call.query().text(NAME);
        List<View> found = views(call).list().stream()
                .filter(view -> name == null || view.name().equals(name))
                .toList();
        Page<View> page = ListPages.page(found, View::name, call.query());
        call.list(Forms.VIEW, page.items(), page.after());
    }

    private void keep(Call call) {
        String name = call.query().required(NAME);
        NewView view = Forms.NEW_VIEW.read(call.json());
        call.answer(Forms.VIEW, views(call).keep(name, view.page(), view.query(), view.isDefault()));
    }

    private void remove(Call call) {
        views(call).remove(call.query().required(NAME));
        call.noContent();
    }
}
