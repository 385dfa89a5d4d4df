package io.github.djltracker.exchange;

import java.util.function.Predicate;

/** Runs recorded by another tracker. Not thread-safe. */
public interface Source extends AutoCloseable {
    /**
     * Reads all runs, one after the other. Each run begins with {@link Importer#begin}, gets its points and settings,
     * and ends with {@link Importer#end} or {@link Importer#leaveOpen}.
     *
     * @param experiments selects experiments by their names in the source
     * @throws io.github.djltracker.domain.error.UnavailableException if it cannot be read; what was read so far stays,
     *     and the next import resumes
     * @throws IllegalArgumentException if its content is invalid
     */
    void read(Importer into, Predicate<String> experiments);

    @Override
    void close();
}
