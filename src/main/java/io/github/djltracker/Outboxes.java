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
 * The outboxes of this machine, one for each place that something was recorded for, in one directory. Public for the
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
     * Sends what earlier trainings left in every outbox. Runs that a process is recording just now are left to it. Secrets
     * go to nobody but their own: where the environment variable {@value TrackerUri#VARIABLE} names places, to those alone;
     * else only if all outboxes of that kind are of one place. What needs no secret is sent.
     *
     * @param progress is told of the folder and how far it is, after each answer of its server
     * @return how each outbox stands afterwards, in the order of {@link #folders}; what could not be sent stays, and the
     *     status says why
     * @throws IllegalArgumentException if the variable names no tracker
     */
    public static List<OutboxStatus> sync(TrackerOptions options, BiConsumer<Path, SyncProgress> progress) {
        return sync(options, TrackerUri.ofEnvironment(), progress);
    }

    /** Sends as {@link #sync(TrackerOptions, BiConsumer)} does what waits for one place, whose the secrets are. */
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

    /** @param named whose the secrets are, where one of them is of that kind */
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
     * Opens the destination of an outbox without the outbox, to read there what arrived. It gets secrets only where {@link
     * #sync} would give it some.
     *
     * @param all outboxes that there are
     * @param named whose the secrets are
     * @return null where it is no destination that is only written to
     * @throws IllegalArgumentException if a setting has a form that is not allowed
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
                + ", since the token may be that of another server: name the token's own with --to or in "
                + TrackerUri.VARIABLE + ", or give none");
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
                    folder, before.destination(), recipient.destination(), reached -> progress.accept(folder, reached));
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
