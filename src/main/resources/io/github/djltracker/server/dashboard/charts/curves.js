// Gets curves, a line per run, each from as near as it is looked at.

import { get, path } from '../api.js';
import { Line } from './line.js';

const RUNS_A_REQUEST = 40;

/**
 * The lines of one metric and phase in some runs of one model. Where "runs" is null, of all of them and what was logged by
 * hand.
 */
export async function lines({ model, name, phase, runs, from, to, buckets }, signal) {
    const parts = [];
    for (let i = 0; i < (runs?.length ?? 1); i += RUNS_A_REQUEST) {
        const some = runs?.slice(i, i + RUNS_A_REQUEST) ?? null;
        parts.push(get(path(['models', model, 'curves'], { name, phase: phase ?? null, run: some, from, to, buckets }), signal));
    }
    return (await Promise.all(parts)).flatMap(curve =>
        curve.lines.map(sent => new Line(model, sent.run ?? null, phase).append(sent)));
}
