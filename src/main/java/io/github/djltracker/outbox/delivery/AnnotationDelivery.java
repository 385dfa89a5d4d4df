package io.github.djltracker.outbox.delivery;

import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.outbox.folder.AnnotationFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends annotations of runs to the destination, once it has the run. Confined to the courier, except for {@link #add}
 * and the queries.
 */
public final class AnnotationDelivery {
    /** How long annotations wait for a run that the destination does not have. */
    private static final Duration PATIENCE = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(AnnotationDelivery.class);

    private final AnnotationFiles files;
    private final Runs runs;
    private final CourierClock pace;
    /** Runs already logged as missing at the destination. */
    private final Set<UUID> missing = new HashSet<>();

    private final Object monitor = new Object();
    // guarded by monitor
    /** Whether there may be files that have not been tried yet. */
    private boolean isUntried = true;
    /** Whether there are files, as far as known. */
    private boolean isWaiting;

    public AnnotationDelivery(AnnotationFiles files, Runs runs, CourierClock pace) {
        this.files = files;
        this.runs = runs;
        this.pace = pace;
    }

    /** Stores annotations of a run, which are on disk when the call returns. */
    public void add(UUID run, List<Annotation> said) {
        files.add(run, said);
        synchronized (monitor) {
            isWaiting = true;
            isUntried = true;
        }
    }

    /** Whether something is still to be sent, as far as known. */
    public boolean isWaiting() {
        synchronized (monitor) {
            return isWaiting;
        }
    }

    /** Whether {@link #send} may have something to do. */
    public boolean isUntried() {
        synchronized (monitor) {
            return isUntried;
        }
    }

    /** Looks for files that other processes left, and retries those that could not be sent. */
    void look() {
        synchronized (monitor) {
            isUntried = true;
        }
    }

    /** Called when a run has progressed: its annotations may be accepted now. */
    void retry() {
        synchronized (monitor) {
            isUntried |= isWaiting;
        }
    }

    /**
     * Sends what is pending, except for runs whose start has not been sent yet.
     *
     * @return whether anything was sent
     * @throws UnavailableException if the destination is unavailable
     */
    boolean send(Destination destination) {
        synchronized (monitor) {
            if (!isUntried) {
                return false;
            }
            isUntried = false;
        }
        boolean isAny = false;
        boolean isLeft = false;
        boolean isTried = true;
        try {
            for (AnnotationFiles.Waiting file : files.waiting()) {
                boolean isThere = runs.acknowledged(file.run(), 1) > 0;
                boolean isSent = isThere && send(destination, file);
                isAny |= isSent;
                isLeft |= !isSent;
            }
        } catch (IOException e) {
            LOG.debug("annotations cannot be read", e);
        } catch (UnavailableException e) {
            isTried = false;
            throw e;
        } finally {
            synchronized (monitor) {
                isUntried |= !isTried;
                // annotations added meanwhile have not been tried
                isWaiting = isLeft || isUntried;
            }
        }
        return isAny;
    }

    private boolean send(Destination destination, AnnotationFiles.Waiting file) throws IOException {
        List<Annotation> said = files.read(file);
        try {
            if (!said.isEmpty()) {
                destination.annotate(file.run(), said);
            }
        } catch (NotFoundException e) {
            if (!isOld(said)) {
                if (missing.add(file.run())) {
                    LOG.debug("run {}: its annotations wait until the destination has the run", file.run());
                }
                return false;
            }
            LOG.warn(
                    "run {} has not reached its destination within {}: its annotations are dropped",
                    file.run(),
                    PATIENCE);
        } catch (DeletedException e) {
            LOG.info("run {} was deleted at its destination: its annotations are dropped", file.run());
        } catch (RejectedException | IllegalArgumentException e) {
            LOG.warn("run {}: {} were rejected and dropped: {}", file.run(), said, e.getMessage());
        }
        files.delete(file);
        return true;
    }

    private boolean isOld(List<Annotation> said) {
        return said.stream()
                .allMatch(one -> one.time() != null && one.time().plus(PATIENCE).isBefore(pace.now()));
    }
}
