package io.github.djltracker.outbox.delivery;

import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.outbox.folder.Bounds;
import io.github.djltracker.outbox.folder.DeadLetters;
import io.github.djltracker.outbox.folder.DoneRuns;
import io.github.djltracker.outbox.folder.RunFolder;
import io.github.djltracker.outbox.log.Disk;
import io.github.djltracker.outbox.log.Extent;
import io.github.djltracker.outbox.log.Segment;
import io.github.djltracker.outbox.log.Space;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs that this outbox has locked: those that are written here, and adopted ones whose process has ended.
 * Thread-safe.
 */
public final class Runs {
    /** Maximum number of adopted runs at the same time; each costs an open file. */
    public static final int MAX_ADOPTED = 16;

    private static final int MANY_FAILURES = 5;
    /** How long an empty folder is left to the process that created it. */
    private static final Duration BEGINNING = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);
    private static final Pattern RUN = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final Path directory;
    private final Bounds bounds;
    private final Disk disk;
    private final Space space;
    private final DeadLetters dead;
    private final CourierClock pace;
    private final Map<UUID, Delivery> held = new ConcurrentHashMap<>();
    private final DoneRuns done = new DoneRuns();

    /** Whether unlocked runs are left because of the maximum. Confined to the courier. */
    private boolean areMoreFree;
    /** Runs already logged as unreadable. Confined to the courier. */
    private final Set<UUID> unreadable = new HashSet<>();

    private final Object monitor = new Object();
    // guarded by monitor
    private boolean isClosed;
    private boolean isIncomplete;

    public Runs(Path directory, Bounds bounds, Disk disk, Space space, DeadLetters dead, CourierClock pace) {
        this.directory = directory;
        this.bounds = bounds;
        this.disk = disk;
        this.space = space;
        this.dead = dead;
        this.pace = pace;
    }

    /** The folders of all runs in an outbox, locked or not, sorted by name. */
    public static List<Path> folders(Path directory) throws IOException {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (RUN.matcher(file.getFileName().toString()).matches()) {
                    folders.add(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(folders);
        return folders;
    }

    /** The runs that are held now. */
    public Collection<Delivery> held() {
        return held.values();
    }

    @Nullable
    public Delivery get(UUID run) {
        return held.get(run);
    }

    /** The acknowledged position of a run, or {@code noted} if the run is not held here. */
    public long acknowledged(UUID run, long noted) {
        Delivery delivery = held.get(run);
        return delivery == null ? noted : delivery.acknowledged();
    }

    /** The runs that are not on disk any more. */
    public DoneRuns done() {
        return done;
    }

    /**
     * The run that an entry is to be appended to; its folder is created for the first entry. Null after {@link #close}.
     */
    @Nullable
    public Delivery open(UUID run, long sequence) {
        synchronized (monitor) {
            Delivery known = held.get(run);
            if (known != null || isClosed) {
                return known;
            }
            try {
                return openFolder(run, sequence);
            } catch (IOException e) {
                throw new UnavailableException(
                        "run " + run + " cannot be written to " + directory + " (" + Disk.reason(e) + ")", e);
            }
        }
    }

    private Delivery openFolder(UUID run, long sequence) throws IOException {
        Path folder = directory.resolve(run.toString());
        if (!Files.isDirectory(folder)) {
            if (sequence > 0) {
                throw new GapException(run, sequence, 0);
            }
            Files.createDirectories(folder);
        }
        if (sequence == 0) {
            disk.forceFolder(directory);
        }
        Delivery opened = take(run, folder, true);
        if (opened == null) {
            throw new UnavailableException("run " + run + " is being written or sent by another process that has "
                    + directory + " open; retrying");
        }
        return opened;
    }

    private @Nullable Delivery take(UUID run, Path folder, boolean isOwn) throws IOException {
        RunFolder log = RunFolder.open(run, folder, bounds, disk, space);
        if (log == null) {
            return null;
        }
        try {
            Delivery opened = new Delivery(log, dead, bounds, pace, RunFolder.isSetAside(folder));
            if (isOwn) {
                opened.own(); // before the courier sees it, which considers a run without owner and entries complete
            }
            held.put(run, opened);
            return opened;
        } catch (IOException e) {
            log.close();
            throw e;
        }
    }

    /** Adopts runs whose process has ended, up to the maximum. Returns whether it adopted any. */
    boolean adopt() {
        List<UUID> free = new ArrayList<>();
        try {
            for (Path folder : folders(directory)) {
                UUID run = UUID.fromString(folder.getFileName().toString());
                if (!held.containsKey(run) && !RunFolder.isSetAside(folder) && !isBeginning(folder)) {
                    free.add(run);
                }
            }
        } catch (IOException e) {
            LOG.debug("{} cannot be listed", directory, e);
        }
        boolean isAny = false;
        // runs that keep failing must not keep others out
        long room = MAX_ADOPTED
                - held.values().stream()
                        .filter(run -> !run.isOwn() && run.failures() < MANY_FAILURES)
                        .count();
        areMoreFree = false;
        for (UUID run : free) {
            if (room <= 0) {
                areMoreFree = true;
                break;
            }
            if (adopt(run)) {
                isAny = true;
                room--;
            }
        }
        return isAny;
    }

    /** Whether another process has just created the folder, and is about to lock it. */
    private boolean isBeginning(Path folder) throws IOException {
        try {
            return Segment.list(folder).isEmpty()
                    && Math.abs(Files.getLastModifiedTime(folder).toMillis()
                                    - pace.now().toEpochMilli())
                            < BEGINNING.toMillis();
        } catch (NoSuchFileException e) {
            return true;
        }
    }

    /** Whether the last {@link #adopt} left some because of the maximum. */
    boolean areMoreFree() {
        return areMoreFree;
    }

    private boolean adopt(UUID run) {
        synchronized (monitor) {
            if (isClosed || held.containsKey(run)) {
                return false;
            }
            try {
                return take(run, directory.resolve(run.toString()), false) != null;
            } catch (NoSuchFileException | FileNotFoundException e) {
                return false; // another process has sent it
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                if (unreadable.add(run)) {
                    LOG.warn("run {} in {} cannot be read, and is not changed; logged once", run, directory, e);
                }
                return false;
            }
        }
    }

    /** Releases all runs that have nothing more to be sent or appended. */
    void release() throws IOException {
        for (Delivery run : held.values()) {
            release(run);
        }
    }

    /** Releases a run that has nothing more to be sent or appended. */
    void release(Delivery run) throws IOException {
        synchronized (monitor) {
            if (run.fate() != Delivery.Fate.OPEN) {
                Extent extent = run.log().extent();
                boolean isDeleted = run.fate() == Delivery.Fate.DELETED;
                if (extent.isEnded() || isDeleted) {
                    done.add(run.run(), extent.next(), isDeleted);
                }
                isIncomplete |= run.isIncomplete();
                held.remove(run.run());
            } else if (run.isSetAside() && (run.log().extent().isEnded() || !run.isOwn())) {
                isIncomplete |= run.isIncomplete();
                run.close();
                held.remove(run.run());
            }
        }
    }

    /** Whether, since the last call, a run was released whose entries did not all arrive. */
    public boolean takeIncomplete() {
        synchronized (monitor) {
            boolean was = isIncomplete;
            isIncomplete = false;
            return was;
        }
    }

    /**
     * Deletes the oldest acknowledged files until this number of bytes is freed, or none is left. Returns whether any
     * was freed.
     */
    public boolean trim(long bytes) {
        synchronized (monitor) {
            long gained = 0;
            for (boolean isAny = true; isAny && gained < bytes; ) {
                isAny = false;
                for (Delivery run : held.values()) {
                    try {
                        long some = gained < bytes ? run.log().trim(run.acknowledged()) : 0;
                        gained += some;
                        isAny |= some > 0;
                    } catch (IOException e) {
                        LOG.debug("run {}: an acknowledged file cannot be deleted", run.run(), e);
                    }
                }
            }
            return gained > 0;
        }
    }

    /** Unlocks all runs. */
    public void close() {
        synchronized (monitor) {
            isClosed = true;
            for (Delivery run : held.values()) {
                try {
                    run.close();
                } catch (IOException e) {
                    LOG.debug("run {} could not be closed", run.run(), e);
                }
            }
        }
    }
}
