package io.github.djltracker.exchange.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.exchange.ExportReport;
import io.github.djltracker.exchange.ImportReport;
import io.github.djltracker.exchange.RandomStore;
import io.github.djltracker.store.SqlStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RunLogFileTest extends RunLogTest {
    @Test
    void every_query_answers_the_same_after_an_import_into_an_empty_store() throws IOException {
        ImportReport report = read(file(export()));

        assertThat(report.runs()).isEqualTo(8);
        assertThat(report.leftOut()).isEmpty();
        assertThat(RandomStore.seen(to)).isEqualTo(RandomStore.seen(from));
        assertThat(export()).isEqualTo(exportOf(to));
    }

    @Test
    void a_packed_file_is_read_as_one_that_is_not() throws IOException {
        Path file = folder.resolve("runs.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(export());
        }

        assertThat(read(file).runs()).isEqualTo(8);

        byte[] packed = Files.readAllBytes(file);
        Path torn = Files.write(folder.resolve("torn.gz"), Arrays.copyOf(packed, packed.length / 2));
        assertThatThrownBy(() -> read(torn))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gzip");
    }

    @Test
    void a_repeated_import_takes_nothing_and_one_that_goes_on_takes_the_rest() throws IOException {
        byte[] whole = export();
        String text = new String(whole, UTF_8);
        int cut = text.indexOf('\n', text.length() * 2 / 3) + 1;
        ImportReport first = read(file(text.substring(0, cut).getBytes(UTF_8)));
        ImportReport second = read(file(whole));
        ImportReport third = read(file(whole));

        assertThat(first.runs() + second.runs()).isEqualTo(8);
        assertThat(third).isEqualTo(new ImportReport(0, 0, 8, 0, third.leftOut(), third.notes()));
        assertThat(RandomStore.seen(to)).isEqualTo(RandomStore.seen(from));
    }

    @Test
    void of_a_file_that_is_cut_anywhere_within_a_line_nothing_is_taken() throws IOException {
        byte[] whole = export();
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            int cut = 1 + random.nextInt(whole.length - 1);
            if (whole[cut - 1] != '\n') {
                assertThatThrownBy(() -> read(file(Arrays.copyOf(whole, cut))))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("line ")
                        .hasMessageContaining("nothing was imported");
            }
        }
        assertThat(to.experiments().list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "hello\n",
                "{}\n",
                "[1,2]\n",
                "{\"type\":\"batch\",\"sequence\":1}\n",
                "<!doctype html>\n",
                "\u0000\u0001\u0002\n"
            })
    void a_foreign_file_is_refused(String content) throws IOException {
        Path file = file(content.getBytes(UTF_8));

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("runs.jsonl");
        assertThat(to.experiments().list()).isEmpty();
    }

    @Test
    void the_export_of_a_store_without_runs_is_read_and_said_to_be_empty() throws IOException {
        try (SqlStore empty = SqlStore.open(folder.resolve("empty.db"))) {
            ImportReport report = read(file(exportOf(empty)));

            assertThat(report.runs()).isZero();
            assertThat(report.notes()).singleElement().asString().endsWith("runs.jsonl is empty");
        }
    }

    @Test
    void a_file_of_ten_gigabytes_without_a_line_is_refused_before_it_is_read() throws IOException {
        Path file = folder.resolve("huge.jsonl");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(10_000_000_000L);
        }

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 1: has more than " + LineReader.MAX_LINE + " bytes");
        assertThat(to.experiments().list()).isEmpty();
    }

    @Test
    void a_line_that_is_missing_or_doubled_is_named() throws IOException {
        String[] lines = new String(export(), UTF_8).split("\n", -1);
        // the last run has 21 batches
        int line = lines.length - 5;
        String without = String.join("\n", Arrays.copyOf(lines, line)) + "\n" + lines[line + 1] + "\n";
        String twice = String.join("\n", Arrays.copyOf(lines, line + 1)) + "\n" + lines[line] + "\n";

        for (String wrong : new String[] {without, twice}) {
            assertThatThrownBy(() -> read(file(wrong.getBytes(UTF_8))))
                    .hasMessageContaining("instead of entry")
                    .hasMessageContaining("nothing was imported");
        }
        assertThat(to.experiments().list()).isEmpty();
    }

    @Test
    void what_no_run_holds_is_counted() throws IOException {
        from.experiment("hand").models().create("abc").metrics().log("loss", 1.5);

        ExportReport report =
                RunLogExport.write(from, any -> true, OutputStream.nullOutputStream(), (runs, total) -> {});

        assertThat(report.lost()).containsEntry("manually logged metrics", 1L);
    }
}
