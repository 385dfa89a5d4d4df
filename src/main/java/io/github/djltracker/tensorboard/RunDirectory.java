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
 * The directory of one run, {@code experiment/model/time-id}: a file of its own for what has no phase, which tells how far the
 * run is, and one in a directory of each phase. Not thread-safe.
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

    /** Where a run is that starts now, or did before. */
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

    /** The directory of a run that is there; null if none is. */
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

    /** Files of one directory are read in the order of their names, so the time comes first; ours says the milliseconds too. */
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

    /** The file of a phase; that of the run itself for none. */
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

    /** The run's own file last: what it says is there is there. */
    void write() throws IOException {
        for (EventFile file : phases.values()) {
            file.write();
        }
        main.write();
    }

    /** Whether all that a run can have up to a step is there. */
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

    /** All of this run. */
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
     * Begins a run with what another one had up to a step, so that each directory holds one curve. Its own file comes last:
     * once that is there, all is.
     *
     * @param events of entry 0, and what its marker says
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
