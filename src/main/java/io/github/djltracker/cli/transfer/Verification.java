package io.github.djltracker.cli.transfer;

import io.github.djltracker.Outboxes;
import io.github.djltracker.TrackerUri;
import io.github.djltracker.cli.find.RunRef;
import io.github.djltracker.cli.find.Target;
import io.github.djltracker.cli.terminal.Console;
import io.github.djltracker.cli.terminal.Failure;
import io.github.djltracker.cli.terminal.Format;
import io.github.djltracker.cli.terminal.Plain;
import io.github.djltracker.cli.terminal.ProgressLine;
import io.github.djltracker.destination.Verifiable;
import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.RunLogs;
import io.github.djltracker.domain.Store;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.outbox.OutboxStatus;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Compares the runs of a store that have ended with what arrived at destinations. */
final class Verification {
    private static final int TOGETHER = 500;

    private final Console console;

    Verification(Console console) {
        this.console = console;
    }

    /**
     * Compares the runs, prints the differences, and returns whether there are none.
     *
     * @param named the places that the secrets of the environment belong to
     */
    boolean verify(List<OutboxStatus> outboxes, List<TrackerUri> named, String store) {
        boolean isEqual = true;
        int compared = 0;
        try (Target from = Target.existing(store)) {
            for (OutboxStatus outbox : outboxes) {
                Sink sink = Outboxes.destination(outbox, outboxes, named, Target.options());
                try {
                    if (sink instanceof Verifiable verifiable) {
                        isEqual &= verify(outbox.destination(), verifiable, from.store());
                        compared++;
                    }
                } finally {
                    close(sink);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new Failure(String.valueOf(e.getMessage()));
        }
        if (compared == 0) {
            console.println("nothing to compare: no outbox has a destination that can be read back");
        }
        return isEqual;
    }

    private static void close(@Nullable Sink sink) {
        if (sink instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) { // it was only read from
                throw new Failure(sink + " could not be closed: " + e.getMessage());
            }
        }
    }

    private boolean verify(String place, Verifiable there, Store store) {
        Map<UUID, List<String>> different = new LinkedHashMap<>();
        List<Run> runs = ended(store);
        try (ProgressLine line = new ProgressLine(console)) {
            for (int i = 0; i < runs.size(); i++) {
                line.report("runs compared:", i, runs.size());
                UUID run = runs.get(i).id();
                List<String> differences = there.differences(run, new Log(store.logs(), run));
                if (!differences.isEmpty()) {
                    different.put(run, differences);
                }
            }
        }
        console.println(Plain.line(place) + ": "
                + Format.count(runs.size(), "ended run", "ended runs") + " compared, "
                + (different.isEmpty() ? "no differences" : different.size() + " differ"));
        different.forEach((run, lines) ->
                lines.forEach(line -> console.complain("run " + RunRef.shorten(run) + ": " + Plain.line(line))));
        return different.isEmpty();
    }

    private static List<Run> ended(Store store) {
        List<Run> ended = new ArrayList<>();
        for (Experiment experiment : store.experiments().list()) {
            for (Model model : experiment.models().list()) {
                model.runs().list().stream().filter(run -> run.status().isEnd()).forEach(ended::add);
            }
        }
        return ended;
    }

    /** The entries of a run, read in parts. */
    private static final class Log implements Iterator<RunEntry> {
        private final RunLogs logs;
        private final UUID run;
        private Iterator<RunEntry> part = List.<RunEntry>of().iterator();
        private long next;

        Log(RunLogs logs, UUID run) {
            this.logs = logs;
            this.run = run;
        }

        @Override
        public boolean hasNext() {
            if (!part.hasNext()) {
                part = logs.entries(run, next, TOGETHER).iterator();
            }
            return part.hasNext();
        }

        @Override
        public RunEntry next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            RunEntry entry = part.next();
            next = entry.sequence() + 1;
            return entry;
        }
    }
}
