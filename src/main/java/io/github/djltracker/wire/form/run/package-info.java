/**
 * The JSON form of each value about runs: a run and its parts, search results, and changes for watchers.
 *
 * <p>{@link RunForms} (open it first) has them by name. Values that contain a run are here too. Uses {@code wire.form}.
 */
@NullMarked
package io.github.djltracker.wire.form.run;

import org.jspecify.annotations.NullMarked;
