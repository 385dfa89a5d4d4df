package io.github.djltracker.domain.find;

import io.github.djltracker.domain.find.Tokens.Kind;
import io.github.djltracker.domain.find.Tokens.Token;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Annotation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Parses a filter. {@code or} has the lowest precedence, then {@code and}, then {@code not}. Use one instance per text;
 * not thread-safe.
 */
final class FilterParser {
    /** Maximum nesting of parentheses and {@code not}. */
    static final int MAX_DEPTH = 100;

    private static final Set<String> TIMES = Set.of("started", "ended", "seen");

    private final String text;
    private final Clock clock;
    private final List<Token> tokens;
    private int at;
    private int depth;

    FilterParser(String text, Clock clock) {
        this.text = text;
        this.clock = clock;
        tokens = Tokens.of(text);
    }

    Condition parse() {
        Condition whole = any();
        if (next().kind() != Kind.END) {
            throw wrong("\"and\", \"or\" or the end of the filter is expected here, not \"" + next().text() + "\"");
        }
        return whole;
    }

    private Token next() {
        return tokens.get(at);
    }

    private Token take() {
        return tokens.get(at++);
    }

    private FilterException wrong(String what) {
        return wrong(what, next());
    }

    private FilterException wrong(String what, Token token) {
        return new FilterException(what, text, token.position());
    }

    private Condition any() {
        List<Condition> parts = new ArrayList<>(List.of(all()));
        while (next().isWord("or")) {
            take();
            parts.add(all());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.Any(parts);
    }

    private Condition all() {
        List<Condition> parts = new ArrayList<>(List.of(one()));
        while (next().isWord("and")) {
            take();
            parts.add(one());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.All(parts);
    }

    private Condition one() {
        // plus one level for the comparison inside the innermost parentheses
        if (++depth > MAX_DEPTH + 1) {
            throw wrong("parentheses and \"not\" are nested deeper than " + MAX_DEPTH);
        }
        Condition one;
        if (next().isWord("not")) {
            take();
            one = new Condition.Not(one());
        } else if (next().isMark("(")) {
            Token open = take();
            one = any();
            if (!next().isMark(")")) {
                throw next().kind() == Kind.END
                        ? wrong("the parenthesis is not closed", open)
                        : wrong(") is expected here");
            }
            take();
        } else {
            one = comparison();
        }
        depth--;
        return one;
    }

    private Condition comparison() {
        if (next().kind() != Kind.WORD && next().kind() != Kind.QUOTED) {
            throw wrong("a name is expected here, such as status, optimizer or loss@train");
        }
        Token name = take();
        boolean isNot = next().isWord("not");
        if (isNot) {
            take();
        }
        if (next().isWord("in")) {
            take();
            Condition in = in(name);
            return isNot ? new Condition.Not(in) : in;
        }
        if (!isNot && isAlone(name.text()) && isOver()) {
            // a tag alone means tag != "", which also matches a tag without a value, because that is stored as true
            boolean isTag = name.text().startsWith(Annotation.TAG);
            Token operator = new Token(Kind.OPERATOR, isTag ? "!=" : "=", name.position());
            Kind kind = isTag ? Kind.QUOTED : Kind.WORD;
            return has(name, operator, new Token(kind, isTag ? "" : "true", name.position()));
        }
        if (isNot || next().kind() != Kind.OPERATOR) {
            throw wrong("a comparison is expected here: =, !=, <, <=, >, >=, ~, !~ or in");
        }
        Token operator = take();
        return has(name, operator, take());
    }

    /** Whether a name may be used without a comparison. */
    private static boolean isAlone(String name) {
        return name.startsWith(Annotation.TAG) || name.equals(Annotation.STARRED) || name.equals(Annotation.ARCHIVED);
    }

    private boolean isOver() {
        return next().kind() == Kind.END || next().isMark(")") || next().isWord("and") || next().isWord("or");
    }

    private Condition in(Token name) {
        if (!next().isMark("(")) {
            throw wrong("\"in\" needs values in parentheses: in (1, 2)");
        }
        Token equal = new Token(Kind.OPERATOR, "=", take().position());
        List<Condition> values = new ArrayList<>();
        do {
            values.add(has(name, equal, take()));
        } while (take().isMark(","));
        at--;
        if (!next().isMark(")")) {
            throw wrong("a comma or ) is expected here");
        }
        take();
        return new Condition.Any(values);
    }

    private Condition has(Token name, Token operator, Token value) {
        if (value.kind() != Kind.WORD && value.kind() != Kind.QUOTED) {
            at--;
            throw wrong("a value is expected here: a number, a word, or text in quotes");
        }
        Operand operand = operand(name.text(), operator, value);
        @Nullable Predicate<Object> test = operand.test(operator.text());
        if (test == null) {
            throw wrong(
                    "\"" + value.text() + "\" cannot be compared by " + operator.text()
                            + ": < and > are for numbers, times and durations, ~ is for text"
                            + (Operand.ofDuration(value.text()) == null
                                    ? ""
                                    : ", and the only duration of a run is called duration"),
                    operator);
        }
        return new Condition.Has(name.text(), name.position(), operator.text(), operand, test);
    }

    private Operand operand(String name, Token operator, Token value) {
        if (TIMES.contains(name)) {
            Operand time = Operand.ofTime(value.text(), clock);
            if (time == null) {
                throw wrong(
                        name + " is a time, but \"" + value.text()
                                + "\" is not: write -7d (seven days ago), 2026-11-20 or 2026-11-20T18:30:00",
                        value);
            }
            return time;
        } else if (name.equals("duration")) {
            Operand duration = Operand.ofDuration(value.text());
            if (duration == null) {
                throw wrong("\"" + value.text() + "\" is not a duration: write 90s, 10m, 1.5h or 2d", value);
            }
            return duration;
        } else if (name.equals("status")) {
            return new Operand.Text(operator.text().endsWith("~") ? value.text() : status(value));
        }
        boolean isText = value.kind() == Kind.QUOTED
                || Set.of("run", "experiment", "model", "hash", "name", "note").contains(name);
        return isText ? new Operand.Text(RunValues.text(value.text())) : Operand.ofWord(value.text());
    }

    private String status(Token value) {
        String upper = value.text().toUpperCase(Locale.ROOT);
        if (Arrays.stream(RunStatus.values()).noneMatch(status -> status.name().equals(upper))) {
            throw wrong(
                    "there is no status \"" + value.text() + "\"; the statuses are "
                            + Arrays.toString(RunStatus.values()),
                    value);
        }
        return upper;
    }
}
