package io.github.djltracker.outbox.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.outbox.folder.DeadLetters;
import io.github.djltracker.outbox.folder.RunFolder;
import io.github.djltracker.wire.json.AttributesJson;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why something in an outbox is not sent, from the file that says so.
 *
 * @param file the file
 * @param run the run that it names; empty if it names none
 * @param entry the sequence number of the entry, or of the first one; -1 if it names none
 * @param isRest whether the run is set aside from this entry on, and not only the entry
 * @param reason for people, one line
 */
public record SetAsideNote(Path file, String run, long entry, boolean isRest, String reason) {
    private static final int MAX_BYTES = 16_384;

    public SetAsideNote {
        requireNonNull(file, "file");
        requireNonNull(run, "run");
        requireNonNull(reason, "reason");
    }

    /**
     * All notes of an outbox, those of whole runs first. Changes nothing, and ignores files that are deleted in the
     * meantime.
     *
     * @throws UnavailableException if it cannot be read
     */
    public static List<SetAsideNote> list(Path directory) {
        List<SetAsideNote> notes = new ArrayList<>();
        try {
            for (Path folder : Runs.folders(requireNonNull(directory, "directory"))) {
                if (RunFolder.isSetAside(folder)) {
                    add(notes, folder.resolve(RunFolder.SET_ASIDE), "from", true);
                }
            }
            for (Path letter : letters(directory.resolve(DeadLetters.FOLDER))) {
                add(notes, letter, "sequence", false);
            }
        } catch (IOException e) {
            throw new UnavailableException(
                    "the outbox " + directory.toAbsolutePath() + " cannot be read (" + e.getMessage() + ")", e);
        }
        return notes;
    }

    private static List<Path> letters(Path folder) throws IOException {
        List<Path> letters = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.ndjson")) {
                files.forEach(letters::add);
            }
        }
        Collections.sort(letters);
        return letters;
    }

    private static void add(List<SetAsideNote> notes, Path file, String number, boolean isRest) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(MAX_BYTES), UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
            notes.add(of(file, head, number, isRest));
        } catch (NoSuchFileException | FileNotFoundException e) {
            // deleted meanwhile
        }
    }

    private static SetAsideNote of(Path file, String head, String number, boolean isRest) {
        try {
            Map<String, @Nullable Object> fields = AttributesJson.read(head);
            return new SetAsideNote(
                    file,
                    fields.get("run") instanceof String run ? run : "",
                    fields.get(number) instanceof Long entry ? entry : -1,
                    isRest,
                    fields.get("reason") instanceof String reason ? reason : "no reason is given");
        } catch (IllegalArgumentException e) {
            return new SetAsideNote(file, "", -1, isRest, "the reason cannot be read");
        }
    }
}
