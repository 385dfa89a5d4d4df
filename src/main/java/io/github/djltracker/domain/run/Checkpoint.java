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
 * A weight file that was saved during a run, its location, and the metrics at that time. The tracker does not store the
 * file itself.
 *
 * @param run the run that saved it
 * @param step the last step before it was saved
 * @param epoch epochs completed when it was saved, null if unknown
 * @param file its absolute path on the machine that saved it
 * @param bytes its size, null if the file was gone before it was read
 * @param modified when it was last written, to the millisecond, null like {@code bytes}
 * @param sha256 of its content, 64 hex digits, null if it was not read completely
 * @param host the machine that saved it, null if unknown
 * @param isReplaced whether the same run saved another checkpoint to the same file later
 * @param values for each series of the run, the value at the highest step up to {@code step}; series that begin later
 *     are absent
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
     * The value of a metric.
     *
     * @param step its step, at most that of the checkpoint
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

    /** Whether a file still exists, as far as this machine can tell. */
    public enum Presence {
        /** A file with the same size and time exists. */
        THERE,
        /** Another file has replaced it. */
        REPLACED,
        /** The file does not exist. */
        GONE,
        /** It was saved on another machine; only that machine can tell. */
        ELSEWHERE,
        /** Unknown, because no machine is recorded, or the location cannot be read. */
        UNKNOWN
    }

    /** The checkpoint as a module of the iteration after which it was saved, for the run's log. */
    public ModuleRecord toModule() {
        return CheckpointModule.of(this);
    }

    /** Whether a module of an iteration represents a checkpoint, and not a setting of the training. */
    public static boolean isIn(ModuleRecord module) {
        return CheckpointModule.isOne(module.attributes());
    }

    /** The checkpoint that a module represents, without values; empty if it represents something else. */
    public static Optional<Checkpoint> of(RunModule module) {
        return CheckpointModule.read(module);
    }

    /** The value of a metric, if there is one. */
    public Optional<Value> value(String metric, @Nullable String phase) {
        return values.stream().filter(value -> value.isOf(metric, phase)).findFirst();
    }

    /** Checks the local file system, without reading the file. */
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
