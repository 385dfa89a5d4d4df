package io.github.djltracker.exchange.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.exchange.ExportReport;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Entries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CsvExportTest {
    private static final UUID RUN = new UUID(1, 2);

    @TempDir
    private Path folder;

    @Test
    void a_point_is_a_line_whose_value_reads_back_bit_for_bit() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SqlStore store = SqlStore.open(folder.resolve("runs.db"))) {
            store.logs().append(RUN, Entries.start(RUN, "a, \"b\"", "abc"));
            store.logs()
                    .append(
                            RUN,
                            Entries.batch(
                                    1,
                                    new IterationColumns(new long[] {7}, new int[] {0}, new long[] {1}),
                                    new SeriesColumns(
                                            "loss",
                                            "train",
                                            new long[] {7, 8, 9, 10},
                                            new long[] {1, 2, 3, 4},
                                            new double[] {0.1, -0.0, Double.NaN, Double.NEGATIVE_INFINITY}),
                                    new SeriesColumns(
                                            "x", null, new long[] {0}, new long[] {5}, new double[] {1e-300})));

            ExportReport report = CsvExport.write(store, any -> true, out, (runs, total) -> {});

            assertThat(report.points()).isEqualTo(5);
            assertThat(report.lost()).containsExactlyEntriesOf(java.util.Map.of("iterations", 1L));
        }
        String begin = "\"a, \"\"b\"\"\",,abc,00000000-0000-0001-0000-000000000002,";
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("experiment,model,hash,run,phase,name,step,time,value\n"
                        + begin + "train,loss,7,1,0.1\n"
                        + begin + "train,loss,8,2,-0.0\n"
                        + begin + "train,loss,9,3,NaN\n"
                        + begin + "train,loss,10,4,-Infinity\n"
                        + begin + ",x,0,5,1.0E-300\n");
    }
}
