package io.github.djltracker.client.port;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.client.call.HttpCall;
import io.github.djltracker.client.call.TrackerApi;
import io.github.djltracker.domain.Views;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.View;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.NewView;
import java.util.List;
import java.util.UUID;

/** The views of the experiment with this name, which may not exist yet. Thread-safe. */
record HttpViews(TrackerApi api, String experiment) implements Views {
    @Override
    public List<View> list() {
        return HttpExperiments.find(api, experiment)
                .map(found -> api.list(Forms.VIEW, HttpCall.get(path(found.id()))))
                .orElse(List.of());
    }

    @Override
    public View keep(String name, View.Page page, String query, boolean isDefault) {
        Limits.name("view name", name);
        NewView view = new NewView(requireNonNull(page, "page"), requireNonNull(query, "query"), isDefault);
        UUID id = HttpExperiment.id(api, experiment);
        return api.change(HttpCall.put(path(id)).with("name", name), Forms.NEW_VIEW, view, Forms.VIEW);
    }

    @Override
    public void remove(String name) {
        requireNonNull(name, "name");
        UUID id = HttpExperiments.find(api, experiment)
                .orElseThrow(() -> new NotFoundException("there is no experiment \"" + experiment + "\""))
                .id();
        api.delete(HttpCall.delete(path(id)).with("name", name));
    }

    private static String[] path(UUID experiment) {
        return new String[] {"experiments", experiment.toString(), "views"};
    }
}
