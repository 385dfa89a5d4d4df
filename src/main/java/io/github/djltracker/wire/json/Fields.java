package io.github.djltracker.wire.json;

import io.github.djltracker.domain.value.Attributes;
import io.github.djltracker.domain.value.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object that was read completely. If a field is missing or invalid, throws an
 * {@link IllegalArgumentException} that names it. Null counts as absent, and unknown fields are ignored. Not
 * thread-safe.
 */
public final class Fields {
    private final FieldPath path;
    private final Map<String, @Nullable Object> values;

    private Fields(FieldPath path, Map<String, @Nullable Object> values) {
        this.path = path;
        this.values = values;
    }

    /** Reads one object in UTF-8, which nothing may follow. */
    static Fields read(byte[] utf8) {
        try (Json in = Json.parse(utf8, "body")) {
            Fields fields = new Fields(FieldPath.ROOT, in.map(FieldPath.ROOT));
            in.end();
            return fields;
        }
    }

    public String string(String field) {
        return Json.required(path(field), stringOrNull(field));
    }

    @Nullable
    public String stringOrNull(String field) {
        Object value = values.get(field);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw unlike(field, "a string", value);
    }

    public UUID uuid(String field) {
        return Json.required(path(field), uuidOrNull(field));
    }

    @Nullable
    public UUID uuidOrNull(String field) {
        String value = stringOrNull(field);
        return value == null ? null : Json.uuid(path(field), value);
    }

    public long integer(String field) {
        return Json.required(path(field), integerOrNull(field));
    }

    @Nullable
    public Long integerOrNull(String field) {
        Object value = values.get(field);
        return value == null ? null : integer(field, value);
    }

    /** An integer of at most 31 bits. */
    @Nullable
    public Integer smallIntegerOrNull(String field) {
        Long value = integerOrNull(field);
        if (value != null && value > Integer.MAX_VALUE) {
            throw refused(field, "is out of range: " + value + ", but at most " + Integer.MAX_VALUE + " is allowed");
        }
        return value == null ? null : value.intValue();
    }

    private long integer(String field, @Nullable Object value) {
        if (value instanceof Long number) {
            return checked(field, () -> Limits.integer(field, number));
        }
        if (value instanceof Digits digits) {
            return digits.integer(path(field));
        }
        // 7.0 is an integer in JSON, and some languages have no other numbers
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) <= Limits.MAX_INTEGER) {
            return checked(field, () -> Limits.integer(field, number.longValue()));
        }
        throw unlike(field, "an integer", value);
    }

    public Instant instant(String field) {
        return Instant.ofEpochMilli(integer(field));
    }

    @Nullable
    public Instant instantOrNull(String field) {
        Long millis = integerOrNull(field);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    /** Any double: a number, or one of the strings "NaN", "Infinity", "-Infinity". */
    public double number(String field) {
        return number(field, Json.required(path(field), values.get(field)));
    }

    private double number(String field, @Nullable Object value) {
        if (value instanceof Double number) {
            return number;
        }
        if (value instanceof Long number) {
            return number;
        }
        if (value instanceof Digits digits) {
            return digits.number(path(field));
        }
        if (value instanceof String text) {
            return Json.special(path(field), text);
        }
        throw unlike(field, Json.NUMBER, value);
    }

    /** A JSON object as {@link Attributes} allows it; empty if it is absent. */
    public Map<String, @Nullable Object> attributes(String field) {
        Fields object = objectOrNull(field);
        return object == null ? Map.of() : Json.attributes(object.path, object.values);
    }

    @Nullable
    public Fields objectOrNull(String field) {
        Object value = values.get(field);
        return value == null ? null : object(field, value);
    }

    public Fields object(String field) {
        return Json.required(path(field), objectOrNull(field));
    }

    public List<Fields> objects(String field) {
        List<Fields> objects = new ArrayList<>();
        List<?> items = list(field);
        for (int i = 0; i < items.size(); i++) {
            objects.add(object(field + "[" + i + "]", items.get(i)));
        }
        return objects;
    }

    /** The list, which is empty if the field is absent. */
    public List<Fields> objectsOrNone(String field) {
        return values.get(field) == null ? List.of() : objects(field);
    }

    public long[] integers(String field) {
        return list(field).stream().mapToLong(value -> integer(field, value)).toArray();
    }

    public double[] numbers(String field) {
        return list(field).stream().mapToDouble(value -> number(field, value)).toArray();
    }

    List<String> strings(String field) {
        List<String> strings = new ArrayList<>();
        for (Object value : list(field)) {
            if (!(value instanceof String text)) {
                throw unlike(field, "a list of strings", value);
            }
            strings.add(text);
        }
        return strings;
    }

    /** Names and counts; empty if it is absent. */
    public Map<String, Long> counts(String field) {
        Fields object = objectOrNull(field);
        if (object == null) {
            return Map.of();
        }
        Map<String, Long> counts = new TreeMap<>();
        object.values.keySet().forEach(name -> counts.put(name, object.integer(name)));
        return counts;
    }

    /** One of the constants of an enumeration, by its name. */
    public <E extends Enum<E>> E constant(String field, Class<E> type, Function<String, E> valueOf) {
        String name = string(field);
        try {
            return valueOf.apply(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path(field) + " must be one of " + List.of(type.getEnumConstants()), e);
        }
    }

    /** True or false; false if it is absent. */
    public boolean truth(String field) {
        Object value = values.get(field);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw unlike(field, "true or false", value);
    }

    public boolean has(String field) {
        return values.get(field) != null;
    }

    private List<?> list(String field) {
        Object value = Json.required(path(field), values.get(field));
        if (value instanceof List<?> items) {
            return items;
        }
        throw unlike(field, "a list", value);
    }

    @SuppressWarnings("unchecked") // Json.map creates no other maps
    private Fields object(String field, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return new Fields(path(field), (Map<String, @Nullable Object>) map);
        }
        throw unlike(field, "an object", value);
    }

    /** Returns a value; if that throws, puts the field in front of the message. */
    public <T> T checked(String field, Supplier<T> value) {
        return Json.checked(path(field), value);
    }

    /** An exception to throw if a field is invalid. */
    public IllegalArgumentException refused(String field, String why) {
        return new IllegalArgumentException(path(field) + " " + why);
    }

    private FieldPath path(String field) {
        return path.field(field);
    }

    private IllegalArgumentException unlike(String field, String what, @Nullable Object value) {
        String found;
        if (value instanceof Map<?, ?>) {
            found = "an object";
        } else if (value instanceof List<?>) {
            found = "a list";
        } else if (value instanceof String) {
            found = "a string";
        } else if (value instanceof Digits) {
            found = "another number";
        } else {
            found = String.valueOf(value);
        }
        return refused(field, "must be " + what + ", not " + found);
    }
}
