/**
 * MLflow's REST API as calls: sends requests, returns runs and points, and distinguishes permanent rejections from
 * temporary failures.
 *
 * <p>Open {@link MlflowApi} first. It does not depend on how our runs are represented there. Uses {@code client.call}.
 */
@NullMarked
package io.github.djltracker.mlflow.call;

import org.jspecify.annotations.NullMarked;
