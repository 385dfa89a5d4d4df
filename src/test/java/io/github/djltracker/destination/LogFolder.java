package io.github.djltracker.destination;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.wire.log.RunLogJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The smallest possible destination: {@code logs:folder} has a file for each run, with a line for each entry. */
public final class LogFolder implements DestinationProvider {
    @Override
    public String scheme() {
        return "logs";
    }

    @Override
    public String example() {
        return "logs:folder";
    }

    @Override
    public String address(String rest) {
        if (rest.isBlank()) {
            throw new IllegalArgumentException("no folder is named: logs: is followed by one, as in " + example());
        }
        return Path.of(rest).toAbsolutePath().normalize().toString();
    }

    @Override
    public Sink open(String address, Map<String, String> variables) {
        return (run, entry) -> append(Path.of(address), run, entry);
    }

    private static synchronized long append(Path folder, UUID run, RunEntry entry) {
        Path file = folder.resolve(requireNonNull(run, "run") + ".jsonl");
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            int next = lines.size();
            if (entry.sequence() < next) {
                return next;
            } else if (next > 0 && RunLogJson.read(lines.get(next - 1).getBytes(UTF_8)) instanceof RunEnd) {
                throw new RejectedException("run " + run + " has ended: entry " + entry.sequence() + " is rejected");
            } else if (entry.sequence() > next) {
                throw new GapException(run, entry.sequence(), next);
            } else if (entry instanceof RunStart start && !start.run().equals(run)) {
                throw new RejectedException("the start of run " + start.run() + " was appended to run " + run);
            }
            Files.createDirectories(folder);
            Files.writeString(
                    file,
                    new String(RunLogJson.write(entry), UTF_8) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.DSYNC);
            return entry.sequence() + 1;
        } catch (IOException e) {
            throw new UnavailableException(file + " cannot be written (" + e + "): make room, or let it be written", e);
        }
    }
}
