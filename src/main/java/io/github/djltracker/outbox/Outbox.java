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
 * A sink that keeps runs on disk until a {@link Destination} has taken them.
 *
 * <p>{@link #append} returns when the entry is forced to disk: from then on it outlives the process, a power cut, and
 * any time without a network. A daemon thread sends what is there, also what processes left that are gone. Several
 * outboxes, in one process or in many, may have the same directory open. The directory is bounded: when it is full,
 * {@link #append} throws {@link UnavailableException} until something has been sent. {@code outbox.md} says what is lost
 * when. Thread-safe.
 */
public final class Outbox implements Sink, AutoCloseable {
    /** Bytes of all files of an outbox: 10 GB. */
    public static final long MAX_BYTES = 10_000_000_000L;
    /** How long {@link #close()} sends what is left: 10 s. */
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
                runs, annotations, destination, new Backoff(description, pace), space, pace, arrivals::signal);
        this.thread = new CourierThread(directory, courier, pace);
    }

    /**
     * Opens an outbox of at most {@value #MAX_BYTES} bytes, creating its directory where there is none, and begins to
     * send what is in it.
     *
     * @param directory on a local disk; for this destination alone
     * @param description says what the destination is, without secrets: its address
     * @throws IllegalArgumentException if the directory belongs to another destination
     * @throws UnavailableException if it cannot be written
     */
    public static Outbox open(Path directory, String description, Destination destination) {
        return open(directory, description, destination, MAX_BYTES);
    }

    /**
     * Opens an outbox as {@link #open(Path, String, Destination)} does.
     *
     * @param maxBytes of all its files, from 1
     */
    public static Outbox open(Path directory, String description, Destination destination, long maxBytes) {
        Outbox outbox =
                create(directory, description, destination, Bounds.of(maxBytes), CourierClock.real(), new Disk());
        outbox.thread.start();
        return outbox;
    }

    /** An outbox whose courier is not started: who calls this calls {@link Courier#step}. */
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

    /** The number that a run in its hands wants next. */
    long next(UUID run) {
        return requireNonNull(runs.get(run)).log().extent().next();
    }

    /** How many runs are in its hands. */
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
            Thread.onSpinWait(); // it has just been delivered or deleted, and is about to be known as that
        }
        throw new ClosedException("the outbox " + directory + " is closed: entry " + entry.sequence() + " of run " + run
                + " is not recorded");
    }

    /** What was acknowledged gives way to what was not where the disk has no room for both. */
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

    /** Keeps it on disk, beside the logs, until the destination has the run and this; what is of no time is of now. */
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
                    + "; what was recorded first is kept until its destination can be reached again");
        }
    }

    /**
     * Waits until everything that was appended here before this call is at the destination.
     *
     * @return false if it is not: because time ran out, something was refused or deleted there, or the thread was
     *     interrupted. What is on disk stays there. What was refused of a run that is over is told by the next call.
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
     * Waits as {@link #flush} does; costs next to nothing where nothing waits.
     *
     * @return false if time ran out, or the thread was interrupted
     */
    public boolean catchUp(Duration atMost) {
        return isSent() || flush(atMost) || isSent();
    }

    private boolean isSent() {
        // what waits for a run that the destination does not have holds up nobody
        boolean isSaid = !annotations.isWaiting() || !annotations.isUntried();
        return isSaid && runs.held().stream().allMatch(run -> !run.isOwn() || run.unsent() == 0);
    }

    /** How the outbox stands, runs of other processes included. Reads the newest file of each run. */
    public OutboxStatus status() {
        return new Survey(directory, false, runs::acknowledged)
                .take()
                .with(courier.sentEntries(), courier.backoff().failure());
    }

    /** Closes as {@link #close(Duration)} does, in at most 10 s. */
    @Override
    public void close() {
        close(CLOSE_TIMEOUT);
    }

    /**
     * Takes no more entries, and goes on sending within the time given: a run that fails is not tried again, and does not
     * hold up the others. What is left stays on disk, and is sent when the directory is opened again. Says in the log
     * if something is left. Later calls do nothing.
     *
     * @return whether all that was appended or found here is at the destination
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
            LOG.warn("{} entries that were to be sent are lost: somebody deleted their files in {}", gone, directory);
        }
        if (left > gone && isFirst) {
            LOG.info("{} entries wait in {}: the next start or `djl-tracker sync` sends them", left - gone, directory);
        }
        return left == 0;
    }

    /**
     * Sends what is in an outbox, without a thread of its own, until nothing is left that no other process has in its
     * hands, until the destination has not answered five times in a row, or until the thread is interrupted.
     *
     * @param description as for {@link #open(Path, String, Destination)}
     * @param progress called after each request that was answered
     * @return what is left, and why
     * @throws IllegalArgumentException if the directory belongs to another destination
     * @throws UnavailableException if it cannot be read or written
     */
    public static OutboxStatus sync(
            Path directory, String description, Destination destination, Consumer<SyncProgress> progress) {
        requireNonNull(progress, "progress");
        try (Outbox outbox =
                create(directory, description, destination, Bounds.of(MAX_BYTES), CourierClock.real(), new Disk())) {
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
