package io.github.djltracker.store.database;

import java.util.LinkedHashMap;
import java.util.Map;

/** The tables that are distributed over machines in a cluster. */
public final class SpreadTables {
    private SpreadTables() {}

    /** Their names, with the column by which each is distributed. */
    public static Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        Citus.BY_MODEL.forEach(table -> keys.put(table, "model"));
        Citus.BY_RUN.forEach(table -> keys.put(table, "run"));
        return keys;
    }
}
