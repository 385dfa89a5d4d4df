package io.github.djltracker.listener.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds new files that a run has saved. A file in a folder belongs to the run if its header says so; the header also
 * contains the step at which it was saved. Confined to the checkpoint thread.
 */
final class SavedFiles {
    /** Maximum number of files that are examined in one folder. */
    static final int MAX_FILES = 10_000;

    /** A file that was written less than this number of milliseconds ago may be incomplete. */
    private static final long YOUNG = 2_000;

    private final String run;
    /** Called once for each location that cannot be read. */
    private final BiConsumer<Path, IOException> unreadable;

    private final Map<Path, FileState> seen = new HashMap<>();
    private boolean isUnfinished;

    SavedFiles(String run, BiConsumer<Path, IOException> unreadable) {
        this.run = run;
        this.unreadable = unreadable;
    }

    /** The new files in these folders. Subfolders are not searched, and links are not followed. */
    List<SavedFile> in(Collection<Path> folders) {
        List<SavedFile> found = new ArrayList<>();
        isUnfinished = false;
        for (Path folder : folders) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.params")) {
                int count = 0;
                for (Path file : files) {
                    if (++count > MAX_FILES) {
                        break;
                    }
                    consider(file, found);
                }
            } catch (NoSuchFileException | NotDirectoryException e) {
                // nothing is saved there yet
            } catch (IOException e) {
                unreadable.accept(folder, e);
            } catch (DirectoryIteratorException e) {
                unreadable.accept(folder, e.getCause());
            }
        }
        return found;
    }

    private void consider(Path file, List<SavedFile> found) {
        FileState state = FileState.of(file, LinkOption.NOFOLLOW_LINKS);
        if (state == null || state.equals(seen.get(file))) {
            return;
        }
        SavedHeader header;
        try {
            header = SavedHeader.read(file);
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            seen.put(file, state);
            unreadable.accept(file, e);
            return;
        }
        if (header == null) {
            isUnfinished |= System.currentTimeMillis() - state.modified() < YOUNG;
            return;
        }
        seen.put(file, state);
        Long step = header.stepOf(run);
        if (step != null) {
            found.add(new SavedFile(file, step, header.epoch(), state));
        }
    }

    /** Whether the last search found a file that is being written, and whose header is incomplete. */
    boolean isUnfinished() {
        return isUnfinished;
    }

    /** A file that a user named, or each file below a folder that a user named, without known ones. */
    List<SavedFile> named(SavedFile named) {
        if (!Files.isDirectory(named.path())) {
            return seen(named) ? List.of() : List.of(named.in(FileState.of(named.path())));
        }
        try (Stream<Path> files = Files.walk(named.path())) {
            return files.filter(Files::isRegularFile)
                    .limit(MAX_FILES)
                    .sorted()
                    .map(file -> new SavedFile(file, named.step(), named.epoch(), FileState.of(file)))
                    .filter(file -> !seen(file))
                    .toList();
        } catch (IOException e) {
            unreadable.accept(named.path(), e);
        } catch (UncheckedIOException e) {
            unreadable.accept(named.path(), e.getCause());
        }
        return List.of();
    }

    private boolean seen(SavedFile file) {
        FileState state = FileState.of(file.path());
        return state != null && state.equals(seen.put(file.path(), state));
    }

    /** Whether a file that has changed is still that of the same save, which was just not complete before. */
    boolean isStill(SavedFile saved) {
        try {
            SavedHeader header = SavedHeader.read(saved.path());
            Long step = header == null ? null : header.stepOf(run);
            return header == null
                    || !header.properties().containsKey(SavedHeader.RUN)
                    || Long.valueOf(saved.step()).equals(step);
        } catch (IOException e) {
            return false;
        }
    }

    /** Records the current state of a file as known. */
    void know(Path file, @Nullable FileState state) {
        if (state != null) {
            seen.put(file, state);
        }
    }
}
