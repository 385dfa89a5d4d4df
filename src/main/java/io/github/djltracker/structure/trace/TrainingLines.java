package io.github.djltracker.structure.trace;

import java.util.List;
import java.util.regex.Pattern;

/** Determines whether a pass does the same in training as in inference. */
final class TrainingLines {
    /**
     * Operations with an argument that says whether they are part of a training; their other arguments say what they
     * do then.
     */
    private static final Pattern TOLD = Pattern.compile("^(\\S+=)?\\S*\\.?(dropout|batchNorm|rnn|gru|lstm)\\(.*");

    private static final Pattern TRUE = Pattern.compile("\\btrue\\b");

    private TrainingLines() {}

    /** Whether the lines of a training differ only in that argument, and all of these operations have it set. */
    static boolean areAlike(List<String> lines, List<String> training) {
        if (lines.size() != training.size()) {
            return false;
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean isTold = TOLD.matcher(line).matches();
            if (isTold ? !isToldSo(line, training.get(i)) : !line.equals(training.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isToldSo(String line, String training) {
        return !line.equals(training)
                && TRUE.matcher(training)
                        .replaceAll("false")
                        .equals(TRUE.matcher(line).replaceAll("false"));
    }
}
