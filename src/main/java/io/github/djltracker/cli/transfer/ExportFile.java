package io.github.djltracker.cli.transfer;

import io.github.djltracker.cli.terminal.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/**
 * The file that an export is written to. It has another name until it is complete, so that an incomplete file never has
 * this name. Not thread-safe.
 */
final class ExportFile implements AutoCloseable {
    /** The first bytes of an SQLite file: https://www.sqlite.org/fileformat.html. */
    private static final byte[] SQLITE = {'S', 'Q', 'L', 'i', 't', 'e', ' ', 'f', 'o', 'r', 'm', 'a', 't', ' ', '3', 0};

    private final Path file;
    private final Path unfinished;

    private ExportFile(Path file) {
        this.file = file;
        unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
    }

    /**
     * Writes nothing yet.
     *
     * @param isReplaced whether a file of this name may be replaced; a link is followed
     * @throws Failure if it exists and must not be replaced, is a database or not a file, or its folder does not exist
     */
    static ExportFile of(String name, boolean isReplaced) throws IOException {
        Path named = Path.of(name);
        if (Files.isSymbolicLink(named) && !Files.exists(named)) {
            throw new Failure(name + " is a broken link: name another file");
        }
        Path file = Files.exists(named) ? named.toRealPath() : named.toAbsolutePath();
        Path folder = file.getParent();
        if (Files.isDirectory(file)) {
            throw new Failure(name + " is a directory: name a file in it");
        } else if (folder == null || !Files.isDirectory(folder)) {
            throw new Failure(name + " cannot be written: " + folder + " is not a directory");
        } else if (Files.exists(file)) {
            requireReplaceable(name, file, isReplaced);
        }
        return new ExportFile(file);
    }

    private static void requireReplaceable(String name, Path file, boolean isReplaced) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new Failure(name + " is not a regular file: --to - writes to standard output");
        } else if (isDatabase(file)) {
            // it may be the store itself, and no format except the run log contains everything in it
            throw new Failure(name + " is a database, which export never replaces: name another file");
        } else if (!isReplaced) {
            throw new Failure(name + " already exists: name another file, or use --force");
        }
    }

    /** Whether a file is a database, or one of the files that SQLite keeps beside it. */
    private static boolean isDatabase(Path file) throws IOException {
        String text = file.toString();
        for (String suffix : new String[] {"", "-wal", "-shm", "-journal"}) {
            Path main = Path.of(text.substring(0, text.length() - (text.endsWith(suffix) ? suffix.length() : 0)));
            if (text.endsWith(suffix) && Files.isRegularFile(main)) {
                try (InputStream in = Files.newInputStream(main)) {
                    if (Arrays.equals(in.readNBytes(SQLITE.length), SQLITE)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Where to write. */
    Path unfinished() {
        return unfinished;
    }

    /** Renames the temporary file to its final name. */
    void finish() throws IOException {
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Deletes an unfinished file. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(unfinished);
    }
}
