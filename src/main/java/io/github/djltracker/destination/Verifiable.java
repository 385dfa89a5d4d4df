package io.github.djltracker.destination;

import io.github.djltracker.domain.run.RunEntry;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

/** A sink that can be read back. */
public interface Verifiable {
    /**
     * Compares the data of a run that arrived with its log. Changes nothing.
     *
     * @param log all entries of the run, from its start
     * @return the differences as text, at most 100 lines; empty if everything arrived exactly once, as it was sent or
     *     in the form that the destination can store
     * @throws io.github.djltracker.domain.error.UnavailableException if it cannot be read now
     */
    List<String> differences(UUID run, Iterator<RunEntry> log);
}
