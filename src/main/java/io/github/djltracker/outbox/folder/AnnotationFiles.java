package io.github.djltracker.outbox.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.outbox.log.Disk;
import io.github.djltracker.outbox.log.Space;
import io.github.djltracker.wire.json.AnnotationsJson;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Annotations of runs that wait to be sent: one immutable file for each call. A sender therefore deletes exactly what
 * it has sent, and sending a file twice does no harm. Thread-safe, also across processes.
 */
public final class AnnotationFiles {
    /** Maximum number of waiting files. */
    static final int MAX_FILES = 10_000;

    private static final String FOLDER = "annotations";
    private static final int ID = 36;
    private static final Pattern FILE = Pattern.compile("[0-9a-f-]{36}\\.[0-9a-f-]{36}\\.json");

    private final Path directory;
    private final Path folder;
    private final Disk disk;
    private final Space space;

    /** A file. */
    public record Waiting(UUID run, Path file) {}

    public AnnotationFiles(Path directory, Disk disk, Space space) {
        this.directory = directory;
        this.folder = directory.resolve(FOLDER);
        this.disk = disk;
        this.space = space;
    }

    /**
     * Stores annotations of a run, which are on disk when the call returns.
     *
     * @param said each with its time
     * @throws UnavailableException if they cannot be written, or too many files wait
     */
    public void add(UUID run, List<Annotation> said) {
        try {
            disk.createFolders(folder);
            if (waiting().size() >= MAX_FILES) {
                throw new UnavailableException("the outbox " + directory + " holds " + MAX_FILES
                        + " files with annotations that wait for their destination");
            }
            byte[] content = AnnotationsJson.write(Annotations.of(said)).getBytes(UTF_8);
            disk.replace(folder, run + "." + UUID.randomUUID() + ".json", content, true);
            space.add(content.length);
        } catch (IOException e) {
            throw new UnavailableException(
                    "annotations of run " + run + " cannot be written to " + folder + " (" + Disk.reason(e) + ")", e);
        }
    }

    /** The waiting files, sorted by name. */
    public List<Waiting> waiting() throws IOException {
        List<Waiting> waiting = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (FILE.matcher(name).matches()) {
                    waiting.add(new Waiting(UUID.fromString(name.substring(0, ID)), file));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (NoSuchFileException e) {
            return List.of();
        }
        waiting.sort((one, other) -> one.file().compareTo(other.file()));
        return Collections.unmodifiableList(waiting);
    }

    /** The contents of a file; empty if another process has sent it, or it is damaged. */
    public List<Annotation> read(Waiting file) throws IOException {
        try {
            return AnnotationsJson.read(Files.readString(file.file())).list();
        } catch (NoSuchFileException | IllegalArgumentException e) {
            return List.of();
        }
    }

    /** Deletes a file. */
    public void delete(Waiting file) throws IOException {
        long bytes = Files.exists(file.file()) ? Files.size(file.file()) : 0;
        disk.delete(file.file());
        space.add(-bytes);
    }
}
