package io.github.djltracker.client.call;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An event that a server sent.
 *
 * @param id null if it has none
 * @param data its lines, separated by line feeds
 */
public record ServerEvent(@Nullable String id, String name, String data) {
    static final String MEDIA_TYPE = "text/event-stream";

    private static final int MAX_LINE_BYTES = 1 << 20;

    /**
     * Reads events until there are no more, or no more are wanted. Comments are ignored.
     *
     * @throws EOFException if the stream ends within a line
     */
    static void read(InputStream stream, Predicate<ServerEvent> goesOn) throws IOException {
        BufferedInputStream in = new BufferedInputStream(stream);
        String id = null;
        String name = "message";
        StringBuilder data = new StringBuilder();
        for (String line = line(in); line != null; line = line(in)) {
            if (line.isEmpty()) {
                if (data.length() > 0 && !goesOn.test(new ServerEvent(id, name, data.toString()))) {
                    return;
                }
                name = "message";
                data.setLength(0);
                continue;
            }
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1);
            value = value.startsWith(" ") ? value.substring(1) : value;
            switch (field) {
                case "id" -> id = value;
                case "event" -> name = value;
                case "data" -> data.append(data.length() > 0 ? "\n" : "").append(value);
                default -> {} // a comment, or a field of a later version
            }
        }
    }

    private static @Nullable String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                if (line.size() > 0) {
                    throw new EOFException("the event stream was interrupted");
                }
                return null;
            }
            if (line.size() == MAX_LINE_BYTES) {
                throw new IOException("an event has a line of more than " + MAX_LINE_BYTES + " bytes");
            }
            line.write(next);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
