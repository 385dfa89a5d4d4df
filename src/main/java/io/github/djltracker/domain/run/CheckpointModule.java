package io.github.djltracker.domain.run;

import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.ModuleRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Represents a checkpoint in the log of a run: a module of an iteration, with its own role. */
final class CheckpointModule {
    private static final String NAME = "checkpoint";
    private static final String ROLE = "role";
    private static final String FILE = "file";
    private static final String BYTES = "bytes";
    private static final String MODIFIED = "modified";
    private static final String SHA256 = "sha256";
    private static final String EPOCH = "epoch";
    private static final String HOST = "host";

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int MAX_PATH = 4_096;

    private CheckpointModule() {}

    static ModuleRecord of(Checkpoint checkpoint) {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        attributes.put(ROLE, NAME);
        attributes.put(FILE, checkpoint.file());
        put(attributes, BYTES, checkpoint.bytes());
        put(
                attributes,
                MODIFIED,
                checkpoint.modified() == null ? null : checkpoint.modified().toEpochMilli());
        put(attributes, SHA256, checkpoint.sha256());
        put(attributes, EPOCH, checkpoint.epoch());
        put(attributes, HOST, checkpoint.host());
        return new ModuleRecord(NAME, attributes);
    }

    private static void put(Map<String, @Nullable Object> attributes, String key, @Nullable Object value) {
        if (value != null) {
            attributes.put(key, value);
        }
    }

    /** Checks the role and the file, because a user's own module may also be called checkpoint. */
    static boolean isOne(Map<String, @Nullable Object> attributes) {
        return NAME.equals(attributes.get(ROLE))
                && attributes.get(FILE) instanceof String file
                && !file.isEmpty()
                && file.length() <= MAX_PATH;
    }

    /** Ignores invalid attributes, because the log may come from any client. */
    static Optional<Checkpoint> read(RunModule of) {
        Map<String, @Nullable Object> attributes = of.module().attributes();
        if (!isOne(attributes)) {
            return Optional.empty();
        }
        Long modified = number(attributes, MODIFIED, Limits.MAX_INTEGER);
        Long epoch = number(attributes, EPOCH, Integer.MAX_VALUE);
        String hash = text(attributes, SHA256);
        return Optional.of(new Checkpoint(
                of.run(),
                of.step(),
                epoch == null ? null : Math.toIntExact(epoch),
                String.valueOf(attributes.get(FILE)),
                number(attributes, BYTES, Limits.MAX_INTEGER),
                modified == null ? null : Instant.ofEpochMilli(modified),
                hash != null && HASH.matcher(hash).matches() ? hash : null,
                text(attributes, HOST),
                false,
                List.of()));
    }

    private static @Nullable Long number(Map<String, @Nullable Object> attributes, String key, long max) {
        return attributes.get(key) instanceof Long number && number >= 0 && number <= max ? number : null;
    }

    private static @Nullable String text(Map<String, @Nullable Object> attributes, String key) {
        return attributes.get(key) instanceof String text ? text : null;
    }
}
