package io.github.djltracker.exchange.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Store;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.exchange.ExportReport;
import io.github.djltracker.exchange.RunWalk;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes metrics as CSV (RFC 4180, in UTF-8, with lines that end in a line feed), one point per line. Values are the
 * shortest text that gives the same double, or {@code NaN}, {@code Infinity}, {@code -Infinity}. Iterations, modules
 * and environments are not included.
 */
public final class CsvExport {
    static final String HEADER = "experiment,model,hash,run,phase,name,step,time,value\n";

    private CsvExport() {}

    /** Writes the runs of the experiments whose names match. */
    public static ExportReport write(
            Store from, Predicate<String> experiments, OutputStream out, RunWalk.Progress progress) throws IOException {
        RunWalk walk = RunWalk.of(from, experiments);
        Map<String, Long> lost = walk.besides();
        long[] points = {0};
        UUID[] last = {null};
        String[] prefix = {""};
        Writer text = new BufferedWriter(new OutputStreamWriter(out, UTF_8), 1 << 16);
        text.write(HEADER);
        walk.forEach(
                (model, run, entry) -> {
                    if (!run.id().equals(last[0])) {
                        last[0] = run.id();
                        prefix[0] = prefix(model, run.id());
                    }
                    if (entry instanceof RunBatch batch) {
                        lost.merge("iterations", (long) batch.iterations().count(), Long::sum);
                        for (SeriesColumns series : batch.series()) {
                            write(text, prefix[0], series);
                            points[0] += series.count();
                        }
                    }
                },
                progress);
        text.flush();
        lost.values().removeIf(count -> count == 0);
        return new ExportReport(walk.size(), points[0], lost);
    }

    private static String prefix(Model model, UUID run) {
        return quoted(model.experiment().name()) + "," + quoted(model.name().orElse("")) + "," + quoted(model.hash())
                + "," + run + ",";
    }

    private static void write(Writer out, String prefix, SeriesColumns series) throws IOException {
        String whole = prefix + quoted(series.phase()) + "," + quoted(series.name()) + ",";
        for (int i = 0; i < series.count(); i++) {
            out.write(whole);
            out.write(Long.toString(series.steps()[i]));
            out.write(',');
            out.write(Long.toString(series.times()[i]));
            out.write(',');
            out.write(Double.toString(series.values()[i]));
            out.write('\n');
        }
    }

    public static String quoted(@Nullable String text) {
        if (text == null) {
            return "";
        }
        boolean isPlain = !text.isEmpty() && text.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
        return isPlain || text.isEmpty() ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
