/**
 * The database: everything of {@code domain} kept in SQLite or PostgreSQL, and the only package with SQL. What differs
 * between the two is in a {@code Dialect} and its {@code Sessions}; the statements are the same.
 *
 * <p>Entries come in through {@link io.github.djltracker.domain.Sink#append} and are kept as they came; as soon as they
 * fill pages, they are packed into chunks, a column per property, whose statistics lie apart. {@code chunk-format.md}
 * specifies the bodies. Readers see entries and chunks as one. {@link SqlStore} is the way in; the schema is in the
 * numbered files beside this package. Uses {@code domain} and {@code wire}.
 */
@NullMarked
package io.github.djltracker.store;

import org.jspecify.annotations.NullMarked;
