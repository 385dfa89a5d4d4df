package io.github.djltracker.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.exchange.ImportReport;
import io.github.djltracker.exchange.Importer;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.random.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TensorBoardSourceTest {
    @TempDir
    private Path folder;

    private SqlStore store;

    @BeforeEach
    void open() {
        store = SqlStore.open(folder.resolve("runs.db"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static byte[] records(int count) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Framing.framed(Events.fileVersion(1_000)));
        for (int step = 0; step < count; step++) {
            out.writeBytes(Framing.framed(Events.scalar(1_000 + step, step, "loss", step)));
        }
        return out.toByteArray();
    }

    private void write(byte[] bytes) throws IOException {
        Path run = Files.createDirectories(folder.resolve("logs/run"));
        Files.write(run.resolve("events.out.tfevents.1.host"), bytes);
    }

    private ImportReport read() {
        Importer importer = new Importer(store.logs(), (run, points, runs, expected) -> {});
        try (TensorBoardSource source = new TensorBoardSource(folder.resolve("logs"), Clock.systemUTC())) {
            source.read(importer, any -> true);
        }
        return importer.report();
    }

    private List<Double> values() {
        return store.experiment("logs").models().list().get(0).metrics().list().stream()
                .map(metric -> metric.value())
                .toList();
    }

    @Test
    void a_torn_last_record_is_left_out_and_read_when_it_is_whole() throws IOException {
        byte[] whole = records(3);
        write(java.util.Arrays.copyOf(whole, whole.length - 5));
        ImportReport first = read();
        assertThat(values()).containsExactly(0.0, 1.0);
        assertThat(first.leftOut()).containsEntry("incomplete last records", 1L);
        assertThat(first.notes()).singleElement().asString().contains("ends within a record, at byte");

        // judging by its times, the run ended long ago
        write(whole);
        assertThat(read().leftOut()).containsKey("new points in runs that had ended when they were imported");
    }

    @Test
    void a_file_without_an_event_makes_no_run() throws IOException {
        write(new byte[0]);
        Path other = Files.createDirectories(folder.resolve("logs/other"));
        Files.write(other.resolve("events.out.tfevents.2.host"), records(2));

        ImportReport report = read();

        assertThat(report.runs()).isEqualTo(1);
        assertThat(report.leftOut()).containsEntry("runs whose files have no readable event", 1L);
        assertThat(report.notes()).singleElement().asString().contains("events.out.tfevents.1.host: has no events");
        assertThat(values()).containsExactly(0.0, 1.0);
    }

    @Test
    void what_is_torn_is_told_with_its_name_also_where_it_is_all_there_is() throws IOException {
        byte[] whole = records(2);
        write(java.util.Arrays.copyOf(whole, whole.length - 5));
        Importer importer = new Importer(store.logs(), (run, points, runs, expected) -> {});
        Path file = folder.resolve("logs/run/events.out.tfevents.1.host");
        try (TensorBoardSource source = new TensorBoardSource(file, Clock.systemUTC())) {
            source.read(importer, any -> true);
        }

        assertThat(importer.report().notes()).singleElement().asString().startsWith("events.out.tfevents.1.host: ends");
    }

    @Test
    void a_damaged_record_is_left_out_with_its_place_and_what_follows_is_read() throws IOException {
        byte[] bytes = records(4);
        int record = Framing.framed(Events.fileVersion(1_000)).length;
        int second = record + Framing.framed(Events.scalar(1_000, 0, "loss", 0)).length;
        bytes[second + Framing.HEADER + 3] ^= 1;
        write(bytes);

        ImportReport report = read();

        assertThat(values()).containsExactly(0.0, 2.0, 3.0);
        assertThat(report.leftOut()).containsEntry("damaged records", 1L);
        assertThat(report.notes()).singleElement().asString().contains("at byte " + second + " is damaged");
    }

    @Test
    void behind_a_damaged_length_nothing_is_read_and_that_is_said() throws IOException {
        byte[] bytes = records(4);
        int record = Framing.framed(Events.fileVersion(1_000)).length;
        int second = record + Framing.framed(Events.scalar(1_000, 0, "loss", 0)).length;
        bytes[second] ^= 1;
        write(bytes);

        ImportReport report = read();

        assertThat(values()).containsExactly(0.0);
        assertThat(report.notes()).singleElement().asString().contains("the rest of the file is left out");
    }

    @Test
    void a_length_that_no_record_has_takes_no_memory() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(records(2));
        ByteBuffer header = ByteBuffer.allocate(Framing.HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(1L << 60);
        header.putInt(Framing.masked(header.array(), 0, Long.BYTES));
        out.writeBytes(header.array());
        write(out.toByteArray());

        assertThat(read().leftOut()).containsEntry("incomplete last records", 1L);
        assertThat(values()).containsExactly(0.0, 1.0);
    }

    @Test
    void whatever_is_in_a_file_ends_in_a_report() throws IOException {
        Random random = new Random(Seeds.next());
        for (int i = 0; i < 300; i++) {
            byte[] bytes = records(5);
            for (int flips = random.nextInt(8); flips >= 0; flips--) {
                int at = random.nextInt(bytes.length);
                bytes[at] = (byte) random.nextInt();
            }
            write(bytes);

            assertThat(read()).isNotNull();
        }
        byte[] noise = new byte[10_000];
        random.nextBytes(noise);
        // a complete record that contains no event
        write(Framing.framed(noise));
        assertThat(read().leftOut()).containsKey("damaged records");
    }

    @Test
    void a_folder_without_event_files_is_refused() throws IOException {
        Files.createDirectories(folder.resolve("logs"));
        assertThatThrownBy(this::read).hasMessageContaining("there are no event files in");
        Files.delete(folder.resolve("logs"));
        assertThatThrownBy(this::read).hasMessageContaining("does not exist");
    }
}
