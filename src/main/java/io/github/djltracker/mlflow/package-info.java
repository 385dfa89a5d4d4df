/**
 * MLflow's tracking server as a place that runs are written to. Entries of runs come in, and requests of its REST API go out.
 * {@link io.github.djltracker.mlflow.MlflowProvider} is found by its scheme; {@code MlflowSink} is the file to open first.
 * {@code mlflow.md} says what becomes of a run there. Uses {@code destination}, {@code domain}, {@code wire} and {@code
 * client.call}.
 */
@NullMarked
package io.github.djltracker.mlflow;

import org.jspecify.annotations.NullMarked;
