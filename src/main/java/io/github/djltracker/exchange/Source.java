package io.github.djltracker.exchange;

import java.util.function.Predicate;

/** Runs that another tracker recorded. Not thread-safe. */
public interface Source extends AutoCloseable {
    /**
     * Reads all runs, one after the other: each begins with {@link Importer#begin}, gets its points and settings, and ends
     * with {@link Importer#end} or {@link Importer#leaveOpen}.
     *
     * @param experiments which experiments are wanted, by their names there
     * @throws io.github.djltracker.domain.error.UnavailableException if it cannot be read; what was read so far stays, and the
     *     next time goes on from there
     * @throws IllegalArgumentException if it is not what it should be
     */
    void read(Importer into, Predicate<String> experiments);

    @Override
    void close();
}
