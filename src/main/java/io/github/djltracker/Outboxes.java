package io.github.djltracker;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.client.HttpSettings;
import io.github.djltracker.client.HttpStore;
import io.github.djltracker.domain.UnavailableException;
import io.github.djltracker.outbox.Outbox;
import io.github.djltracker.outbox.OutboxStatus;
import io.github.djltracker.outbox.SyncProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The outboxes of this machine, one for each server that something was recorded for, in one directory. */
public final class Outboxes {
    private Outboxes() {}

    /** The folders of the outboxes that there are, by name. */
    public static List<Path> folders(TrackerOptions options) {
        Path directory = requireNonNull(options, "options").outbox();
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(directory)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UnavailableException(directory + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** How an outbox stands; looks at its files alone, and changes nothing. */
    public static OutboxStatus status(Path folder) {
        return OutboxStatus.read(requireNonNull(folder, "folder"));
    }

    /**
     * Sends what earlier trainings left in every outbox. Runs that a process is recording just now are left to it.
     *
     * @param progress is told of the folder and how far it is, after each answer of its server
     * @return how each outbox stands afterwards, in the order of {@link #folders}; what could not be sent stays, and the
     *     status says why
     */
    public static List<OutboxStatus> sync(TrackerOptions options, BiConsumer<Path, SyncProgress> progress) {
        List<OutboxStatus> after = new ArrayList<>();
        for (Path folder : folders(options)) {
            OutboxStatus before = status(folder);
            after.add(before.entries() == 0 ? before : sync(folder, before.destination(), options, progress));
        }
        return after;
    }

    private static OutboxStatus sync(
            Path folder, String destination, TrackerOptions options, BiConsumer<Path, SyncProgress> progress) {
        try (HttpStore server = HttpStore.open(destination, HttpSettings.DEFAULTS.token(options.token()))) {
            return Outbox.sync(folder, destination, server.destination(), reached -> progress.accept(folder, reached));
        }
    }
}
