package io.github.djltracker;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.error.TrackingException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.Sink;
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
 * The outboxes of this machine, in one directory with a folder for each place. Public only for the command line: its
 * types are not part of the API, which javac warns about.
 */
@SuppressWarnings("exports")
public final class Outboxes {
    private Outboxes() {}

    /** The folders of the existing outboxes, sorted by name. Other files in the directory are ignored. */
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

    /** The status of an outbox. Only reads its files, and changes nothing. */
    public static OutboxStatus status(Path folder) {
        return OutboxStatus.read(requireNonNull(folder, "folder"));
    }

    /**
     * The status of an outbox like {@link #status}, after reading every line. Lines that cannot be read are reported
     * as damage.
     */
    public static OutboxStatus check(Path folder) {
        return OutboxStatus.check(requireNonNull(folder, "folder"));
    }

    /**
     * The status of each outbox, like {@link #check(Path)}, in the order of {@link #folders}. If an outbox cannot be
     * read, its status says why.
     */
    public static List<OutboxStatus> check(TrackerOptions options) {
        return folders(options).stream()
                .map(folder -> told(folder, Outboxes::check))
                .toList();
    }

    /**
     * Sends what earlier trainings left in all outboxes. Skips runs that a process is recording at the moment. Secrets
     * only go to the places that they belong to: if the environment variable {@value TrackerUri#VARIABLE} names places,
     * only to those; otherwise only if all outboxes of that kind have the same destination. Outboxes that need no
     * secret are always sent.
     *
     * @param progress called with the folder and its progress after each response
     * @return the status of each outbox afterwards, in the order of {@link #folders}; what could not be sent stays, and
     *     the status says why
     * @throws IllegalArgumentException if the variable has an invalid URI
     */
    public static List<OutboxStatus> sync(TrackerOptions options, BiConsumer<Path, SyncProgress> progress) {
        return sync(options, TrackerUri.ofEnvironment(), progress);
    }

    /**
     * Sends the entries for one destination, to which the secrets belong, like
     * {@link #sync(TrackerOptions, BiConsumer)}.
     */
    public static List<OutboxStatus> sync(
            TrackerOptions options, TrackerUri to, BiConsumer<Path, SyncProgress> progress) {
        String address = Addresses.of(to);
        List<OutboxStatus> after = new ArrayList<>();
        for (Path folder : folders(options)) {
            OutboxStatus before = told(folder, Outboxes::status);
            if (before.destination().equals(address) || before.destination().isEmpty()) {
                after.add(sync(folder, before, to, options, progress));
            }
        }
        return after;
    }

    /**
     * @param named the places that the secrets belong to, if one of them is of that kind
     */
    static List<OutboxStatus> sync(
            TrackerOptions options, List<TrackerUri> named, BiConsumer<Path, SyncProgress> progress) {
        List<OutboxStatus> all = folders(options).stream()
                .map(folder -> told(folder, Outboxes::status))
                .toList();
        SecretOwners owners = owners(named, all);
        List<OutboxStatus> after = new ArrayList<>();
        int place = 0;
        for (Path folder : folders(options)) {
            OutboxStatus before = all.get(place++);
            String address = before.destination();
            if (before.entries() == 0 || before.failure() != null) {
                after.add(before);
                continue;
            }
            try {
                TrackerUri uri = owners.uri(address);
                boolean isWithheld =
                        uri instanceof TrackerUri.Remote && options.token() != null && !owners.isOwner(address);
                after.add(
                        isWithheld
                                ? withheld(before)
                                : sync(folder, before, uri, owners.options(address, options), progress));
            } catch (IllegalArgumentException e) {
                after.add(before.failed("the outbox " + folder + " cannot be sent: " + e.getMessage()));
            }
        }
        return after;
    }

    private static SecretOwners owners(List<TrackerUri> named, List<OutboxStatus> all) {
        return new SecretOwners(
                named, all.stream().map(OutboxStatus::destination).toList());
    }

    /**
     * Opens the destination of an outbox directly, to read back what arrived. It gets secrets only if {@link #sync}
     * would pass them.
     *
     * @param all all existing outboxes
     * @param named the places that the secrets belong to
     * @return null if it is not a destination for writing only
     * @throws IllegalArgumentException if a setting is invalid
     */
    public static @Nullable Sink destination(
            OutboxStatus outbox, List<OutboxStatus> all, List<TrackerUri> named, TrackerOptions options) {
        String address = outbox.destination();
        SecretOwners owners = owners(named, all);
        return !address.isEmpty() && owners.uri(address) instanceof TrackerUri.OneWay place
                ? Destinations.open(place, owners.options(address, options))
                : null;
    }

    private static OutboxStatus withheld(OutboxStatus before) {
        return before.failed("nothing is sent to " + before.destination()
                + ", because the token may belong to another server: name the server of the token with --to or in "
                + TrackerUri.VARIABLE + ", or set no token");
    }

    private static OutboxStatus sync(
            Path folder,
            OutboxStatus before,
            TrackerUri uri,
            TrackerOptions options,
            BiConsumer<Path, SyncProgress> progress) {
        if (before.entries() == 0 || before.failure() != null) {
            return before;
        }
        try (Recipient recipient = Recipient.open(uri, options)) {
            return Outbox.sync(
                    folder,
                    before.destination(),
                    recipient.destination(),
                    options.deadLetterAge(),
                    reached -> progress.accept(folder, reached));
        } catch (TrackingException | IllegalArgumentException e) {
            return before.failed("the outbox " + folder + " cannot be sent: " + e.getMessage());
        }
    }

    /** The status of an outbox, or why it cannot be read. */
    private static OutboxStatus told(Path folder, Function<Path, OutboxStatus> read) {
        try {
            OutboxStatus status = read.apply(folder);
            return status.destination().isEmpty()
                    ? status.failed("the outbox " + folder + " does not name its destination: write it to "
                            + folder.resolve("destination"))
                    : status;
        } catch (TrackingException e) {
            return OutboxStatus.unreadable(String.valueOf(e.getMessage()));
        }
    }
}
