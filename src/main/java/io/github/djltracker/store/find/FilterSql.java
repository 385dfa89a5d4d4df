package io.github.djltracker.store.find;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.find.RunFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A filter as a condition of SQL. Not thread-safe. */
final class FilterSql implements RunFilter.Translator<Sql> {
    private final String experiment;
    private final List<ModelRow> models;
    private final Map<String, Long> names;
    private final RunColumns columns;

    FilterSql(String experiment, List<ModelRow> models, Map<String, Long> names, RunColumns columns) {
        this.experiment = experiment;
        this.models = models;
        this.names = names;
        this.columns = columns;
    }

    @Override
    public Sql all(List<Sql> parts) {
        return Sql.join(byName(parts, ValueCondition::all, true), " AND ", true);
    }

    @Override
    public Sql any(List<Sql> parts) {
        return Sql.join(byName(parts, ValueCondition::any, false), " OR ", false);
    }

    /**
     * Merges the conditions on the value of one name, so that it is looked up only once. Conditions on values come
     * last.
     */
    private static List<Sql> byName(List<Sql> parts, Function<List<ValueCondition>, Sql> together, boolean keepsTerms) {
        Map<Long, List<Sql>> byName = new LinkedHashMap<>();
        List<Sql> whole = new ArrayList<>();
        for (Sql part : parts) {
            ValueCondition value = part.value();
            if (value == null) {
                whole.add(part);
            } else {
                byName.computeIfAbsent(value.name(), name -> new ArrayList<>()).add(part);
            }
        }
        byName.forEach((name, some) -> {
            if (some.size() == 1) {
                whole.add(some.get(0));
            } else {
                Sql row = together.apply(
                        some.stream().map(part -> requireNonNull(part.value())).toList());
                List<Sql.Term> terms = keepsTerms
                        ? some.stream().flatMap(part -> part.terms().stream()).toList()
                        : List.of();
                whole.add(new Sql(exists(ofRun(name, row.text())), row.arguments(), terms));
            }
        });
        return whole;
    }

    @Override
    public Sql not(Sql part) {
        return part.negated();
    }

    @Override
    public Sql compare(String name, String operator, Object value) {
        return switch (name) {
            case "experiment" -> holds(experiment, operator, value) ? Sql.TRUE : Sql.FALSE;
            case "model" -> models(ModelRow::name, operator, value);
            case "hash" -> models(ModelRow::hash, operator, value);
            default -> {
                String column = columns.of(name);
                if (column == null) {
                    yield stored(name, operator, value);
                }
                yield RunColumns.isTruth(name)
                        ? truth(column, operator, value)
                        : column(column, name.equals("status"), operator, value);
            }
        };
    }

    /** Evaluates a condition on models here, because there are few. */
    private Sql models(Function<ModelRow, @Nullable String> text, String operator, Object value) {
        String wanted = models.stream()
                .filter(model -> {
                    String actual = text.apply(model);
                    return actual != null && holds(actual, operator, value);
                })
                .map(model -> String.valueOf(model.id()))
                .collect(Collectors.joining(", "));
        return wanted.isEmpty() ? Sql.FALSE : Sql.of("r.model IN (" + wanted + ")");
    }

    private static boolean holds(String actual, String operator, Object value) {
        boolean isNegated = operator.startsWith("!");
        if (!(value instanceof String text)) {
            return isNegated;
        }
        boolean holds = operator.endsWith("~")
                ? actual.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT))
                : actual.equals(text);
        return holds != isNegated;
    }

    private static Sql column(String column, boolean isText, String operator, Object value) {
        if (isText && value instanceof String text) {
            Sql holds =
                    operator.endsWith("~") ? contains("lower(" + column + ")", text) : Sql.of(column + " = ?", text);
            return operator.startsWith("!") ? holds.negated() : holds;
        } else if (value instanceof Instant time) {
            return number(column, operator, time.toEpochMilli());
        } else if (value instanceof Duration duration) {
            return number(column, operator, duration.toMillis());
        } else if (!isText && value instanceof Double number && !number.isNaN()) {
            return number(column, operator, number);
        }
        // a value of another kind
        return operator.startsWith("!") ? Sql.of("(" + column + ") IS NOT NULL") : Sql.FALSE;
    }

    private static Sql truth(String column, String operator, Object value) {
        boolean isNegated = operator.startsWith("!");
        if (value instanceof Boolean wanted) {
            return Sql.of(column + " = " + (wanted != isNegated ? 1 : 0));
        }
        return isNegated ? Sql.TRUE : Sql.FALSE;
    }

    private static Sql number(String column, String operator, Object value) {
        String sign = operator.equals("!=") ? "<>" : operator;
        return Sql.of("((" + column + ") IS NOT NULL AND (" + column + ") " + sign + " ?)", value);
    }

    private Sql stored(String name, String operator, Object value) {
        ValueKey key = ValueKey.of(name, names);
        if (key == null) {
            return Sql.FALSE;
        } else if (key.isStep()) {
            return step(key.name(), operator, value);
        }
        boolean isNegated = operator.startsWith("!");
        String positive = isNegated ? operator.equals("!~") ? "~" : "=" : operator;
        Sql positiveRow = row(positive, value);
        Sql row = isNegated
                ? new Sql("NOT (" + positiveRow.text() + ")", positiveRow.arguments(), List.of())
                : positiveRow;
        boolean isIndexed = !isNegated && !positive.equals("~");
        Sql.Term term = new Sql.Term("t.name = " + key.name() + " AND " + row.text(), row.arguments());
        return new Sql(
                exists(ofRun(key.name(), row.text())),
                row.arguments(),
                isIndexed ? List.of(term) : List.of(),
                operator.equals("=") ? equal(key.name(), row, value) : ValueCondition.of(key.name(), row));
    }

    private static ValueCondition equal(long name, Sql row, Object value) {
        if (value instanceof Double number) {
            return number.isNaN()
                    ? ValueCondition.of(name, row)
                    : new ValueCondition(name, row, "number", ValueRow.NUMBER, number);
        }
        return value instanceof String text
                ? new ValueCondition(name, row, "text", ValueRow.TEXT, text)
                : ValueCondition.of(name, row);
    }

    /** The plus sign makes SQLite look the value up by its run, not among the values of all runs. */
    private static String ofRun(long name, String row) {
        return "t.name = " + name + " AND (" + row.replace("t.kind", "+t.kind") + ")";
    }

    /** A condition on a step. No index has steps, so they are compared in the rows of each run. */
    private static Sql step(long name, String operator, Object value) {
        boolean isNumber = value instanceof Double number && !number.isNaN() && !operator.endsWith("~");
        if (!isNumber && !operator.startsWith("!")) {
            return Sql.FALSE;
        }
        String row = "t.name = " + name + " AND t.step IS NOT NULL";
        return isNumber
                ? Sql.of(exists(row + " AND t.step " + (operator.equals("!=") ? "<>" : operator) + " ?"), value)
                : Sql.of(exists(row));
    }

    /**
     * A condition that the run {@code s} has a value for which another condition holds. The part {@code OR 1 = 0} keeps
     * PostgreSQL from starting with the values of all runs: if columns are correlated, it expects far fewer of them
     * than there are.
     */
    private static String exists(String condition) {
        return "(EXISTS (SELECT 1 FROM run_value t WHERE t.run = s.run AND " + condition + ") OR 1 = 0)";
    }

    /** A condition on a row {@code run_value t}. */
    private static Sql row(String operator, Object value) {
        if (value instanceof Double number) {
            if (number.isNaN()) {
                return operator.equals("=") ? Sql.of("t.kind = " + ValueRow.NAN) : Sql.FALSE;
            }
            return Sql.of("t.kind = " + ValueRow.NUMBER + " AND t.number " + operator + " ?", number);
        } else if (value instanceof Boolean truth) {
            return Sql.of("t.kind = " + ValueRow.TRUTH + " AND t.number = ?", truth ? 1.0 : 0.0);
        } else if (operator.equals("~")) {
            Sql contains = contains("coalesce(t.folded, t.text)", value.toString());
            return new Sql("t.kind = " + ValueRow.TEXT + " AND " + contains.text(), contains.arguments(), List.of());
        }
        List<Object> arguments = new ArrayList<>();
        ValueRow row = ValueRow.of(value.toString());
        arguments.add(String.valueOf(row.sortKey()));
        arguments.add(value.toString());
        // texts have no number in the index; only if this is stated does a search in it continue with the sort key
        return new Sql(
                "t.kind = " + ValueRow.TEXT + " AND t.number IS NULL AND t.sort_key = ? AND t.text = ?",
                arguments,
                List.of());
    }

    /** A condition for "contains" that uses only functions of both databases. */
    private static Sql contains(String column, String text) {
        return text.isEmpty()
                ? Sql.TRUE
                : Sql.of("replace(" + column + ", ?, '') <> " + column, text.toLowerCase(Locale.ROOT));
    }
}
