package io.github.djltracker.server.alert;

import io.github.djltracker.domain.IdempotentStore;
import io.github.djltracker.domain.alert.Alert;
import io.github.djltracker.domain.alert.AlertKind;
import io.github.djltracker.domain.find.HeardRun;
import io.github.djltracker.server.observation.ServerMetrics;
import io.github.djltracker.wire.form.run.AlertNotice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds alerts that begin and that are over, and notifies a webhook once of each. Alerts that exist when the server
 * starts are not reported. A thread of its own checks every 30 s; everything else is confined to it.
 */
public final class AlertWatch implements AutoCloseable {
    /** The time between two checks. */
    static final Duration PERIOD = Duration.ofSeconds(30);
    /** Runs silent for longer than this at the last check are skipped: if they are lost, they already were then. */
    static final Duration MARGIN = Duration.ofMinutes(2);
    /**
     * Maximum number of runs with alerts; beyond it, the first added is forgotten, and its alert's end not reported.
     */
    private static final int MAX_RUNS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(AlertWatch.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final IdempotentStore store;
    private final Webhook webhook;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "tracker-alerts");
        made.setDaemon(true);
        return made;
    });
    /** The alerts of each run, and whether the webhook was notified of them. */
    private final Map<UUID, Map<AlertKind, Boolean>> open = new LinkedHashMap<>();

    private Instant looked = Instant.MIN;
    private boolean isFailing;

    AlertWatch(IdempotentStore store, WebhookSettings settings, ServerMetrics metrics, Clock clock) {
        this.store = store;
        this.clock = clock;
        webhook = new Webhook(settings, metrics);
    }

    /** Starts to check. */
    public static AlertWatch start(IdempotentStore store, WebhookSettings settings, ServerMetrics metrics) {
        AlertWatch watch = new AlertWatch(store, settings, metrics, Clock.systemUTC());
        var unused = watch.thread.scheduleWithFixedDelay(watch::safeTick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
        LOG.info("alerts are posted to the webhook at {}", settings.host());
        return watch;
    }

    private void safeTick() {
        try {
            tick();
            isFailing = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // the next tick retries
            if (!isFailing) {
                LOG.warn("runs could not be checked for alerts", e);
            }
            isFailing = true;
        }
    }

    /** Checks for alerts if it is time to, and sends the notices that are due. */
    void tick() throws InterruptedException {
        Instant now = clock.instant();
        if (looked.equals(Instant.MIN) || !now.isBefore(looked.plus(PERIOD))) {
            look(now);
        }
        webhook.deliver(now);
    }

    private void look(Instant now) {
        boolean isFirst = looked.equals(Instant.MIN);
        for (HeardRun run : store.heardSince((isFirst ? now : looked).minus(MARGIN))) {
            compare(run, isFirst, now);
        }
        looked = now;
        while (open.size() > MAX_RUNS) {
            open.remove(open.keySet().iterator().next());
        }
    }

    private void compare(HeardRun heard, boolean isFirst, Instant now) {
        UUID id = heard.found().run().id();
        Map<AlertKind, Boolean> before = open.getOrDefault(id, Map.of());
        Map<AlertKind, Boolean> after = new EnumMap<>(AlertKind.class);
        for (Alert alert : heard.found().run().alerts()) {
            Boolean isTold = before.get(alert.kind());
            if (isTold == null && !isFirst) {
                webhook.tell(AlertNotice.began(heard, alert, now), now);
            }
            after.put(alert.kind(), isTold == null ? !isFirst : isTold);
        }
        before.forEach((kind, isTold) -> {
            if (isTold && !after.containsKey(kind)) {
                webhook.tell(AlertNotice.ended(heard, kind, now), now);
            }
        });
        if (after.isEmpty()) {
            open.remove(id);
        } else {
            open.put(id, after);
        }
    }

    /** Stops checking. Notices that wait to be sent are dropped. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("the webhook is still waiting for a response");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
