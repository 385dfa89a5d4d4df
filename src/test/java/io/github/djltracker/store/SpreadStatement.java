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
 * Where a statement goes if tables are spread over machines: what it says of the key of each of them. It knows as much of SQL as the
 * statements of the store have.
 */
final class SpreadStatement {
    /** How many shards it needs. */
    enum Reach {
        /** Tables that are whole everywhere. */
        ANYWHERE,
        ONE_SHARD,
        ALL_SHARDS,
        /** Rows of one shard meet those of another, which takes a join over the network. */
        ACROSS_KEYS
    }

    private static final Pattern TOKEN = Pattern.compile("'[^']*'|[A-Za-z_][A-Za-z_0-9]*|[0-9.]+|<>|<=|>=|\\S");
    private static final Set<String> BEFORE_TABLES = Set.of("FROM", "JOIN", "UPDATE", "INTO");

    /** Where a name of a table stands for rows, within one SELECT, UPDATE, INSERT or DELETE. */
    private static final class Scope {
        final @Nullable Scope outer;
        final Map<String, String> tables = new LinkedHashMap<>();

        Scope(@Nullable Scope outer) {
            this.outer = outer;
        }

        /** The table's name is followed by a number, so that two of one name are two. */
        @Nullable
        String find(String alias) {
            String found = tables.get(alias);
            return found != null || outer == null ? found : outer.find(alias);
        }
    }

    private final Map<String, String> keys;
    private final List<String> tokens;
    /** What is known to be equal: columns of tables, and "?" for a value. */
    private final Map<String, String> equals = new HashMap<>();

    private final List<String> spread = new ArrayList<>();
    private int count;
    /** Within what an UPDATE sets. */
    private boolean moves;
    /** Whether a row gets another key. */
    private boolean hasMoved;

    /** @param keys the tables that are spread, by the column by which they are */
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

    /** The tables of a part that begins here; of columns that are inserted, those that are keys have a value. */
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
            // in ON CONFLICT DO UPDATE, FOR NO KEY UPDATE and IS DISTINCT FROM is no table
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

    /** Whether what an INSERT inserts is selected from here on. */
    private boolean isSource(int i, int depth) {
        return i > 0 && depth == 0 && at(i).equals("SELECT") && at(0).equals("INSERT");
    }

    /** Keywords are written in capitals. */
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

    /** Of {@code a.key = b.key}, {@code key = ?} or {@code key IN (?, ?)}. */
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

    /** The column or value that ends or begins here. */
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
