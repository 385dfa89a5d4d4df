package io.github.djltracker.exchange.file;

import io.github.djltracker.domain.Annotated;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.RunLogs;
import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.exchange.ImportReport;
import io.github.djltracker.wire.form.AnnotationLine;
import io.github.djltracker.wire.form.AnnotationLine.Subject;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.log.RunLogJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of {@link RunLogExport}, compressed or not. First it checks the whole file, so that nothing is imported
 * from an incomplete one; then it appends the entries, skips existing ones, and adds the annotations, of which the later
 * ones win. Keeps only a few entries in memory.
 */
public final class RunLogImport {
    /** Receives the progress of an import. */
    public interface Progress {
        /**
         * Called from time to time.
         *
         * @param lines number of lines processed, of {@code total}
         */
        void report(long lines, long total);
    }

    /** Maximum number of lines that are appended together; fewer if they are large. */
    private static final int TOGETHER = 500;

    private static final long TOGETHER_BYTES = 4 << 20;

    private final RunLogs to;
    private final Map<String, Long> leftOut = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();
    private final List<RunEntry> waiting = new ArrayList<>();
    private @Nullable UUID run;
    private long before;
    private boolean isRefused;
    private int runs;
    private int goneOn;
    private int upToDate;
    private long points;

    private RunLogImport(RunLogs to) {
        this.to = to;
    }

    /**
     * Adds the runs of a file to a store.
     *
     * @param experiments selects experiments by their names
     * @throws IllegalArgumentException if it is not such a file, or is incomplete: the message names the line, and
     *     nothing is appended
     */
    public static ImportReport read(Path file, RunLogs to, Predicate<String> experiments, Progress progress)
            throws IOException {
        long total = check(file);
        if (total == 0) {
            return new ImportReport(0, 0, 0, 0, Map.of(), List.of(file + " is empty"));
        }
        return new RunLogImport(to).append(file, experiments, total, progress);
    }

    /** Reads the whole file, and returns the number of lines. */
    private static long check(Path file) throws IOException {
        try (LineReader lines = LineReader.open(file)) {
            long wanted = -1;
            boolean isEnded = true;
            Set<UUID> all = new HashSet<>();
            UUID current = null;
            boolean isAnnotated = false;
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                if (AnnotationLine.isOne(line)) {
                    UUID annotated = annotations(file, lines.number(), line).run();
                    if (!annotated.equals(current)) {
                        throw refused(
                                file,
                                lines.number(),
                                "annotations of run " + annotated + ", which do not follow its entries");
                    }
                    isAnnotated = true;
                    continue;
                }
                RunEntry entry = entry(file, lines.number(), line);
                if (entry instanceof RunStart start) {
                    if (!all.add(start.run())) {
                        throw refused(file, lines.number(), "run " + start.run() + " occurs twice");
                    }
                    current = start.run();
                    wanted = 0;
                    isEnded = false;
                    isAnnotated = false;
                } else if (isAnnotated) {
                    throw refused(
                            file,
                            lines.number(),
                            "entry " + entry.sequence()
                                    + " follows annotations, which come after all entries of a run");
                } else if (entry.sequence() != wanted || isEnded) {
                    throw refused(
                            file,
                            lines.number(),
                            wanted < 0 || isEnded
                                    ? "entry " + entry.sequence()
                                            + " does not belong to a run: a run begins with its start"
                                    : "entry " + entry.sequence() + " instead of entry " + wanted);
                }
                isEnded |= entry instanceof RunEnd;
                wanted++;
            }
            return lines.number();
        }
    }

    private static RunEntry entry(Path file, long number, byte[] line) {
        try {
            return RunLogJson.read(line);
        } catch (IllegalArgumentException e) {
            throw refused(file, number, "is not an entry of a run: " + e.getMessage());
        }
    }

    private static AnnotationLine annotations(Path file, long number, byte[] line) {
        try {
            return Forms.ANNOTATION_LINE.read(line);
        } catch (IllegalArgumentException e) {
            throw refused(file, number, "is not a line of annotations: " + e.getMessage());
        }
    }

    private static IllegalArgumentException refused(Path file, long line, String why) {
        return new IllegalArgumentException(file + ", line " + line + ": " + why + "; nothing was imported");
    }

    private ImportReport append(Path file, Predicate<String> experiments, long total, Progress progress)
            throws IOException {
        try (LineReader lines = LineReader.open(file)) {
            long bytes = 0;
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                if (AnnotationLine.isOne(line)) {
                    flush();
                    annotate(annotations(file, lines.number(), line));
                    continue;
                }
                RunEntry entry = entry(file, lines.number(), line);
                if (entry instanceof RunStart start) {
                    flush();
                    begin(start, experiments);
                    bytes = 0;
                }
                if (isRefused) {
                    continue;
                }
                waiting.add(entry);
                bytes += line.length;
                if (waiting.size() == TOGETHER || bytes > TOGETHER_BYTES) {
                    flush();
                    bytes = 0;
                    progress.report(lines.number(), total);
                }
            }
            flush();
            count();
            progress.report(total, total);
        }
        return new ImportReport(runs, goneOn, upToDate, points, leftOut, notes);
    }

    private void annotate(AnnotationLine line) {
        UUID annotated = line.run();
        if (!annotated.equals(run)) {
            return;
        }
        try {
            if (line.of() == Subject.RUN) {
                to.annotate(annotated, line.said());
            } else {
                Model model = to.model(annotated).orElseThrow(() -> new DeletedException(annotated));
                Annotated subject = line.of() == Subject.MODEL ? model : model.experiment();
                subject.annotate(line.said());
            }
        } catch (DeletedException | RejectedException | NotFoundException | IllegalArgumentException e) {
            leftOut.merge(
                    "annotations that the store rejected", (long) line.said().size(), Long::sum);
            String of = line.of() == Subject.RUN ? "" : line.of().name().toLowerCase(Locale.ROOT) + " of ";
            notes.add(of + "run " + annotated + ": " + e.getMessage());
        }
    }

    private void begin(RunStart start, Predicate<String> experiments) {
        count();
        isRefused = !experiments.test(start.experiment());
        run = isRefused ? null : start.run();
        before = isRefused ? 0 : to.next(start.run());
    }

    private void count() {
        if (run != null) {
            long now = to.next(run);
            if (now == before) {
                upToDate++;
            } else if (before == 0) {
                runs++;
            } else {
                goneOn++;
            }
        }
        run = null;
    }

    private void flush() {
        if (waiting.isEmpty() || run == null) {
            waiting.clear();
            return;
        }
        try {
            to.append(run, waiting);
            for (RunEntry entry : waiting) {
                points += entry instanceof RunBatch batch && entry.sequence() >= before ? batch.points() : 0;
            }
        } catch (DeletedException | RejectedException | GapException e) {
            leftOut.merge("runs that the store rejected", 1L, Long::sum);
            notes.add("run " + run + ": " + e.getMessage());
            isRefused = true;
            run = null;
        }
        waiting.clear();
    }
}
