package io.github.djltracker.domain.value;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One annotation of an experiment, a model or a run: its name, a tag, a note, a star or the archive flag. Among
 * annotations of the same field the latest wins, wherever they were made, so that annotations can be merged in any
 * order.
 *
 * @param field {@link #NAME}, {@link #NOTE}, {@link #STARRED}, {@link #ARCHIVED}, or {@link #TAG} and the name of a tag
 * @param value null to remove it; "true" for a star or the archive flag; empty for a tag without a value
 * @param time when it was set, to the millisecond; null for the current time of the store, but at least a millisecond
 *     after the existing annotation of the field
 */
public record Annotation(
        String field, @Nullable String value, @Nullable Instant time) {
    /** The field of a name, of at most {@value Limits#MAX_NAME} characters. */
    public static final String NAME = "name";
    /** The field of a note in Markdown, of at most {@value #MAX_NOTE} characters. */
    public static final String NOTE = "note";
    /** The field of a star. */
    public static final String STARRED = "starred";
    /** The field of the archive flag. */
    public static final String ARCHIVED = "archived";
    /** The prefix of the fields of tags. */
    public static final String TAG = "tag:";

    /** Maximum number of characters of a note: {@value}. */
    public static final int MAX_NOTE = 10_000;
    /** Maximum number of characters of a tag's name: {@value}. */
    public static final int MAX_TAG = 100;
    /** Maximum number of characters of a tag's value: {@value}. */
    public static final int MAX_TAG_VALUE = 1_000;

    private static final String TRUE = "true";
    private static final Set<String> FIELDS = Set.of(NAME, NOTE, STARRED, ARCHIVED);

    /** Compares annotations of one field: the greater one wins. Both must have a time. */
    static final Comparator<Annotation> BY_TIME = Comparator.comparing(Annotation::timeOrEpoch)
            .thenComparing(Annotation::value, Comparator.nullsFirst(Comparator.naturalOrder()));

    public Annotation {
        requireNonNull(field, "field");
        if (field.startsWith(TAG)) {
            Limits.name("tag", field.substring(TAG.length()), MAX_TAG);
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
                                        + "\": it must be \"true\" or absent");
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

    /** Sets the name; null removes it. */
    public static Annotation name(@Nullable String name) {
        return new Annotation(NAME, name, null);
    }

    /** Sets the note, which replaces an earlier one; null removes it. */
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

    /** Sets or removes the star. */
    public static Annotation starred(boolean isStarred) {
        return new Annotation(STARRED, isStarred ? TRUE : null, null);
    }

    /** Sets or removes the archive flag. Lists leave out archived items by default. */
    public static Annotation archived(boolean isArchived) {
        return new Annotation(ARCHIVED, isArchived ? TRUE : null, null);
    }

    /** A copy with this time. */
    public Annotation at(Instant when) {
        return new Annotation(field, value, requireNonNull(when, "when"));
    }

    private Instant timeOrEpoch() {
        return time == null ? Instant.EPOCH : time;
    }
}
