/**
 * Connections, and cached ids of rows.
 *
 * <p>Each transaction gets a {@link Session} (open that file first): a connection with its prepared statements.
 * {@link SeriesIds} maps names to rows, {@link Rows} finds or creates rows that others refer to, and a {@link Key} is
 * the id of a part as users see it. {@code store.database} supplies the sessions; every other package of {@code store}
 * runs its SQL on them. Uses {@code store.codec}.
 */
@NullMarked
package io.github.djltracker.store.session;

import org.jspecify.annotations.NullMarked;
