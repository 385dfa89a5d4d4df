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
 * Brings what is said about runs to the destination, once it knows the run. Confined to the courier, but for {@link #add} and
 * the questions.
 */
public final class AnnotationDelivery {
    /** How long one waits that the destination has no run for. */
    private static final Duration PATIENCE = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(AnnotationDelivery.class);

    private final AnnotationFiles files;
    private final Runs runs;
    private final CourierClock pace;
    /** Runs of which was said that the destination does not have them. */
    private final Set<UUID> missing = new HashSet<>();

    private final Object monitor = new Object();
    // guarded by monitor
    /** Whether there may be files that were not tried yet. */
    private boolean isUntried = true;
    /** Whether there are files, as far as is known. */
    private boolean isWaiting;

    public AnnotationDelivery(AnnotationFiles files, Runs runs, CourierClock pace) {
        this.files = files;
        this.runs = runs;
        this.pace = pace;
    }

    /** Keeps what is said about a run; it is on disk when the call returns. */
    public void add(UUID run, List<Annotation> said) {
        files.add(run, said);
        synchronized (monitor) {
            isWaiting = true;
            isUntried = true;
        }
    }

    /** Whether something is still to be sent, as far as is known. */
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

    /** Looks anew for what other processes left, and what could not be sent before. */
    void look() {
        synchronized (monitor) {
            isUntried = true;
        }
    }

    /** A run has come further: perhaps what is said about it can be sent now. */
    void retry() {
        synchronized (monitor) {
            isUntried |= isWaiting;
        }
    }

    /**
     * Sends what waits, but for runs whose start is not sent yet.
     *
     * @return whether anything was sent
     * @throws UnavailableException if the destination cannot take it now
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
            LOG.debug("what is said about runs cannot be read", e);
        } catch (UnavailableException e) {
            isTried = false;
            throw e;
        } finally {
            synchronized (monitor) {
                isUntried |= !isTried;
                // what was added meanwhile has not been tried
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
                    LOG.debug("run {}: its names and tags wait until the destination has it", file.run());
                }
                return false;
            }
            LOG.warn(
                    "run {} has not come to its destination in {}: its names and tags are dropped",
                    file.run(),
                    PATIENCE);
        } catch (DeletedException e) {
            LOG.info("run {} was deleted at its destination: its names and tags are dropped", file.run());
        } catch (RejectedException | IllegalArgumentException e) {
            LOG.warn("run {}: {} are refused and dropped: {}", file.run(), said, e.getMessage());
        }
        files.delete(file);
        return true;
    }

    private boolean isOld(List<Annotation> said) {
        return said.stream()
                .allMatch(one -> one.time() != null && one.time().plus(PATIENCE).isBefore(pace.now()));
    }
}
