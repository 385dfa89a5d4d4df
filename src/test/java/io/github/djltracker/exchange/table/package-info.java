@NullMarked
package io.github.djltracker.exchange.table;

import org.jspecify.annotations.NullMarked;
