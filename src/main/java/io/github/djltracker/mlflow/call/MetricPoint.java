package io.github.djltracker.mlflow.call;

/**
 * A point of a metric, on its way to MLflow or from there.
 *
 * @param time milliseconds since 1970
 */
public record MetricPoint(String key, double value, long time, long step) {}
