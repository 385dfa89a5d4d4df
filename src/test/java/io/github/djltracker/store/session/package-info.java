@NullMarked
package io.github.djltracker.store.session;

import org.jspecify.annotations.NullMarked;
