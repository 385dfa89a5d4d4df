package io.github.djltracker;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.client.HttpStore;
import io.github.djltracker.client.call.HttpSettings;
import io.github.djltracker.domain.error.TrackingException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.outbox.Outbox;
import io.github.djltracker.outbox.OutboxStatus;
import io.github.djltracker.outbox.SyncProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The outboxes of this machine, one for each server that something was recorded for, in one directory. Public for the
 * command line alone: its types are not part of the API, which javac warns of.
 */
@SuppressWarnings("exports")
public final class Outboxes {
    private Outboxes() {}

    /** The folders of the outboxes that there are, by name. What else is in their directory is passed over. */
    public static List<Path> folders(TrackerOptions options) {
        Path directory = requireNonNull(options, "options").outbox();
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(directory)) {
            return folders.filter(OutboxStatus::isOutbox).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw new UnavailableException(directory + " cannot be read: " + e, e);
        }
    }

    /** How an outbox stands; looks at its files alone, and changes nothing. */
    public static OutboxStatus status(Path folder) {
        return OutboxStatus.read(requireNonNull(folder, "folder"));
    }

    /** How an outbox stands, as {@link #status} says, after every line of it was read: what cannot be is its damage. */
    public static OutboxStatus check(Path folder) {
        return OutboxStatus.check(requireNonNull(folder, "folder"));
    }

    /**
     * How each outbox stands, as {@link #check(Path)} says, in the order of {@link #folders}. Of one that cannot be read
     * the status says why.
     */
    public static List<OutboxStatus> check(TrackerOptions options) {
        return folders(options).stream()
                .map(folder -> told(folder, Outboxes::check))
                .toList();
    }

    /**
     * Sends what earlier trainings left in every outbox. Runs that a process is recording just now are left to it. A token
     * goes to no other server than its own: where the environment variable {@value TrackerUri#VARIABLE} names one, to that
     * alone; else only if all outboxes are of one server. Without a token, everything is sent.
     *
     * @param progress is told of the folder and how far it is, after each answer of its server
     * @return how each outbox stands afterwards, in the order of {@link #folders}; what could not be sent stays, and the
     *     status says why
     * @throws IllegalArgumentException if there is a token, and the variable names no tracker
     */
    public static List<OutboxStatus> sync(TrackerOptions options, BiConsumer<Path, SyncProgress> progress) {
        return sync(options, options.token() == null ? null : TrackerUri.ofEnvironment(), progress);
    }

    /** Sends as {@link #sync(TrackerOptions, BiConsumer)} does what waits for one server, whose token it is. */
    public static List<OutboxStatus> sync(
            TrackerOptions options, TrackerUri.Remote to, BiConsumer<Path, SyncProgress> progress) {
        String address = RemotePlace.address(to.url());
        List<OutboxStatus> after = new ArrayList<>();
        for (Path folder : folders(options)) {
            OutboxStatus before = told(folder, Outboxes::status);
            if (before.destination().equals(address) || before.destination().isEmpty()) {
                after.add(sync(folder, before, options, progress));
            }
        }
        return after;
    }

    /** @param owner whose the token is, where that is a server */
    static List<OutboxStatus> sync(
            TrackerOptions options, @Nullable TrackerUri owner, BiConsumer<Path, SyncProgress> progress) {
        List<Path> folders = folders(options);
        String own = owner instanceof TrackerUri.Remote server ? RemotePlace.address(server.url()) : null;
        boolean isAnybodys = options.token() == null || (own == null && folders.size() == 1);
        List<OutboxStatus> after = new ArrayList<>();
        for (Path folder : folders) {
            OutboxStatus before = told(folder, Outboxes::status);
            boolean isAllowed =
                    isAnybodys || before.destination().equals(own) || before.entries() == 0 || before.failure() != null;
            after.add(isAllowed ? sync(folder, before, options, progress) : withheld(before));
        }
        return after;
    }

    private static OutboxStatus withheld(OutboxStatus before) {
        return before.failed("nothing is sent to " + before.destination()
                + ", since the token may be that of another server: name the token's own with --to or in "
                + TrackerUri.VARIABLE + ", or give none");
    }

    private static OutboxStatus sync(
            Path folder, OutboxStatus before, TrackerOptions options, BiConsumer<Path, SyncProgress> progress) {
        String destination = before.destination();
        if (before.entries() == 0 || before.failure() != null) {
            return before;
        }
        try (HttpStore server = HttpStore.open(destination, HttpSettings.DEFAULTS.token(options.token()))) {
            return Outbox.sync(folder, destination, server.destination(), reached -> progress.accept(folder, reached));
        } catch (TrackingException | IllegalArgumentException e) {
            return before.failed("the outbox " + folder + " cannot be sent: " + e.getMessage());
        }
    }

    /** How an outbox stands, or why that cannot be told. */
    private static OutboxStatus told(Path folder, Function<Path, OutboxStatus> read) {
        try {
            OutboxStatus status = read.apply(folder);
            return status.destination().isEmpty()
                    ? status.failed("the outbox " + folder + " does not say where to send it: write that into "
                            + folder.resolve("destination"))
                    : status;
        } catch (TrackingException e) {
            return OutboxStatus.unreadable(String.valueOf(e.getMessage()));
        }
    }
}
