package io.github.djltracker.server.http;

import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.server.problem.Refusal;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The parameters in the query of a request. Invalid ones are rejected with their names. Immutable. */
public final class Query {
    /** Follows the name of a parameter that may occur several times. */
    public static final char SEVERAL = '*';

    private final Map<String, List<String>> values;

    private Query(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Reads a query.
     *
     * @param raw the query as received, null if there is none
     * @param allowed names, those that may occur several times followed by {@value #SEVERAL}
     */
    static Query parse(@Nullable String raw, List<String> allowed) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (raw != null && !raw.isEmpty()) {
            for (String pair : raw.split("&", -1)) {
                int split = pair.indexOf('=');
                String name = decode(split < 0 ? pair : pair.substring(0, split));
                String value = split < 0 ? "" : decode(pair.substring(split + 1));
                List<String> before = values.computeIfAbsent(name, any -> new ArrayList<>(1));
                before.add(value);
                check(name, before.size(), allowed);
            }
        }
        return new Query(values);
    }

    private static void check(String name, int count, List<String> allowed) {
        boolean several = allowed.contains(name + SEVERAL);
        if (!several && !allowed.contains(name)) {
            throw Refusal.invalid("the parameter " + name + " is unknown: "
                    + (allowed.isEmpty()
                            ? "there are none"
                            : "allowed are " + String.join(", ", allowed).replace(String.valueOf(SEVERAL), "")));
        }
        if (count > 1 && !several) {
            throw Refusal.invalid("the parameter " + name + " comes " + count + " times");
        }
    }

    @Nullable
    public String text(String name) {
        List<String> found = values.get(name);
        return found == null ? null : found.get(0);
    }

    public String required(String name) {
        String value = text(name);
        if (value == null) {
            throw Refusal.invalid("the parameter " + name + " is missing");
        }
        return value;
    }

    /** A step, a time or a number of an entry. */
    @Nullable
    public Long integerOrNull(String name) {
        String value = text(name);
        return value == null ? null : integer(name, value, 0, Limits.MAX_INTEGER);
    }

    public long integer(String name, long least, long most, long unlessTold) {
        String value = text(name);
        return value == null ? unlessTold : integer(name, value, least, most);
    }

    private static long integer(String name, String value, long least, long most) {
        // 18 digits fit into a long
        if (value.matches("-?[0-9]{1,18}")) {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw Refusal.invalid("the parameter " + name + " must be an integer from " + least + " to " + most);
    }

    @Nullable
    public UUID uuidOrNull(String name) {
        String value = text(name);
        return value == null ? null : uuid("the parameter " + name, value);
    }

    /** True or false; false if it is missing. */
    public boolean truth(String name) {
        String value = text(name);
        if (value != null && !value.equals("true") && !value.equals("false")) {
            throw Refusal.invalid("the parameter " + name + " must be true or false");
        }
        return "true".equals(value);
    }

    /** All values of a parameter that may occur several times, including repeated ones. */
    public List<String> texts(String name, int least, int most) {
        List<String> texts = values.getOrDefault(name, List.of());
        if (texts.size() < least || texts.size() > most) {
            throw Refusal.invalid("the parameter " + name + " is given " + texts.size() + " times: " + least + " to "
                    + most + " are allowed");
        }
        return List.copyOf(texts);
    }

    public List<UUID> uuids(String name) {
        return uuids(name, 0, Integer.MAX_VALUE);
    }

    public List<UUID> uuids(String name, int least, int most) {
        return texts(name, least, most).stream()
                .map(value -> uuid("the parameter " + name, value))
                .toList();
    }

    /** Rejects everything except the full form of 36 characters. */
    public static UUID uuid(String what, String value) {
        if (value.length() == 36) {
            try {
                UUID uuid = UUID.fromString(value);
                if (uuid.toString().equalsIgnoreCase(value)) {
                    return uuid;
                }
            } catch (IllegalArgumentException e) {
                // reported below, with its name
            }
        }
        throw Refusal.invalid(what + " must be a UUID");
    }

    /** The same query with another value of one parameter, for a link. */
    public String with(String name, String value) {
        Map<String, List<String>> all = new LinkedHashMap<>(values);
        all.put(name, List.of(value));
        StringBuilder query = new StringBuilder();
        all.forEach((key, several) -> several.forEach(each -> query.append(query.isEmpty() ? '?' : '&')
                .append(key)
                .append('=')
                .append(URLEncoder.encode(each, StandardCharsets.UTF_8))));
        return query.toString();
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
                if (low < 0) {
                    throw Refusal.invalid("the query has a % without two hexadecimal digits");
                }
                bytes.write(16 * high + low);
                i += 2;
            } else if (c == '+') {
                bytes.write(' ');
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.invalid("the query is not valid UTF-8");
        }
    }
}
