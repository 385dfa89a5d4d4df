package io.github.djltracker.tensorboard;

import org.jspecify.annotations.Nullable;

/**
 * What our events say that are for us alone.
 *
 * @param entry number of the entry that the events before it were made of
 * @param rest may be empty
 */
record Marker(long entry, String rest) {
    /** Says at the entry's end that the run has ended. */
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
