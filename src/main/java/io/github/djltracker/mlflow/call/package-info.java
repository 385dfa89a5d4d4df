/**
 * MLflow's REST API as calls: requests go out, runs and points come back, and a refusal is told apart from a failure that
 * passes.
 *
 * <p>Open {@link MlflowApi} first. It knows nothing of how a run of ours is written there. Uses {@code client.call}.
 */
@NullMarked
package io.github.djltracker.mlflow.call;

import org.jspecify.annotations.NullMarked;
