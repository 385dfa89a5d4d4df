package io.github.djltracker.mlflow;

/**
 * A point of a metric, on its way to MLflow or from there.
 *
 * @param time milliseconds since 1970
 */
record MetricPoint(String key, double value, long time, long step) {}
