package io.github.djltracker;

import io.github.djltracker.client.HttpStore;
import io.github.djltracker.destination.FanOut;
import io.github.djltracker.domain.Store;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.outbox.Outbox;
import io.github.djltracker.store.SqlStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * One or more recipients, each behind its own outbox. Appended entries are on disk at once, and reach each recipient as
 * soon as it is available, independently of the others. Queries go to the first recipient that supports reading.
 */
final class OutboxPlace implements Place {
    private final List<Recipient> recipients;
    private final List<Outbox> outboxes;
    private final FanOut sink;
    private final Store store;

    private OutboxPlace(List<Recipient> recipients, List<Outbox> outboxes) {
        this.recipients = recipients;
        this.outboxes = outboxes;
        Map<String, Outbox> sinks = new LinkedHashMap<>();
        for (int i = 0; i < outboxes.size(); i++) {
            sinks.put(recipients.get(i).address(), outboxes.get(i));
        }
        sink = new FanOut(sinks);
        store = firstReadable();
    }

    /** Opens the outboxes and starts to send what earlier processes left in them. Makes no request to a server. */
    static OutboxPlace open(List<TrackerUri> uris, TrackerOptions options) {
        List<Recipient> recipients = new ArrayList<>();
        List<Outbox> outboxes = new ArrayList<>();
        try {
            for (TrackerUri uri : uris) {
                Recipient recipient = Recipient.open(uri, options);
                recipients.add(recipient);
                outboxes.add(outbox(recipient, options));
            }
            return new OutboxPlace(recipients, outboxes);
        } catch (RuntimeException e) {
            outboxes.forEach(outbox -> outbox.close(Duration.ZERO));
            recipients.forEach(Recipient::close);
            throw e;
        }
    }

    private static Outbox outbox(Recipient recipient, TrackerOptions options) {
        try {
            Path directory = options.outbox().resolve(Addresses.folder(recipient.address()));
            return Outbox.open(
                    directory,
                    recipient.address(),
                    recipient.destination(),
                    options.outboxBytes(),
                    options.deadLetterAge());
        } catch (UnavailableException e) {
            throw new UnavailableException(
                    e.getMessage()
                            + ": entries for " + recipient.address()
                            + " are written to disk first, so name a writable folder with free space in "
                            + TrackerOptions.OUTBOX_VARIABLE,
                    e);
        }
    }

    private Store firstReadable() {
        for (int i = 0; i < recipients.size(); i++) {
            BiFunction<Sink, Runnable, Store> reader = recipients.get(i).reader();
            if (reader != null) {
                return reader.apply(sink, new CatchUp(this::owns, outboxes.get(i)::catchUp));
            }
        }
        return new OneWayStore(recipients.get(0).address(), sink);
    }

    @Override
    public Store store() {
        return store;
    }

    @Override
    public boolean owns(Sink other) {
        if (store instanceof OneWayStore oneWay) {
            return oneWay.owns(other);
        }
        return store instanceof HttpStore server ? server.owns(other) : ((SqlStore) store).owns(other);
    }

    /** Waits for all outboxes, which continue to send in the meantime. */
    @Override
    public boolean flush(Duration atMost) {
        long begin = System.nanoTime();
        boolean isThere = !sink.takeIncomplete();
        for (Outbox outbox : outboxes) {
            isThere &= outbox.flush(left(atMost, begin));
        }
        return isThere;
    }

    @Override
    public void close(Duration atMost) {
        long begin = System.nanoTime();
        for (Outbox outbox : outboxes) {
            outbox.close(left(atMost, begin));
        }
        recipients.forEach(Recipient::close);
    }

    private static Duration left(Duration atMost, long begin) {
        Duration left = atMost.minusNanos(System.nanoTime() - begin);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
