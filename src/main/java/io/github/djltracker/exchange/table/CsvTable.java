package io.github.djltracker.exchange.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.djltracker.exchange.file.CsvExport;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as CSV (RFC 4180, in UTF-8, with lines that end in a line feed). Times are in ISO 8601; numbers are the
 * shortest text that gives the same double, or {@code NaN}, {@code Infinity}, {@code -Infinity}; missing values are
 * empty.
 */
public final class CsvTable implements TableWriter {
    private final Writer out;
    private List<Column> columns = List.of();

    /** The stream stays open. */
    public CsvTable(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, UTF_8), 1 << 16);
    }

    @Override
    public void begin(List<Column> head) throws IOException {
        columns = List.copyOf(head);
        for (int i = 0; i < columns.size(); i++) {
            cell(i, CsvExport.quoted(columns.get(i).name()));
        }
        out.write('\n');
    }

    @Override
    public void row(List<@Nullable Object> values) throws IOException {
        for (int i = 0; i < columns.size(); i++) {
            cell(i, text(columns.get(i).kind(), values.get(i)));
        }
        out.write('\n');
    }

    private void cell(int column, String text) throws IOException {
        if (column > 0) {
            out.write(',');
        }
        out.write(text);
    }

    private static String text(Kind kind, @Nullable Object value) {
        if (value == null) {
            return "";
        }
        return switch (kind) {
            case TEXT -> CsvExport.quoted((String) value);
            case TIME -> Instant.ofEpochMilli((Long) value).toString();
            case BOOLEAN, INTEGER, NUMBER -> value.toString();
        };
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
