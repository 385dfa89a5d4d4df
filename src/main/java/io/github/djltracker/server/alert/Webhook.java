package io.github.djltracker.server.alert;

import io.github.djltracker.server.observation.ServerMetrics;
import io.github.djltracker.wire.form.run.AlertNotice;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends notices one after the other. If one is not accepted, it is retried for an hour, after a second, then two, up to
 * 5 minutes, or after the delay that the receiver asks for; those behind it wait. At most {@value #MAX_WAITING} wait,
 * further ones are dropped. If the limit per minute is exceeded, only the number of the others is sent, in the next
 * minute. Confined to one thread.
 */
final class Webhook {
    static final int MAX_WAITING = 1_000;
    static final Duration MAX_PAUSE = Duration.ofMinutes(5);
    static final Duration PATIENCE = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 9;

    private static final class Waiting {
        final byte[] body;
        final Instant since;

        Waiting(byte[] body, Instant since) {
            this.body = body;
            this.since = since;
        }
    }

    private final WebhookSettings settings;
    private final Post post;
    private final ServerMetrics metrics;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private Instant minute = Instant.MIN;
    private int inMinute;
    private long heldBack;
    private Instant notBefore = Instant.MIN;
    private int failures;

    Webhook(WebhookSettings settings, ServerMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
        post = new Post(settings);
    }

    /** Queues a notice to be sent, unless the limit of this minute is reached. */
    void tell(AlertNotice notice, Instant now) {
        newMinute(now);
        if (inMinute >= settings.perMinute()) {
            heldBack++;
            metrics.webhook("held_back");
        } else {
            inMinute++;
            add(notice, now);
        }
    }

    private void newMinute(Instant now) {
        if (minute.equals(Instant.MIN) || !now.isBefore(minute.plus(MINUTE))) {
            minute = now;
            inMinute = 0;
            if (heldBack > 0) {
                inMinute++;
                add(AlertNotice.heldBack(heldBack, now), now);
                heldBack = 0;
            }
        }
    }

    private void add(AlertNotice notice, Instant now) {
        if (queue.size() >= MAX_WAITING) {
            metrics.webhook("dropped");
        } else {
            queue.add(new Waiting(body(notice), now));
        }
    }

    private byte[] body(AlertNotice notice) {
        return switch (settings.format()) {
            case JSON -> notice.json();
            case SLACK -> notice.slack();
            case TEAMS -> notice.teams();
        };
    }

    /** Sends what is due, until one is not accepted. */
    void deliver(Instant now) throws InterruptedException {
        newMinute(now);
        Waiting first = queue.peek();
        while (first != null && !now.isBefore(notBefore)) {
            send(first, now);
            first = queue.peek();
        }
    }

    private void send(Waiting one, Instant now) throws InterruptedException {
        Duration asked = Duration.ZERO;
        String why;
        try {
            Post.Answer answer = post.send(one.body, now);
            if (answer.isTaken()) {
                taken();
                return;
            } else if (!answer.isPassing()) {
                drop("it responded " + answer.status());
                return;
            }
            asked = answer.retryAfter();
            why = "it responded " + answer.status();
        } catch (IOException e) {
            why = String.valueOf(e.getMessage());
        }
        failed(one, now, asked, why);
    }

    private void taken() {
        queue.remove();
        metrics.webhook("sent");
        if (failures > 0) {
            LOG.info("the webhook at {} accepts alerts again", settings.host());
        }
        failures = 0;
    }

    private void drop(String why) {
        queue.remove();
        failures = 0;
        metrics.webhook("dropped");
        LOG.warn("an alert could not be posted to the webhook at {}: {}", settings.host(), why);
    }

    private void failed(Waiting one, Instant now, Duration asked, String why) {
        if (!now.isBefore(one.since.plus(PATIENCE))) {
            drop(why);
            return;
        }
        failures++;
        metrics.webhook("retried");
        if (failures == 1) {
            LOG.warn("the webhook at {} does not accept alerts, and they are retried: {}", settings.host(), why);
        }
        Duration pause = Duration.ofSeconds(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        Duration wanted = asked.compareTo(pause) > 0 ? asked : pause;
        notBefore = now.plus(wanted.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : wanted);
    }
}
