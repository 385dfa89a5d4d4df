package io.github.djltracker.destination;

import io.github.djltracker.domain.run.RunEntry;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

/** A sink that can be read back. */
public interface Verifiable {
    /**
     * Compares what arrived of a run with its log. Changes nothing.
     *
     * @param log all entries of the run, from its start
     * @return what is different, for people, in at most 100 lines; empty if all is there, once, as it was sent or as the
     *     place can keep it
     * @throws io.github.djltracker.domain.error.UnavailableException if it cannot be read now
     */
    List<String> differences(UUID run, Iterator<RunEntry> log);
}
