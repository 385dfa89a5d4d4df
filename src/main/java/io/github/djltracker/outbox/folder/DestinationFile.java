package io.github.djltracker.outbox.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.djltracker.outbox.log.Disk;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file in an outbox that names its destination. */
public final class DestinationFile {
    public static final String NAME = "destination";

    private static final Logger LOG = LoggerFactory.getLogger(DestinationFile.class);

    private DestinationFile() {}

    /** Its content; empty if it does not exist. */
    public static String read(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        return Files.exists(file) ? Files.readString(file, UTF_8).strip() : "";
    }

    /**
     * Creates the file if it does not exist; safe if several processes do so at the same time.
     *
     * @throws IllegalArgumentException if it names another destination
     */
    public static void claim(Path directory, String description, Disk disk) throws IOException {
        Path file = directory.resolve(NAME);
        if (read(directory).isEmpty()) {
            if (Files.exists(file) && read(directory).isEmpty()) {
                Files.deleteIfExists(file); // left by a power cut; a file from another process is never empty
            }
            create(file, description, disk);
        }
        String owner = read(directory);
        if (!owner.equals(description.strip())) {
            throw new IllegalArgumentException("the outbox " + directory + " belongs to " + owner + ", not to "
                    + description + ": each destination needs its own directory. If it is the same destination with a"
                    + " new address, write the address to " + file);
        }
    }

    private static void create(Path file, String description, Disk disk) throws IOException {
        Path fresh = file.resolveSibling(NAME + "." + UUID.randomUUID());
        try {
            try (FileOutputStream out = new FileOutputStream(fresh.toFile())) {
                out.write((description.strip() + "\n").getBytes(UTF_8));
                out.getFD().sync();
            }
            try {
                disk.link(file, fresh); // unlike an atomic move, this fails if another process was first
            } catch (FileAlreadyExistsException e) {
                throw e;
            } catch (UnsupportedOperationException | FileSystemException e) {
                Files.move(fresh, file); // vfat, for example, has no links
            }
        } catch (FileAlreadyExistsException e) {
            LOG.debug("{} was created by another process first", file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
