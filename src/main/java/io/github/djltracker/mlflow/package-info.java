/**
 * MLflow's tracking server as a destination. Entries of runs become requests of its REST API.
 * {@link io.github.djltracker.mlflow.MlflowProvider} is found by its scheme; {@code MlflowSink} is the file to open
 * first. {@code mlflow.md} describes how a run is mapped. Uses {@code destination}, {@code domain}, {@code wire} and
 * {@code client.call}.
 */
@NullMarked
package io.github.djltracker.mlflow;

import org.jspecify.annotations.NullMarked;
