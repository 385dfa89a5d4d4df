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
 * One or more recipients, each behind an outbox of its own: what is appended is on disk at once, and with each recipient
 * as soon as that can be reached, whether the others can or not. What is read comes from the first that can be read.
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

    /** Asks nothing of a server yet. What earlier processes left in the outboxes is sent from here on. */
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
            return Outbox.open(directory, recipient.address(), recipient.destination(), options.outboxBytes());
        } catch (UnavailableException e) {
            throw new UnavailableException(
                    e.getMessage()
                            + ": what is recorded for " + recipient.address()
                            + " is kept on disk first, so name a folder that can be written, and has room, in "
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

    /** Waits for all, each of which goes on sending meanwhile. */
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
