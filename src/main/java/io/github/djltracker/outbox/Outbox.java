package io.github.djltracker.outbox;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.error.ClosedException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.outbox.delivery.Acknowledgements;
import io.github.djltracker.outbox.delivery.AnnotationDelivery;
import io.github.djltracker.outbox.delivery.Backoff;
import io.github.djltracker.outbox.delivery.Courier;
import io.github.djltracker.outbox.delivery.CourierClock;
import io.github.djltracker.outbox.delivery.CourierThread;
import io.github.djltracker.outbox.delivery.Delivery;
import io.github.djltracker.outbox.delivery.Destination;
import io.github.djltracker.outbox.delivery.Runs;
import io.github.djltracker.outbox.folder.AnnotationFiles;
import io.github.djltracker.outbox.folder.Bounds;
import io.github.djltracker.outbox.folder.DeadLetterExpiry;
import io.github.djltracker.outbox.folder.DeadLetters;
import io.github.djltracker.outbox.folder.DestinationFile;
import io.github.djltracker.outbox.folder.RunFolder;
import io.github.djltracker.outbox.log.Disk;
import io.github.djltracker.outbox.log.Line;
import io.github.djltracker.outbox.log.Space;
import io.github.djltracker.wire.log.RunLogJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sink that keeps runs on disk until a {@link Destination} has acknowledged them.
 *
 * <p>{@link #append} returns when the entry has been forced to disk: it then survives the end of the process, a power
 * failure, and any time without a network. A daemon thread sends the entries, including those of processes that have
 * ended. Several outboxes, in one process or in many, may use the same directory. Its size is limited: when it is full,
 * {@link #append} throws {@link UnavailableException} until something has been sent. {@code outbox.md} says what is
 * lost when. Thread-safe.
 */
public final class Outbox implements Sink, AutoCloseable {
    /** The default maximum size of all files of an outbox in bytes: 10 GB. */
    public static final long MAX_BYTES = 10_000_000_000L;
    /** The default age from which dead letters are deleted: 30 days. */
    public static final Duration DEAD_LETTER_AGE = Bounds.DEAD_LETTER_AGE;
    /** How long {@link #close()} continues to send: 10 s. */
    public static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private static final int SYNC_ATTEMPTS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final Path directory;
    private final Space space;
    private final Runs runs;
    private final AnnotationDelivery annotations;
    private final Courier courier;
    private final CourierClock pace;
    private final CourierThread thread;
    private final Acknowledgements arrivals = new Acknowledgements();
    private volatile boolean isClosed;

    private Outbox(
            Path directory, String description, Destination destination, Bounds bounds, CourierClock pace, Disk disk) {
        this.directory = directory;
        this.pace = pace;
        this.space = new Space(directory, bounds.maxBytes());
        DeadLetters dead = new DeadLetters(directory, disk, space);
        this.runs = new Runs(directory, bounds, disk, space, dead, pace);
        this.annotations = new AnnotationDelivery(new AnnotationFiles(directory, disk, space), runs, pace);
        this.courier = new Courier(
                runs,
                annotations,
                destination,
                new Backoff(description, pace),
                space,
                bounds,
                new DeadLetterExpiry(directory, dead, bounds.deadLetterAge(), disk, space),
                pace,
                arrivals::signal);
        this.thread = new CourierThread(directory, courier, pace);
    }

    /**
     * Opens an outbox of at most {@value #MAX_BYTES} bytes, creates its directory if it does not exist, and starts to
     * send its contents.
     *
     * @param directory on a local disk; only for this destination
     * @param description identifies the destination, without secrets: its address
     * @throws IllegalArgumentException if the directory belongs to another destination
     * @throws UnavailableException if it cannot be written
     */
    public static Outbox open(Path directory, String description, Destination destination) {
        return open(directory, description, destination, MAX_BYTES);
    }

    /**
     * Opens an outbox like {@link #open(Path, String, Destination)}.
     *
     * @param maxBytes the maximum size of all its files, from 1
     */
    public static Outbox open(Path directory, String description, Destination destination, long maxBytes) {
        return open(directory, description, destination, maxBytes, DEAD_LETTER_AGE);
    }

    /**
     * Opens an outbox like {@link #open(Path, String, Destination, long)}.
     *
     * @param deadLetterAge the age from which dead letters are deleted, from 1 to 36,500 days
     */
    public static Outbox open(
            Path directory, String description, Destination destination, long maxBytes, Duration deadLetterAge) {
        Bounds bounds = Bounds.of(maxBytes, deadLetterAge);
        Outbox outbox = create(directory, description, destination, bounds, CourierClock.real(), new Disk());
        outbox.thread.start();
        return outbox;
    }

    /** An outbox whose courier is not started: the caller calls {@link Courier#step}. */
    static Outbox create(
            Path directory, String description, Destination destination, Bounds bounds, CourierClock pace, Disk disk) {
        requireNonNull(directory, "directory");
        requireNonNull(description, "description");
        requireNonNull(destination, "destination");
        try {
            disk.createFolders(directory);
            Path real = directory.toRealPath();
            DestinationFile.claim(real, description, disk);
            Outbox outbox = new Outbox(real, description, destination, bounds, pace, disk);
            outbox.space.count();
            return outbox;
        } catch (IOException e) {
            throw new UnavailableException(
                    "the outbox " + directory.toAbsolutePath() + " cannot be opened (" + Disk.reason(e) + ")", e);
        }
    }

    Courier courier() {
        return courier;
    }

    /** The next expected sequence number of a run that this outbox holds. */
    long next(UUID run) {
        return requireNonNull(runs.get(run)).log().extent().next();
    }

    /** The number of runs that this outbox holds. */
    int held() {
        return runs.held().size();
    }

    @Override
    public long append(UUID run, RunEntry entry) {
        requireNonNull(run, "run");
        requireNonNull(entry, "entry");
        if (entry instanceof RunStart start && !start.run().equals(run)) {
            throw new RejectedException("the start of run " + start.run() + " was appended to run " + run);
        }
        byte[] bytes = RunLogJson.write(entry);
        byte[] line = Arrays.copyOf(bytes, bytes.length + 1);
        line[bytes.length] = Line.FEED;
        while (!isClosed) {
            long next = appendOrTrim(run, entry, line);
            if (next != RunFolder.GONE) {
                return next;
            }
            Thread.onSpinWait(); // the run has just been delivered or deleted, which will be visible in a moment
        }
        throw new ClosedException("the outbox " + directory + " is closed: entry " + entry.sequence() + " of run " + run
                + " is not recorded");
    }

    /** If the entry cannot be written, because the disk is full, say, deletes acknowledged entries and retries. */
    private long appendOrTrim(UUID run, RunEntry entry, byte[] line) {
        try {
            return append(run, entry, line);
        } catch (UnavailableException e) {
            if (!(e.getCause() instanceof IOException) || !runs.trim(Long.MAX_VALUE)) {
                throw e;
            }
            return append(run, entry, line);
        }
    }

    private long append(UUID run, RunEntry entry, byte[] line) {
        Delivery delivery = runs.get(run);
        if (delivery == null) {
            long done = runs.done().append(run, entry.sequence());
            if (done != RunFolder.GONE) {
                return done;
            }
            delivery = runs.open(run, entry.sequence());
            if (delivery == null) {
                return RunFolder.GONE;
            }
        }
        delivery.own();
        if (entry.sequence() == delivery.log().extent().next()) {
            makeRoom(line.length);
        }
        long next = delivery.log().append(entry.sequence(), line, entry instanceof RunEnd);
        thread.wake();
        return next;
    }

    /**
     * Stores annotations on disk, apart from the logs, until the destination has the run and has accepted them.
     * Annotations without a time get the current time.
     */
    @Override
    public void annotate(UUID run, List<Annotation> said) {
        requireNonNull(run, "run");
        if (isClosed) {
            throw new ClosedException("the outbox " + directory + " is closed: run " + run + " is not annotated");
        }
        annotations.add(
                run,
                said.stream()
                        .map(one -> one.time() == null ? one.at(pace.now()) : one)
                        .toList());
        thread.wake();
    }

    private void makeRoom(long bytes) {
        if (space.over(bytes) <= 0) {
            return;
        }
        runs.trim(space.over(bytes));
        if (space.over(bytes) > 0) {
            throw new UnavailableException("the outbox " + directory + " is full: it holds " + space.used()
                    + " bytes of " + space.maxBytes()
                    + "; it keeps the oldest entries until its destination is available again");
        }
    }

    /**
     * Waits until everything appended here before this call has arrived at the destination.
     *
     * @return false if time ran out, something was rejected or deleted there, or the thread was interrupted. What is on
     *     disk stays there. If an entry of a run that is over was rejected, the next call returns false
     */
    public boolean flush(Duration atMost) {
        Map<Delivery, Long> wanted = new HashMap<>();
        for (Delivery run : runs.held()) {
            if (run.isOwn()) {
                wanted.put(run, run.log().extent().next());
            }
        }
        boolean isIncomplete = runs.takeIncomplete();
        courier.hurry();
        thread.wake();
        return arrivals.await(wanted, annotations::isWaiting, atMost) && !isIncomplete;
    }

    /**
     * Waits like {@link #flush}; costs next to nothing if nothing is pending.
     *
     * @return false if time ran out, or the thread was interrupted
     */
    public boolean catchUp(Duration atMost) {
        return isSent() || flush(atMost) || isSent();
    }

    private boolean isSent() {
        // annotations of a run that the destination does not have delay no query
        boolean isSaid = !annotations.isWaiting() || !annotations.isUntried();
        return isSaid && runs.held().stream().allMatch(run -> !run.isOwn() || run.unsent() == 0);
    }

    /** The status of the outbox, including runs of other processes. Reads the newest file of each run. */
    public OutboxStatus status() {
        return new Survey(directory, false, runs::acknowledged)
                .take()
                .with(courier.sentEntries(), courier.backoff().failure());
    }

    /** Closes like {@link #close(Duration)}, in at most 10 s. */
    @Override
    public void close() {
        close(CLOSE_TIMEOUT);
    }

    /**
     * Accepts no more entries, and continues to send within this time. A run that fails is not retried, and does not
     * delay the others. What is left stays on disk, and is sent when the directory is opened again; this is logged.
     * Later calls do nothing.
     *
     * @return whether everything appended or found here has arrived at the destination
     */
    public boolean close(Duration atMost) {
        isClosed = true;
        courier.finish();
        thread.wake();
        boolean isInterrupted = thread.join(Acknowledgements.nanos(atMost));
        try {
            return stop();
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean stop() {
        boolean isFirst = thread.stop();
        runs.close();
        arrivals.end();
        long left = runs.held().stream().mapToLong(Delivery::unsent).sum();
        long gone = runs.held().stream()
                .filter(run -> run.log().isGone())
                .mapToLong(Delivery::unsent)
                .sum();
        if (gone > 0 && isFirst) {
            LOG.warn("{} unsent entries are lost, because their files in {} were deleted", gone, directory);
        }
        if (left > gone && isFirst) {
            LOG.info(
                    "{} entries are left in {}: the next training or `djl-tracker sync` sends them",
                    left - gone,
                    directory);
        }
        return left == 0;
    }

    /**
     * Sends the contents of an outbox on the calling thread, until nothing is left except what another process holds,
     * the destination has failed to respond five times in a row, or the thread is interrupted.
     *
     * @param description as for {@link #open(Path, String, Destination)}
     * @param progress called after each response
     * @return what is left, and why
     * @throws IllegalArgumentException if the directory belongs to another destination
     * @throws UnavailableException if it cannot be read or written
     */
    public static OutboxStatus sync(
            Path directory, String description, Destination destination, Consumer<SyncProgress> progress) {
        return sync(directory, description, destination, DEAD_LETTER_AGE, progress);
    }

    /**
     * Sends the contents of an outbox like {@link #sync(Path, String, Destination, Consumer)}.
     *
     * @param deadLetterAge as for {@link #open(Path, String, Destination, long, Duration)}
     */
    public static OutboxStatus sync(
            Path directory,
            String description,
            Destination destination,
            Duration deadLetterAge,
            Consumer<SyncProgress> progress) {
        requireNonNull(progress, "progress");
        Bounds bounds = Bounds.of(MAX_BYTES, deadLetterAge);
        try (Outbox outbox = create(directory, description, destination, bounds, CourierClock.real(), new Disk())) {
            return outbox.sync(progress);
        }
    }

    OutboxStatus sync(Consumer<SyncProgress> progress) {
        long total = status().entries();
        long said = 0;
        while (!Thread.currentThread().isInterrupted()) {
            long wait = courier.step();
            if (courier.sentEntries() > said) {
                said = courier.sentEntries();
                progress.accept(new SyncProgress(said, total, courier.sentBytes()));
            }
            if (courier.isIdle() || courier.isStuck(SYNC_ATTEMPTS)) {
                break;
            }
            if (wait > 0) {
                pace.park(wait);
            }
        }
        return status();
    }

    @Override
    public double fill() {
        return Math.min(1, (double) space.used() / space.maxBytes());
    }
}
