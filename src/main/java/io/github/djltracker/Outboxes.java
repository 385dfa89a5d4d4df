package io.github.djltracker;

import static java.util.Objects.requireNonNull;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

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
        Map<String, TrackerUri> byAddress = new HashMap<>();
        named.forEach(uri -> byAddress.put(Addresses.of(uri), uri));
        List<OutboxStatus> after = new ArrayList<>();
        int place = 0;
        for (Path folder : folders(options)) {
            OutboxStatus before = all.get(place++);
            if (before.entries() == 0 || before.failure() != null) {
                after.add(before);
                continue;
            }
            String address = before.destination();
            try {
                TrackerUri uri = byAddress.get(address);
                boolean isOwner = uri != null;
                if (uri == null) {
                    uri = TrackerUri.parse(address);
                    if (uri instanceof TrackerUri.File file && !file.path().isAbsolute()) {
                        throw new IllegalArgumentException("\"" + address + "\" is no place");
                    }
                    String kind = kind(address);
                    isOwner = all.stream()
                                            .filter(other ->
                                                    kind(other.destination()).equals(kind))
                                            .count()
                                    == 1
                            && byAddress.keySet().stream()
                                    .noneMatch(other -> kind(other).equals(kind));
                }
                if (!isOwner && uri instanceof TrackerUri.Remote && options.token() != null) {
                    after.add(withheld(before));
                } else {
                    after.add(sync(folder, before, uri, isOwner ? options : options.withoutSecrets(), progress));
                }
            } catch (IllegalArgumentException e) {
                after.add(before.failed("the outbox " + folder + " cannot be sent: " + e.getMessage()));
            }
        }
        return after;
    }

    /** Places of one kind take each other's secrets for their own. */
    private static String kind(String address) {
        return address.startsWith("http:") || address.startsWith("https:")
                ? "http"
                : address.substring(0, Math.max(0, address.indexOf(':')));
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
