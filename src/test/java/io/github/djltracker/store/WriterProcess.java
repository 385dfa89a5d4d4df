package io.github.djltracker.store;

import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.process.Jvm;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A JVM that appends one run to a file, and prints the sequence number of each entry once it is appended. */
final class WriterProcess {
    private WriterProcess() {}

    static Process start(Path file, UUID run, int entries) throws IOException {
        List<String> arguments = List.of(
                "-cp",
                System.getProperty("java.class.path"),
                WriterProcess.class.getName(),
                file.toString(),
                run.toString(),
                Integer.toString(entries));
        return new ProcessBuilder(Jvm.command(64, arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] arguments) throws IOException {
        UUID run = UUID.fromString(arguments[1]);
        int entries = Integer.parseInt(arguments[2]);
        try (FileOutputStream said = new FileOutputStream(FileDescriptor.out);
                SqlStore store = SqlStore.open(Path.of(arguments[0]))) {
            for (int i = 0; i < entries; i++) {
                store.logs().append(run, entry(run, i, entries));
                said.write((i + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** Entry i of the run, the same in every process. */
    static RunEntry entry(UUID run, int i, int entries) {
        if (i == 0) {
            return Entries.start(run, "e", "h");
        }
        if (i == entries - 1) {
            return new RunEnd(i, RunStatus.FINISHED, Instant.ofEpochMilli(i), Map.of(), null);
        }
        int points = 1 + i % 40;
        long[] steps = new long[points];
        long[] times = new long[points];
        int[] epochs = new int[points];
        for (int p = 0; p < points; p++) {
            steps[p] = 40L * i + p;
            times[p] = 1_700_000_000_000L + steps[p] * 7;
        }
        List<SeriesColumns> series = new ArrayList<>();
        for (int s = 0; s < 5; s++) {
            double[] values = new double[points];
            for (int p = 0; p < points; p++) {
                values[p] = Math.sin((double) steps[p] + s) + (int) run.getLeastSignificantBits();
            }
            series.add(new SeriesColumns("metric " + s, "train", steps, times, values));
        }
        return new RunBatch(i, new IterationColumns(steps, epochs, times), series, List.of());
    }
}
