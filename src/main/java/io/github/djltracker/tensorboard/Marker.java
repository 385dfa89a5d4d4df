package io.github.djltracker.tensorboard;

import org.jspecify.annotations.Nullable;

/**
 * The content of an event that ends the events of an entry, and that only this tracker reads.
 *
 * @param entry sequence number of the entry that the events before it belong to
 * @param rest further text, may be empty
 */
record Marker(long entry, String rest) {
    /** The rest of the marker of a run's last entry. */
    static final String END = "end";

    /** Null if an event is not a marker. */
    static @Nullable Marker of(Message event) {
        Message source = event.has(Events.SOURCE) ? event.message(Events.SOURCE) : null;
        String writer = source == null ? "" : source.text(1);
        if (!writer.startsWith(Events.MARKER)) {
            return null;
        }
        String text = writer.substring(Events.MARKER.length());
        int space = text.indexOf(' ');
        String number = space < 0 ? text : text.substring(0, space);
        return number.matches("\\d{1,16}")
                ? new Marker(Long.parseLong(number), space < 0 ? "" : text.substring(space + 1))
                : null;
    }

    String text() {
        return rest.isEmpty() ? Long.toString(entry) : entry + " " + rest;
    }
}
