package io.github.djltracker.tensorboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.exchange.ForeignModel;
import io.github.djltracker.exchange.Importer;
import io.github.djltracker.exchange.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the event files below a log directory, or one file, as PyTorch, TensorFlow, Lightning and this tracker write
 * them. A directory with event files is a run; one with the name of a phase (train, validation, ...) is a phase of
 * the directory above it. Numbers and the settings of the plugin hparams are imported; everything else is counted by
 * kind.
 */
final class TensorBoardSource implements Source {
    private static final String PREFIX = "tfevents";
    private static final Set<String> PHASES = Set.of(
            "train", "training", "train_epoch", "validate", "validation", "valid", "val", "eval", "test", "system");

    /** A run that does not say how it ended, and has had no event for this long, counts as finished. */
    private static final Duration SILENCE = Duration.ofDays(1);

    private static final long NOTHING = Long.MAX_VALUE;

    private final Path logs;
    private final Clock clock;

    TensorBoardSource(Path logs, Clock clock) {
        this.logs = logs;
        this.clock = clock;
    }

    /** The experiment gets the name of the log directory. */
    @Override
    public void read(Importer into, Predicate<String> experiments) {
        try {
            if (!Files.exists(logs)) {
                throw new IllegalArgumentException(logs + " does not exist");
            }
            Map<Path, List<Path>> runs = runs();
            if (runs.isEmpty()) {
                throw new IllegalArgumentException(
                        "there are no event files in " + logs + ": their names contain \"" + PREFIX + "\"");
            }
            String experiment = logs.toAbsolutePath().normalize().getFileName() == null
                    ? "logs"
                    : logs.toAbsolutePath().normalize().getFileName().toString();
            if (!experiments.test(experiment)) {
                throw new IllegalArgumentException(
                        "the runs in " + logs + " are of experiment \"" + experiment + "\" alone");
            }
            into.expect(runs.size());
            for (Map.Entry<Path, List<Path>> run : runs.entrySet()) {
                read(into, experiment, run.getKey(), run.getValue());
            }
        } catch (IOException e) {
            throw new UnavailableException(logs + " cannot be read (" + e + ")", e);
        }
    }

    /** The files of each run, by its directory within the logs. */
    private Map<Path, List<Path>> runs() throws IOException {
        Map<Path, List<Path>> runs = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(logs)) {
            for (Path file : walk.filter(each -> each.getFileName().toString().contains(PREFIX))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList()) {
                Path folder = logs.relativize(file).getNameCount() > 1
                        ? logs.relativize(file).subpath(0, logs.relativize(file).getNameCount() - 1)
                        : Path.of("");
                runs.computeIfAbsent(isPhase(folder) ? parent(folder) : folder, any -> new ArrayList<>())
                        .add(file);
            }
        }
        return runs;
    }

    private static boolean isPhase(Path folder) {
        return PHASES.contains(folder.getFileName().toString());
    }

    private static Path parent(Path folder) {
        return folder.getNameCount() > 1 ? folder.subpath(0, folder.getNameCount() - 1) : Path.of("");
    }

    private @Nullable String phase(Path file, Path run) {
        Path folder = logs.relativize(file);
        int depth = run.toString().isEmpty() ? 0 : run.getNameCount();
        return folder.getNameCount() - 1 > depth
                ? folder.getName(folder.getNameCount() - 2).toString()
                : null;
    }

    private void read(Importer into, String experiment, Path run, List<Path> files) throws IOException {
        long first = first(files);
        if (first == NOTHING) {
            into.leaveOut("runs whose files have no readable event", 1);
            EventImport none = new EventImport(into, 0);
            for (Path file : files) {
                into.note(name(file) + ": has no events");
                none.read(file, name(file), null); // says what is damaged
            }
            return;
        }
        String id = "tensorboard run " + run.toString().replace('\\', '/') + " " + first;
        String name = run.toString().isEmpty() ? experiment : run.toString().replace('\\', '/');
        into.begin(new RunStart(
                UUID.nameUUIDFromBytes(id.getBytes(UTF_8)),
                experiment,
                ForeignModel.hash(id),
                name.length() <= Limits.MAX_NAME ? name : name.substring(name.length() - Limits.MAX_NAME),
                null,
                List.of(),
                Instant.ofEpochMilli(first),
                null,
                Map.of("importedFrom", "TensorBoard", "logs", name)));
        EventImport events = new EventImport(into, first);
        for (Path file : files) {
            events.read(file, name(file), phase(file, run));
        }
        if (events.status() != null) {
            into.end(events.status(), Instant.ofEpochMilli(events.end()), null);
        } else if (events.last() < clock.millis() - SILENCE.toMillis()) {
            into.end(RunStatus.FINISHED, Instant.ofEpochMilli(events.last()), null);
        } else {
            into.leaveOpen();
        }
    }

    /** A file's name in messages: its path below the logs, or its own name if the logs are only this file. */
    private String name(Path file) {
        return file.equals(logs)
                ? file.getFileName().toString()
                : logs.relativize(file).toString();
    }

    /** The time of the first event, in milliseconds; {@link #NOTHING} if there is none. */
    private static long first(List<Path> files) throws IOException {
        long first = NOTHING;
        for (Path file : files) {
            try (EventReader reader = EventReader.open(file)) {
                Message event = reader.next();
                if (event != null) {
                    first = Math.min(first, EventImport.millis(event, NOTHING - 1));
                }
            }
        }
        return first == NOTHING - 1 ? 0 : first;
    }

    @Override
    public void close() {
        // nothing is open between two files
    }
}
