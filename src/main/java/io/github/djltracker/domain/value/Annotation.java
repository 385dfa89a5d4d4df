package io.github.djltracker.domain.value;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing that people say about an experiment, a model or a run: its name, a tag, a note, that it is starred or archived.
 * Of several about the same thing and field the latest counts, wherever they were made, so that annotations can be merged in
 * any order.
 *
 * @param field {@link #NAME}, {@link #NOTE}, {@link #STARRED}, {@link #ARCHIVED}, or {@link #TAG} and the name of a tag
 * @param value null where it is taken back; "true" for what is starred or archived; empty for a tag without a value
 * @param time when it was said, to the millisecond; null for now, by the clock of whatever keeps it, and after all that was
 *     said before
 */
public record Annotation(
        String field, @Nullable String value, @Nullable Instant time) {
    /** The field of a name, of at most {@value Limits#MAX_NAME} characters. */
    public static final String NAME = "name";
    /** The field of a note in Markdown, of at most {@value #MAX_NOTE} characters. */
    public static final String NOTE = "note";
    /** The field of a star. */
    public static final String STARRED = "starred";
    /** The field of what is put away. */
    public static final String ARCHIVED = "archived";
    /** What the fields of tags begin with. */
    public static final String TAG = "tag:";

    /** Characters of a note: {@value}. */
    public static final int MAX_NOTE = 10_000;
    /** Characters of the name of a tag: {@value}. */
    public static final int MAX_TAG = 100;
    /** Characters of the value of a tag: {@value}. */
    public static final int MAX_TAG_VALUE = 1_000;

    private static final String TRUE = "true";
    private static final Set<String> FIELDS = Set.of(NAME, NOTE, STARRED, ARCHIVED);

    /** Of two about one field, the one that counts is the greater. Neither may be of no time. */
    static final Comparator<Annotation> BY_TIME = Comparator.comparing(Annotation::timeOrEpoch)
            .thenComparing(Annotation::value, Comparator.nullsFirst(Comparator.naturalOrder()));

    public Annotation {
        requireNonNull(field, "field");
        if (field.startsWith(TAG)) {
            String tag = Limits.name("tag", field.substring(TAG.length()));
            Limits.text("tag", tag, MAX_TAG);
        } else if (!FIELDS.contains(field)) {
            throw new IllegalArgumentException(
                    "field \"" + (field.length() > 40 ? field.substring(0, 40) + "..." : field)
                            + "\" is unknown: name, note, starred, archived or tag:NAME");
        }
        if (value != null) {
            switch (field) {
                case NAME -> Limits.name("name", value);
                case NOTE -> Limits.text("note", value, MAX_NOTE);
                case STARRED, ARCHIVED -> {
                    if (!value.equals(TRUE)) {
                        throw new IllegalArgumentException(
                                field + " is \"" + (value.length() > 40 ? value.substring(0, 40) + "..." : value)
                                        + "\": it is \"true\", or missing");
                    }
                }
                default -> Limits.text("value of " + field, value, MAX_TAG_VALUE);
            }
        }
        if (time != null) {
            Limits.integer("time", time.toEpochMilli());
            time = time.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /** Gives a name; null takes it back. */
    public static Annotation name(@Nullable String name) {
        return new Annotation(NAME, name, null);
    }

    /** Notes something, in place of what was noted before; null takes it back. */
    public static Annotation note(@Nullable String markdown) {
        return new Annotation(NOTE, markdown, null);
    }

    /** Sets a tag without a value. */
    public static Annotation tag(String name) {
        return tag(name, "");
    }

    /** Sets a tag; a value of null removes it. */
    public static Annotation tag(String name, @Nullable String value) {
        return new Annotation(TAG + requireNonNull(name, "name"), value, null);
    }

    /** Stars something, or takes the star away. */
    public static Annotation starred(boolean isStarred) {
        return new Annotation(STARRED, isStarred ? TRUE : null, null);
    }

    /** Puts something away, so that lists leave it out unless they are asked for it, or takes it back. */
    public static Annotation archived(boolean isArchived) {
        return new Annotation(ARCHIVED, isArchived ? TRUE : null, null);
    }

    /** The same, said at a time. */
    public Annotation at(Instant when) {
        return new Annotation(field, value, requireNonNull(when, "when"));
    }

    private Instant timeOrEpoch() {
        return time == null ? Instant.EPOCH : time;
    }
}
