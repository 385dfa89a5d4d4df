package io.github.djltracker.store.check;

/**
 * What joining two models moved.
 *
 * @param runs with their metrics and iterations
 * @param metrics manually logged ones
 * @param iterations manually created ones
 * @param modules that the other model did not have
 */
public record JoinReport(long runs, long metrics, long iterations, long modules) {}
