package io.github.djltracker.domain;

import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.value.View;
import java.util.List;

/**
 * The saved views of the pages of an experiment, shared by all users. If the experiment does not exist, there are none.
 * Views belong to their tracker: copies of an experiment do not include them. Thread-safe.
 */
public interface Views {
    /** Maximum number of views of one experiment: {@value}. */
    int MAX_VIEWS = 200;

    /** All views, sorted by name. */
    List<View> list();

    /**
     * Saves a view, and replaces the one with the same name. Saving the first view of an experiment creates the
     * experiment.
     *
     * @param query the query string of the page's address, percent-encoded
     * @param isDefault whether the page shows it if the address has no query; replaces the previous default
     * @return the view; unchanged if it was identical
     * @throws IllegalArgumentException if the name or the query is invalid, or the experiment has {@value #MAX_VIEWS}
     *     other views
     */
    View keep(String name, View.Page page, String query, boolean isDefault);

    /**
     * Removes a view.
     *
     * @throws NotFoundException if there is none with this name
     */
    void remove(String name);
}
