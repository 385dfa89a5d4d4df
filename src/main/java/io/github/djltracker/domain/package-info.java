/**
 * The data model's ports: experiments, their models, and the modules, iterations and metrics of a model, as interfaces
 * through which they are read and written.
 *
 * <p>Everything that holds data implements {@link Store}, so open that file first, then {@link Models} and {@link Model}.
 * A training writes through {@link io.github.djltracker.domain.run.Sink}, which {@code Models} extends; results are read
 * through {@code Model}. The values that go in and out are in {@code domain.value} and {@code domain.run}, the questions
 * in {@code domain.query}, the refusals in {@code domain.error}. No library, and no other package of the project, is used
 * here or below.
 */
@NullMarked
package io.github.djltracker.domain;

import org.jspecify.annotations.NullMarked;
