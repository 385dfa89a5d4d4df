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
 * Finds the files that a run has saved and that are not known yet. A file in a folder is the run's if its header says so, which
 * also says at which step it was saved. Confined to the watch's thread.
 */
final class SavedFiles {
    /** Files of one folder that are looked at. */
    static final int MAX_FILES = 10_000;

    /** A file that was written so short a time ago may be on its way. */
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

    /** What is new in these folders. Folders in them are not looked into, and links are not followed. */
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

    /** Whether the last look came upon a file that is being written and does not yet say whose it is. */
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

    /** Whether a file that has changed since is still the one that was saved, and only went on being written. */
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
