package io.github.djltracker.tensorboard;

import io.github.djltracker.domain.run.RunStart;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one run, {@code experiment/model/time-id}. It contains the run's own file, which has the points
 * without a phase and shows the progress of the run, and a directory with a file for each phase. Not thread-safe.
 */
final class RunDirectory {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final String PREFIX = "events.out.tfevents.";
    private static final int DEPTH = 3;

    private final Path path;
    private final UUID run;
    private final long startMillis;
    private final EventFile main;
    private final Map<String, EventFile> phases = new HashMap<>();

    private RunDirectory(Path path, UUID run, long startMillis) throws IOException {
        this.path = path;
        this.run = run;
        this.startMillis = startMillis;
        main = EventFile.open(path.resolve(fileName("")), startMillis);
    }

    /** The directory of a run with this start, whether or not it exists yet. */
    static RunDirectory of(Path logs, RunStart start) throws IOException {
        String model = start.name() == null
                ? start.hash().substring(0, Math.min(8, start.hash().length()))
                : start.name();
        String id = start.run().toString();
        Path path = logs.resolve(SafeNames.of(start.experiment()))
                .resolve(SafeNames.of(model))
                .resolve(TIME.format(start.time()) + "-" + id.substring(0, 8));
        return new RunDirectory(path, start.run(), start.time().toEpochMilli());
    }

    /** The existing directory of a run; null if there is none. */
    static @Nullable RunDirectory find(Path logs, UUID run) throws IOException {
        if (!Files.isDirectory(logs)) {
            return null;
        }
        String suffix = "-" + run.toString().substring(0, 8);
        List<Path> candidates;
        try (Stream<Path> walk = Files.walk(logs, DEPTH)) {
            candidates = walk.filter(each -> each.getFileName().toString().endsWith(suffix))
                    .toList();
        }
        for (Path each : candidates) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(each, PREFIX + "*" + run + "*")) {
                for (Path file : files) {
                    String millis = file.getFileName().toString().split("\\.", -1)[4];
                    return new RunDirectory(each, run, Long.parseLong(millis));
                }
            }
        }
        return null;
    }

    /**
     * TensorBoard reads the files of a directory in the order of their names, so the time in seconds comes first. The
     * time in milliseconds follows, for {@link #find}.
     */
    private String fileName(String phase) {
        return String.format(
                "%s%010d.%d.djl-tracker.%s%s",
                PREFIX, startMillis / 1_000, startMillis, run, phase.isEmpty() ? "" : "." + SafeNames.hash(phase));
    }

    EventFile main() {
        return main;
    }

    Instant start() {
        return Instant.ofEpochMilli(startMillis);
    }

    /** The file of a phase; the run's own file if it is null. */
    EventFile phase(@Nullable String phase) throws IOException {
        if (phase == null) {
            return main;
        }
        EventFile file = phases.get(phase);
        if (file == null) {
            file = EventFile.open(path.resolve(SafeNames.of(phase)).resolve(fileName(phase)), startMillis);
            phases.put(phase, file);
        }
        return file;
    }

    /** Writes the run's own file last, so that everything is on disk that it says has been written. */
    void write() throws IOException {
        for (EventFile file : phases.values()) {
            file.write();
        }
        main.write();
    }

    /** Whether everything that the run can have up to a step has been written. */
    boolean hasAllUpTo(long step) throws IOException {
        if (main.isEnded() || main.lastStep() >= step) {
            return true;
        }
        for (Path file : files()) {
            if (EventFile.open(file, startMillis).lastStep() >= step) {
                return true;
            }
        }
        return false;
    }

    /** All files of this run. */
    private List<Path> files() throws IOException {
        try (Stream<Path> walk = Files.walk(path, 2)) {
            return walk.filter(each -> {
                        String name = each.getFileName().toString();
                        return name.startsWith(PREFIX) && name.contains(run.toString());
                    })
                    .sorted()
                    .toList();
        }
    }

    /**
     * Begins a run with the points of another run up to a step, so that each directory holds one whole curve. The
     * run's own file is created last: if it exists, the others do too.
     *
     * @param events of entry 0; {@code rest} is the text in its marker
     */
    void begin(RunDirectory ancestor, long step, List<byte[]> events, String rest) throws IOException {
        for (Path file : ancestor.files()) {
            Path within = ancestor.path.relativize(file);
            if (within.getNameCount() > 1) {
                String name = file.getFileName().toString();
                Path own =
                        path.resolve(within.getName(0)).resolve(fileName("") + name.substring(name.lastIndexOf('.')));
                EventFile.open(own, startMillis).begin(file, step, List.of(), "");
            }
        }
        main.begin(ancestor.path.resolve(ancestor.fileName("")), step, events, rest);
    }
}
