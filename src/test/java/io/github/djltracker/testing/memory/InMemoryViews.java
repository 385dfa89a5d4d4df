package io.github.djltracker.testing.memory;

import io.github.djltracker.domain.Views;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.value.View;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;

/** Views in a map, by name. */
record InMemoryViews(State state, String experiment) implements Views {
    @Override
    public List<View> list() {
        synchronized (state) {
            return state.experiment(experiment)
                    .map(found -> List.copyOf(found.views.values()))
                    .orElse(List.of());
        }
    }

    @Override
    public View keep(String name, View.Page page, String query, boolean isDefault) {
        synchronized (state) {
            Instant now = state.now();
            View wanted = new View(name, page, query, isDefault, now);
            SortedMap<String, View> views = state.experimentOrNew(experiment).views;
            View before = views.get(name);
            if (before != null && wanted.equals(with(before, before.isDefault(), now))) {
                return before;
            }
            if (before == null && views.size() == MAX_VIEWS) {
                throw new IllegalArgumentException(views.size() + " views: at most " + MAX_VIEWS + " are allowed");
            }
            if (isDefault) {
                views.replaceAll(
                        (any, view) -> view.page() == page && view.isDefault() ? with(view, false, now) : view);
            }
            views.put(name, wanted);
            return wanted;
        }
    }

    @Override
    public void remove(String name) {
        Objects.requireNonNull(name, "name");
        synchronized (state) {
            if (state.experiment(experiment)
                    .map(found -> found.views.remove(name))
                    .isEmpty()) {
                throw new NotFoundException("there is no view " + name);
            }
        }
    }

    private static View with(View view, boolean isDefault, Instant changed) {
        return new View(view.name(), view.page(), view.query(), isDefault, changed);
    }
}
