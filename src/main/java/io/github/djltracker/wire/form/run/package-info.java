/**
 * The form of each value about runs that goes over HTTP: a run, what it consists of, how a search finds it, and how its
 * watchers hear of a change.
 *
 * <p>{@link RunForms} (open it first) has them by name. A value that holds a run is here too. Uses {@code wire.form}.
 */
@NullMarked
package io.github.djltracker.wire.form.run;

import org.jspecify.annotations.NullMarked;
