package io.github.djltracker.domain;

import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.value.View;
import java.util.List;

/**
 * What the pages of an experiment show, kept by name for all who look at it. An experiment that is not there has none. They
 * belong to their tracker: no copy of an experiment takes them along. Thread-safe.
 */
public interface Views {
    /** Views of one experiment: {@value}. */
    int MAX_VIEWS = 200;

    /** All views, by name. */
    List<View> list();

    /**
     * Keeps a view, in place of the one that has its name. The first that an experiment keeps creates it.
     *
     * @param query what stands behind the question mark in the page's address, escaped as it is there
     * @param isDefault whether the page shows it where its address says nothing, in place of what was its default before
     * @return the view; as it was, where nothing has changed
     * @throws IllegalArgumentException if the name or the query is not allowed, or the experiment has {@value #MAX_VIEWS}
     *     others
     */
    View keep(String name, View.Page page, String query, boolean isDefault);

    /**
     * Removes a view.
     *
     * @throws NotFoundException if there is none of this name
     */
    void remove(String name);
}
