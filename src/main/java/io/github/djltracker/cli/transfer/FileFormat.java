package io.github.djltracker.cli.transfer;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The format of a file of runs. By default, the name of the file decides. */
enum FileFormat {
    JSONL,
    CSV,
    PARQUET,
    MLTRACKER;

    /** The format for the name of a file; null if it is unknown. */
    static @Nullable FileFormat of(String name) {
        String lower = name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        if (lower.endsWith(".jsonl") || lower.endsWith(".ndjson")) {
            return JSONL;
        } else if (lower.endsWith(".csv")) {
            return CSV;
        } else if (lower.endsWith(".parquet")) {
            return PARQUET;
        }
        return lower.endsWith(".json") ? MLTRACKER : null;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
