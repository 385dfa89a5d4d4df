package io.github.djltracker.domain.run;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.ModuleRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file of weights that was saved in a run, where it was saved, and what the metrics were then. The file itself is kept
 * by nobody but its owner.
 *
 * @param run in which it was saved
 * @param step the last one taken when it was saved
 * @param epoch epochs completed then, null where nobody said
 * @param file its absolute path on the machine that saved it
 * @param bytes its size, null where the file was gone before anybody looked
 * @param modified when it was last written, to the millisecond, null as {@code bytes}
 * @param sha256 of its content, 64 hex digits, null where it was not read to the end
 * @param host the machine that saved it, null where nobody said
 * @param isReplaced whether the same run saved another checkpoint into the same file later
 * @param values of each series of the run, the one at the highest step up to {@code step}; series that begin later are missing
 */
public record Checkpoint(
        UUID run,
        long step,
        @Nullable Integer epoch,
        String file,
        @Nullable Long bytes,
        @Nullable Instant modified,
        @Nullable String sha256,
        @Nullable String host,
        boolean isReplaced,
        List<Value> values) {
    public Checkpoint {
        requireNonNull(run, "run");
        Limits.step(step);
        requireNonNull(file, "file");
        values = List.copyOf(values);
    }

    /**
     * What a metric was.
     *
     * @param step at which it was, at most that of the checkpoint
     */
    public record Value(String name, @Nullable String phase, long step, double value) {
        public Value {
            Limits.name("metric name", name);
            Limits.phase(phase);
            Limits.step(step);
        }

        boolean isOf(String metric, @Nullable String ofPhase) {
            return name.equals(metric) && Objects.equals(phase, ofPhase);
        }
    }

    /** Whether a file is where it was saved, as far as the machine knows that is asked. */
    public enum Presence {
        /** There is a file of the same size and time. */
        THERE,
        /** There is another file in its place. */
        REPLACED,
        /** There is no file. */
        GONE,
        /** It was saved on another machine, which may be asked. */
        ELSEWHERE,
        /** Nobody can say: no machine is named, or the place cannot be read. */
        UNKNOWN
    }

    /** A checkpoint as a module of the iteration after which it was saved, for a run's log. */
    public ModuleRecord toModule() {
        return CheckpointModule.of(this);
    }

    /** Whether a module of an iteration stands for a checkpoint, and says nothing of how the run was trained. */
    public static boolean isIn(ModuleRecord module) {
        return CheckpointModule.isOne(module.attributes());
    }

    /** The checkpoint that a module stands for, with no values; none where it stands for something else. */
    public static Optional<Checkpoint> of(RunModule module) {
        return CheckpointModule.read(module);
    }

    /** The value of a metric, if it had one. */
    public Optional<Value> value(String metric, @Nullable String phase) {
        return values.stream().filter(value -> value.isOf(metric, phase)).findFirst();
    }

    /** Asks this machine's file system; takes as long as that does. Reads nothing of the file. */
    public Presence presence() {
        return presence(HostName.ofThisMachine());
    }

    Presence presence(String thisHost) {
        if (host == null) {
            return Presence.UNKNOWN;
        }
        if (!host.equals(thisHost)) {
            return Presence.ELSEWHERE;
        }
        try {
            BasicFileAttributes now = Files.readAttributes(Path.of(file), BasicFileAttributes.class);
            boolean isSame = now.isRegularFile()
                    && !isReplaced
                    && (bytes == null || bytes == now.size())
                    && (modified == null
                            || modified.toEpochMilli() == now.lastModifiedTime().toMillis());
            return isSame ? Presence.THERE : Presence.REPLACED;
        } catch (NoSuchFileException e) {
            return Presence.GONE;
        } catch (IOException | InvalidPathException e) {
            return Presence.UNKNOWN;
        }
    }
}
