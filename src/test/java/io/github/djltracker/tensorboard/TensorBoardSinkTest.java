package io.github.djltracker.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.ResumePoint;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.random.RandomEntries;
import io.github.djltracker.testing.random.Seeds;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TensorBoardSinkTest {
    private static final UUID RUN = UUID.fromString("6f1c1d5e-0a57-4f0e-9d3b-2f1d7f6f0001");

    @TempDir
    private Path folder;

    private static List<RunEntry> run(UUID run, Random random) {
        RandomEntries entries = new RandomEntries(random);
        List<RunEntry> log = new ArrayList<>();
        log.add(entries.start(run, "digits", "abc", null));
        for (int i = 1; i <= 6; i++) {
            log.add(entries.batch(i, i * 10L));
        }
        log.add(entries.end(7));
        return log;
    }

    /** The bytes of all files, by path. */
    private static Map<String, List<Byte>> files(Path logs) throws IOException {
        Map<String, List<Byte>> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(logs)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                List<Byte> bytes = new ArrayList<>();
                for (byte each : Files.readAllBytes(file)) {
                    bytes.add(each);
                }
                files.put(logs.relativize(file).toString(), bytes);
            }
        }
        return files;
    }

    @Test
    void what_a_killed_process_left_is_finished_by_the_next_wherever_it_was_killed() throws IOException {
        List<RunEntry> log = run(RUN, new Random(Seeds.next()));
        Path whole = folder.resolve("whole");
        new TensorBoardSink(whole).append(RUN, log);
        Map<String, List<Byte>> wanted = files(whole);
        Random random = new Random(Seeds.next());
        for (int i = 0; i < 200; i++) {
            Path logs = folder.resolve("torn" + i);
            copy(whole, logs);
            // the run's own file is written last, so it is always incomplete
            for (String name : wanted.keySet()) {
                Path file = logs.resolve(name);
                boolean isMain =
                        file.getName(file.getNameCount() - 2).toString().endsWith("-6f1c1d5e");
                if (isMain || random.nextBoolean()) {
                    cut(file, isMain ? random.nextLong(Files.size(file)) : Files.size(file));
                }
            }
            new TensorBoardSink(logs).append(RUN, log);

            assertThat(files(logs)).isEqualTo(wanted);
        }
    }

    @Test
    void files_are_the_same_however_entries_come_and_however_often() throws IOException {
        List<RunEntry> log = run(RUN, new Random(Seeds.next()));
        new TensorBoardSink(folder.resolve("a")).append(RUN, log);
        TensorBoardSink sink = new TensorBoardSink(folder.resolve("b"));
        for (RunEntry entry : log) {
            assertThat(sink.append(RUN, entry)).isEqualTo(entry.sequence() + 1);
            assertThat(sink.append(RUN, log.subList(0, (int) entry.sequence() + 1)))
                    .isEqualTo(entry.sequence() + 1);
            sink = new TensorBoardSink(folder.resolve("b"));
        }

        assertThat(files(folder.resolve("b"))).isEqualTo(files(folder.resolve("a")));
    }

    @Test
    void histograms_are_left_out() throws IOException {
        List<RunEntry> log = run(RUN, new Random(Seeds.next()));
        new TensorBoardSink(folder.resolve("without")).append(RUN, log);
        RunBatch third = (RunBatch) log.get(3);
        List<SeriesColumns> more = new ArrayList<>(third.series());
        more.add(Entries.series(3, "weight_histogram/a", "histogram", new long[] {3, 3}, -1, 1));
        log.set(3, new RunBatch(3, third.iterations(), more, third.modules()));

        new TensorBoardSink(folder.resolve("with")).append(RUN, log);

        assertThat(files(folder.resolve("with"))).isEqualTo(files(folder.resolve("without")));
    }

    @Test
    void a_gap_is_refused_with_the_number_that_is_wanted() {
        TensorBoardSink sink = new TensorBoardSink(folder);
        assertThatThrownBy(() -> sink.append(RUN, Entries.points(3, "loss", "train", 0, 1)))
                .isInstanceOfSatisfying(
                        GapException.class, e -> assertThat(e.wanted()).isZero());
        sink.append(RUN, Entries.start(RUN, "digits", "abc"));
        assertThatThrownBy(() -> sink.append(RUN, Entries.points(2, "loss", "train", 0, 1)))
                .isInstanceOfSatisfying(
                        GapException.class, e -> assertThat(e.wanted()).isEqualTo(1));
    }

    @Test
    void a_resumed_run_waits_for_the_one_from_which_it_goes_on_but_not_for_ever() {
        UUID second = UUID.randomUUID();
        TensorBoardSink sink = new TensorBoardSink(folder);
        RunStart start = Entries.start(RUN, "digits", "abc");
        sink.append(RUN, start);
        RunStart resumed = new RunStart(
                second,
                "digits",
                "abc",
                null,
                null,
                List.of(),
                Entries.TIME.plusSeconds(60),
                new ResumePoint(RUN, 20),
                Map.of());

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> sink.append(second, resumed)).isInstanceOf(UnavailableException.class);
        }
        assertThat(sink.append(second, resumed)).isEqualTo(1);
    }

    @Test
    void a_resumed_run_begins_with_the_points_up_to_its_step() throws IOException {
        UUID second = UUID.randomUUID();
        TensorBoardSink sink = new TensorBoardSink(folder);
        sink.append(
                RUN,
                List.of(
                        Entries.start(RUN, "digits", "abc"),
                        Entries.points(1, "loss", "train", 1, 1, 2, 3, 4, 5),
                        Entries.end(2, RunStatus.INTERRUPTED)));
        sink.append(
                second,
                List.of(
                        new RunStart(
                                second,
                                "digits",
                                "abc",
                                null,
                                null,
                                List.of(),
                                Entries.TIME.plusSeconds(60),
                                new ResumePoint(RUN, 3),
                                Map.of()),
                        Entries.points(1, "loss", "train", 4, 40, 50)));

        assertThat(points(second, "train")).containsExactly("1 1.0", "2 2.0", "3 3.0", "4 40.0", "5 50.0");
        assertThat(points(RUN, "train")).containsExactly("1 1.0", "2 2.0", "3 3.0", "4 4.0", "5 5.0");
    }

    private List<String> points(UUID run, String phase) throws IOException {
        List<String> points = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            Path file = walk.filter(each -> each.toString().contains(run.toString())
                            && each.getName(each.getNameCount() - 2).toString().equals(phase))
                    .findFirst()
                    .orElseThrow();
            try (EventReader reader = EventReader.open(file)) {
                for (Message event = reader.next(); event != null; event = reader.next()) {
                    for (Message value : Scalars.values(event)) {
                        points.add(event.integer(Events.STEP) + " "
                                + Scalars.number(value, false).orElseThrow());
                    }
                }
            }
        }
        return points;
    }

    private static void cut(Path file, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path copy = to.resolve(from.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
