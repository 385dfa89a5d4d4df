package io.github.djltracker.outbox;

import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.outbox.delivery.Destination;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Entries;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** A JVM with an outbox, which prints what it has done line by line. */
final class OutboxProcess {
    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private OutboxProcess() {}

    /**
     * Arguments: {@code write <outbox> <run> <entries>}, {@code share <outbox> <run> <entries> <store>}, or
     * {@code drain <outbox>}.
     */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "write" ->
                write(directory, arguments, (run, lines) -> {
                    throw new UnavailableException("no network");
                });
            case "share" -> {
                try (SqlStore store = SqlStore.open(Path.of(arguments[4]))) {
                    write(directory, arguments, Destination.of(store.logs()));
                }
            }
            case "drain" -> drain(directory);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void write(Path directory, String[] arguments, Destination destination) throws IOException {
        UUID run = UUID.fromString(arguments[2]);
        int entries = Integer.parseInt(arguments[3]);
        try (Outbox outbox = Outbox.open(directory, "child", destination)) {
            for (int i = 0; i < entries; i++) {
                outbox.append(run, entry(run, i, entries));
                say(Integer.toString(i));
            }
            say("closed " + outbox.close(Duration.ofSeconds(30)));
        }
    }

    private static void drain(Path directory) throws IOException {
        AtomicLong bytes = new AtomicLong();
        OutboxStatus status = Outbox.sync(
                directory,
                "child",
                (run, lines) -> {
                    lines.forEach(line -> bytes.addAndGet(line.length));
                    return number(lines.get(lines.size() - 1)) + 1;
                },
                progress -> {});
        say("left " + status.entries() + " sent " + bytes);
    }

    private static long number(byte[] line) {
        String head = new String(line, 0, Math.min(60, line.length), StandardCharsets.UTF_8);
        String digits = head.substring(head.indexOf("\"sequence\":") + 11);
        return Long.parseLong(digits.substring(0, digits.indexOf(digits.contains(",") ? ',' : '}')));
    }

    private static void say(String line) throws IOException {
        OUT.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Entry i of the run, the same in every process. */
    static RunEntry entry(UUID run, int i, int entries) {
        if (i == 0) {
            return Entries.start(run, "e", "h");
        }
        if (i == entries - 1) {
            return Entries.end(i, RunStatus.FINISHED);
        }
        return points(i, 1 + i % 40);
    }

    static RunBatch points(int sequence, int points) {
        long[] steps = new long[points];
        double[] values = new double[points];
        for (int p = 0; p < points; p++) {
            steps[p] = 40L * sequence + p;
            values[p] = Math.sin((double) steps[p]);
        }
        SeriesColumns series = Entries.series(sequence, "loss", "train", steps, values);
        return new RunBatch(sequence, IterationColumns.NONE, List.of(series), List.of());
    }
}
