/**
 * Notifies a webhook of alerts. {@link AlertWatch}, the file to open first, checks the runs of which entries arrived
 * recently and finds new alerts. {@link Webhook} posts them: signed, in order, with retries and a rate limit. One
 * thread does both. Uses {@code domain} and {@code wire}.
 */
@NullMarked
package io.github.djltracker.server.alert;

import org.jspecify.annotations.NullMarked;
