package io.github.djltracker.cli.transfer;

import io.github.djltracker.cli.find.Target;
import io.github.djltracker.domain.Store;
import io.github.djltracker.domain.query.CurveQuery;
import io.github.djltracker.exchange.ExportReport;
import io.github.djltracker.exchange.RunWalk;
import io.github.djltracker.exchange.table.CurveTable;
import io.github.djltracker.exchange.table.RunTable;
import io.github.djltracker.exchange.table.TableWriter;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a row of an exported table is. */
final class ExportTable {
    /** A row. */
    enum Rows {
        POINTS,
        CURVES,
        RUNS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--table",
            paramLabel = "ROWS",
            description = "What a row of CSV or Parquet contains: a point, a bucket of a curve, or a"
                    + " run with its annotations, settings and the last, lowest and highest value of each metric."
                    + " ${COMPLETION-CANDIDATES}. Default: points.")
    private Rows rows = Rows.POINTS;

    @Option(
            names = "--buckets",
            paramLabel = "N",
            description = "Maximum number of rows per curve, with --table curves: 1 to 100000. Default: 1000.")
    private @Nullable Integer buckets;

    /** Whether rows are points, which they must be in formats other than CSV and Parquet. */
    boolean isPoints() {
        return rows == Rows.POINTS;
    }

    /** A message about options that exclude each other; null if there is none. */
    @Nullable
    String problem(FileFormat format) {
        if (buckets != null && rows != Rows.CURVES) {
            return "--buckets " + buckets + " needs --table curves";
        } else if (buckets != null && (buckets < 1 || buckets > CurveQuery.MAX_BUCKETS)) {
            return "--buckets " + buckets + " is out of range: 1 to " + CurveQuery.MAX_BUCKETS;
        } else if (!isPoints() && format != FileFormat.CSV && format != FileFormat.PARQUET) {
            return "a table of " + rows + " is written as csv or parquet, not as " + format;
        }
        return null;
    }

    ExportReport write(Target from, Experiments experiments, TableWriter out, RunWalk.Progress progress)
            throws IOException {
        Store store = from.store();
        return rows == Rows.RUNS
                ? RunTable.write(store, experiments::contains, out, progress)
                : CurveTable.write(
                        store,
                        experiments::contains,
                        buckets == null ? CurveQuery.DEFAULT_BUCKETS : buckets,
                        out,
                        progress);
    }
}
