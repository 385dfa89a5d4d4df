package io.github.djltracker.listener.checkpoint;

import io.github.djltracker.domain.run.Checkpoint;
import io.github.djltracker.domain.run.HostName;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.recorder.LossReason;
import io.github.djltracker.recorder.Recorder;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records checkpoints in the log of their run. Thread-safe. */
final class CheckpointRecords {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointRecords.class);

    private final Recorder recorder;
    private volatile @Nullable String host;

    CheckpointRecords(Recorder recorder) {
        this.recorder = recorder;
    }

    /** The name of this machine, determined only once, because that may take a while. */
    String host() {
        String known = host;
        if (known == null) {
            known = HostName.ofThisMachine();
            host = known;
        }
        return known;
    }

    /** The hash of a file; null if the file changed meanwhile, cannot be read, or {@code goOn} ended the reading. */
    @Nullable
    String hash(SavedFile file, BooleanSupplier goOn) {
        try {
            String hash = FileHash.of(file.path(), goOn);
            FileState now = FileState.of(file.path());
            return now != null && now.equals(file.state()) ? hash : null;
        } catch (IOException e) {
            LOG.debug("checkpoint {} of run {} cannot be read", file.path(), recorder.run(), e);
            return null;
        }
    }

    void add(SavedFile file, @Nullable String hash) {
        if (hash == null) {
            recorder.lose(LossReason.NOT_HASHED, 1);
        }
        FileState state = file.state();
        try {
            Checkpoint checkpoint = new Checkpoint(
                    recorder.run(),
                    file.step(),
                    file.epoch(),
                    file.path().toString(),
                    state == null ? null : state.bytes(),
                    state == null ? null : Instant.ofEpochMilli(state.modified()),
                    hash,
                    host(),
                    false,
                    List.of());
            recorder.module(new IterationModule(file.step(), checkpoint.toModule()));
        } catch (IllegalArgumentException e) {
            recorder.lose(LossReason.INVALID, 1);
            LOG.debug("checkpoint {} of run {} cannot be recorded", file.path(), recorder.run(), e);
        }
    }
}
