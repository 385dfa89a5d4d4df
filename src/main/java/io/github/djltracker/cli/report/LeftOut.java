package io.github.djltracker.cli.report;

import java.util.ArrayList;
import java.util.List;

/** Sentences about what the report leaves out for lack of space. Not thread-safe. */
final class LeftOut {
    private final List<String> sentences = new ArrayList<>();

    /** Adds a sentence if something is missing. */
    void add(long missing, long all, String things, String where) {
        if (missing > 0) {
            sentences.add(missing + " of " + all + " " + things + " are not " + where);
        }
    }

    void add(String sentence) {
        sentences.add(sentence);
    }

    List<String> sentences() {
        return List.copyOf(sentences);
    }
}
