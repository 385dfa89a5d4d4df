/**
 * Tells a webhook of runs with which something is wrong. {@link AlertWatch}, the file to open first, looks at the runs that were
 * heard of lately and finds what is new; {@link Webhook} sends it: signed, in turn, again where that failed, and not too often.
 * One thread does both. Uses {@code domain} and {@code wire}.
 */
@NullMarked
package io.github.djltracker.server.alert;

import org.jspecify.annotations.NullMarked;
