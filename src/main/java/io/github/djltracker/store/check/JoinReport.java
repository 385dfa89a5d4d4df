package io.github.djltracker.store.check;

/**
 * What joining two models moved.
 *
 * @param runs with their metrics and iterations
 * @param metrics that were logged by hand
 * @param iterations that were created by hand
 * @param modules that the other model did not have
 */
public record JoinReport(long runs, long metrics, long iterations, long modules) {}
