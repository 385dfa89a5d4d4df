package io.github.djltracker.domain.value;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The annotations of an experiment, a model or a run: the latest {@link Annotation} of each field. Immutable. */
public final class Annotations {
    /** No annotations. */
    public static final Annotations NONE = new Annotations(new TreeMap<>());

    /** Maximum number of tags: {@value}. */
    public static final int MAX_TAGS = 100;
    /** Maximum number of fields kept, including removed ones; the oldest removed ones are dropped first. */
    private static final int MAX_FIELDS = 2 * MAX_TAGS;

    private final SortedMap<String, Annotation> fields;

    private Annotations(SortedMap<String, Annotation> fields) {
        this.fields = fields;
    }

    /** Builds annotations from annotations with times, in any order. */
    public static Annotations of(Collection<Annotation> some) {
        return NONE.with(some, Instant.EPOCH);
    }

    /**
     * Rejects name annotations, which experiments do not have.
     *
     * @throws IllegalArgumentException if one of them is a name
     */
    public static List<Annotation> ofExperiment(List<Annotation> said) {
        if (said.stream().anyMatch(one -> one.field().equals(Annotation.NAME))) {
            throw new IllegalArgumentException("an experiment has no name annotation: rename it instead");
        }
        return said;
    }

    /**
     * Merges these annotations with others. For each field the later one wins; if both have the same time, the one with
     * the greater value.
     *
     * @param now the time of annotations without one; they are at least a millisecond later than the existing
     *     annotation of their field
     * @throws IllegalArgumentException if there would be more than {@value #MAX_TAGS} tags
     */
    public Annotations with(Collection<Annotation> others, Instant now) {
        SortedMap<String, Annotation> merged = new TreeMap<>(fields);
        for (Annotation other : others) {
            Annotation old = merged.get(other.field());
            Annotation said = other.time() == null ? other.at(after(old, now)) : other;
            if (old == null || Annotation.BY_TIME.compare(said, old) > 0) {
                merged.put(said.field(), said);
            }
        }
        long tags = merged.values().stream()
                .filter(one -> one.field().startsWith(Annotation.TAG) && one.value() != null)
                .count();
        if (tags > MAX_TAGS) {
            throw new IllegalArgumentException(tags + " tags: at most " + MAX_TAGS + " are allowed");
        }
        forget(merged);
        return new Annotations(merged);
    }

    private static Instant after(@Nullable Annotation old, Instant now) {
        Instant before = old == null ? null : old.time();
        Instant wanted = now.truncatedTo(ChronoUnit.MILLIS);
        if (before == null || before.isBefore(wanted)) {
            return wanted;
        }
        return Instant.ofEpochMilli(Math.min(before.toEpochMilli() + 1, Limits.MAX_INTEGER));
    }

    private static void forget(SortedMap<String, Annotation> merged) {
        if (merged.size() > MAX_FIELDS) {
            List<Annotation> takenBack = new ArrayList<>(merged.values());
            takenBack.removeIf(one -> one.value() != null);
            takenBack.sort(Annotation.BY_TIME);
            takenBack.subList(0, merged.size() - MAX_FIELDS).forEach(one -> merged.remove(one.field()));
        }
    }

    /** The name that was set. */
    public Optional<String> name() {
        return Optional.ofNullable(value(Annotation.NAME));
    }

    /** The note, in Markdown. */
    public Optional<String> note() {
        return Optional.ofNullable(value(Annotation.NOTE));
    }

    public boolean isStarred() {
        return value(Annotation.STARRED) != null;
    }

    public boolean isArchived() {
        return value(Annotation.ARCHIVED) != null;
    }

    /** The tags by name, sorted; the value is empty if a tag has none. */
    public SortedMap<String, String> tags() {
        SortedMap<String, String> tags = new TreeMap<>(Comparator.naturalOrder());
        fields.forEach((field, one) -> {
            if (field.startsWith(Annotation.TAG) && one.value() != null) {
                tags.put(field.substring(Annotation.TAG.length()), one.value());
            }
        });
        return tags;
    }

    private @Nullable String value(String field) {
        Annotation one = fields.get(requireNonNull(field, "field"));
        return one == null ? null : one.value();
    }

    /** All annotations by field, including removed ones. */
    public List<Annotation> list() {
        return List.copyOf(fields.values());
    }

    /** Whether there are no annotations. */
    public boolean isEmpty() {
        return fields.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Annotations some && some.fields.equals(fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return Map.copyOf(fields).values().toString();
    }
}
