/**
 * The ports of the data model: experiments, their models, and the modules, iterations and metrics of a model, as
 * interfaces through which they are read and written.
 *
 * <p>Everything that stores data implements {@link Store}, so open that file first, then {@link Models} and
 * {@link Model}. A training writes through {@link io.github.djltracker.domain.run.Sink}, which {@code Models} extends;
 * results are read through {@code Model}. The values are in {@code domain.value} and {@code domain.run}, the queries in
 * {@code domain.query}, the exceptions in {@code domain.error}. This package and those below it use no library and no
 * other package of the project.
 */
@NullMarked
package io.github.djltracker.domain;

import org.jspecify.annotations.NullMarked;
