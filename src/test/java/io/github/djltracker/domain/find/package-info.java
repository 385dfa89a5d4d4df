@NullMarked
package io.github.djltracker.domain.find;

import org.jspecify.annotations.NullMarked;
