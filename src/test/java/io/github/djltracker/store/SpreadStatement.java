package io.github.djltracker.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which shards a statement needs if tables are distributed over machines, from its conditions on the key of
 * each table. Understands only as much SQL as the statements of the store use.
 */
final class SpreadStatement {
    /** Which shards the statement needs. */
    enum Reach {
        /** It uses only tables that are complete on every machine. */
        ANYWHERE,
        ONE_SHARD,
        ALL_SHARDS,
        /** Rows of different shards are combined, which takes a join over the network. */
        ACROSS_KEYS
    }

    private static final Pattern TOKEN = Pattern.compile("'[^']*'|[A-Za-z_][A-Za-z_0-9]*|[0-9.]+|<>|<=|>=|\\S");
    private static final Set<String> BEFORE_TABLES = Set.of("FROM", "JOIN", "UPDATE", "INTO");

    /** The names of tables within one SELECT, UPDATE, INSERT or DELETE. */
    private static final class Scope {
        final @Nullable Scope outer;
        final Map<String, String> tables = new LinkedHashMap<>();

        Scope(@Nullable Scope outer) {
            this.outer = outer;
        }

        /** The table of an alias. A number follows its name, so that two uses of one table differ. */
        @Nullable
        String find(String alias) {
            String found = tables.get(alias);
            return found != null || outer == null ? found : outer.find(alias);
        }
    }

    private final Map<String, String> keys;
    private final List<String> tokens;
    /** Known equalities between columns of tables; "?" stands for a value. */
    private final Map<String, String> equals = new HashMap<>();

    private final List<String> spread = new ArrayList<>();
    private int count;
    /** Whether the current token is in the SET clause of an UPDATE. */
    private boolean moves;
    /** Whether the key of a row is changed. */
    private boolean hasMoved;

    /** @param keys the key column of each distributed table */
    SpreadStatement(String sql, Map<String, String> keys) {
        this.keys = keys;
        tokens = TOKEN.matcher(sql).results().map(found -> found.group()).toList();
        read();
    }

    Reach reach() {
        if (spread.isEmpty()) {
            return Reach.ANYWHERE;
        } else if (hasMoved) {
            return Reach.ACROSS_KEYS;
        }
        Set<String> places = spread.stream()
                .map(table -> find(table + "." + keys.get(table.substring(0, table.indexOf('#')))))
                .collect(Collectors.toSet());
        if (places.size() > 1) {
            return Reach.ACROSS_KEYS;
        }
        return places.iterator().next().equals(find("?")) ? Reach.ONE_SHARD : Reach.ALL_SHARDS;
    }

    private void read() {
        Deque<Scope> scopes = new ArrayDeque<>();
        Deque<Integer> depths = new ArrayDeque<>();
        scopes.push(new Scope(null));
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i).toUpperCase(Locale.ROOT);
            if (token.equals("(")) {
                depth++;
                if (at(i + 1).equals("SELECT")) {
                    scopes.push(open(i + 1, scopes.peek()));
                    depths.push(depth);
                }
            } else if (token.equals(")")) {
                if (!depths.isEmpty() && depths.peek() == depth) {
                    depths.pop();
                    scopes.pop();
                }
                depth--;
            } else if (i == 0 || isSource(i, depth)) {
                scopes.pop();
                scopes.push(open(i, null));
            } else if (token.equals("SET") && at(0).equals("UPDATE")) {
                moves = true;
            } else if (token.equals("WHERE")) {
                moves = false;
            } else if (token.equals("=") || token.equals("IN")) {
                equal(i, scopes.peek());
            }
        }
    }

    /**
     * The tables of the statement or subquery that begins here. Key columns of inserted rows count as equal to a value.
     */
    private Scope open(int from, @Nullable Scope outer) {
        Scope scope = new Scope(outer);
        int depth = 0;
        for (int i = from; i < tokens.size() && depth >= 0; i++) {
            String token = at(i);
            depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
            if (i > from && isSource(i, depth)) {
                break;
            }
            boolean isName = depth == 0 && BEFORE_TABLES.contains(token);
            // no table follows in ON CONFLICT DO UPDATE, FOR NO KEY UPDATE and IS DISTINCT FROM
            if (isName && i + 1 < tokens.size() && isName(tokens.get(i + 1))) {
                String table = tokens.get(i + 1);
                String numbered = table + "#" + count++;
                String alias = i + 2 < tokens.size() ? tokens.get(i + 2) : "";
                scope.tables.put(isName(alias) ? alias : table, numbered);
                if (keys.containsKey(table)) {
                    spread.add(numbered);
                    if (token.equals("INTO")) {
                        inserted(i + 2, numbered);
                    }
                }
            }
        }
        return scope;
    }

    /** Whether the SELECT of an INSERT begins here. */
    private boolean isSource(int i, int depth) {
        return i > 0 && depth == 0 && at(i).equals("SELECT") && at(0).equals("INSERT");
    }

    /** Whether a token is a name; keywords are in capitals. */
    private static boolean isName(String token) {
        return token.matches("[a-z_]+");
    }

    private void inserted(int from, String table) {
        for (int i = from; i < tokens.size() && !tokens.get(i).equals(")"); i++) {
            if (tokens.get(i).equals(keys.get(table.substring(0, table.indexOf('#'))))) {
                join(table + "." + tokens.get(i), tokens.contains("SELECT") ? "selected" : "?");
            }
        }
    }

    private String at(int i) {
        return i < tokens.size() ? tokens.get(i).toUpperCase(Locale.ROOT) : "";
    }

    /** Handles {@code a.key = b.key}, {@code key = ?} or {@code key IN (?, ?)}. */
    private void equal(int sign, Scope scope) {
        String left = column(sign - 1, true, scope);
        String right = column(sign + 1, false, scope);
        if (tokens.get(sign).equals("IN")) {
            right = at(sign + 1).equals("(") && !at(sign + 2).equals("SELECT") ? "?" : null;
        }
        if (moves && left != null) {
            String table = left.substring(0, left.indexOf('#'));
            hasMoved |= left.endsWith("." + keys.get(table));
        } else if (left != null && right != null) {
            join(left, right);
        }
    }

    /** The column or value that ends or begins at this token; null if there is none. */
    private @Nullable String column(int i, boolean isEnd, Scope scope) {
        if (i < 0 || i >= tokens.size()) {
            return null;
        }
        String token = tokens.get(i);
        if (token.equals("?") || Pattern.matches("[0-9]+", token)) {
            return "?";
        }
        int name = isEnd ? i : at(i + 1).equals(".") ? i + 2 : i;
        boolean isOfAlias = name >= 2 && tokens.get(name - 1).equals(".");
        if (!isName(tokens.get(name))) {
            return null;
        }
        String table = isOfAlias
                ? scope.find(tokens.get(name - 2))
                : scope.tables.values().stream().findFirst().orElse(null);
        return table == null ? null : table + "." + tokens.get(name);
    }

    private String find(String one) {
        String next = equals.getOrDefault(one, one);
        return next.equals(one) ? one : find(next);
    }

    private void join(String one, String other) {
        equals.put(find(one), find(other));
    }
}
