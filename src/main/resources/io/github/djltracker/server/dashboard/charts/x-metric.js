// A metric as the x axis of other metrics: its value at each step of a run.

import { get, path } from '../server/api.js';
import { Line } from './line.js';

const MOST_BUCKETS = 10_000;
const FEWEST_BUCKETS = 500;
const ALL_BUCKETS = 200_000;
const RUNS_A_REQUEST = 40;

/** The values of a metric by step, in one run. */
export class Steps {
    /** @param line a {@link Line} of the metric */
    constructor({ columns }) {
        this.columns = columns;
    }

    /**
     * The last value at or before a step; NaN before the first value, and if that value is not a number. Exact up to
     * 10,000 values.
     */
    at(step) {
        const { firstStep, lastStep, first, last, count } = this.columns;
        let from = 0;
        let to = firstStep.length;
        while (from < to) {
            const middle = (from + to) >> 1;
            if (firstStep[middle] <= step) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        const i = from - 1;
        if (i < 0) {
            return NaN;
        }
        if (step >= lastStep[i] || count[i] === 1) {
            return finite(last[i]);
        }
        // interpolated within a bucket, whose values are not known individually
        return finite(first[i] + ((step - firstStep[i]) / (lastStep[i] - firstStep[i])) * (last[i] - first[i]));
    }
}

function finite(value) {
    return Number.isFinite(value) ? value : NaN;
}

/**
 * Fetches the values of a metric in some runs: a map from runs to {@link Steps}, without the runs that have none.
 *
 * @param phasesOf returns the phases of the metric in a run, of which train is used, or else the first
 */
export async function stepsOf(name, runs, phasesOf, signal) {
    const groups = new Map();
    for (const run of runs) {
        const phases = phasesOf(run);
        if (phases.length > 0) {
            const phase = phases.includes('train') ? 'train' : phases[0];
            const key = `${run.model}\n${phase ?? ''}\n${run.id === null}`;
            groups.set(key, [...(groups.get(key) ?? []), { run, phase }]);
        }
    }
    const buckets = Math.round(Math.max(FEWEST_BUCKETS, Math.min(MOST_BUCKETS, ALL_BUCKETS / Math.max(1, runs.length))));
    const all = new Map();
    const requests = [...groups.values()].flatMap(members => parts(members).map(async some => {
        const [{ run: { model }, phase }] = some;
        const ids = some.map(({ run }) => run.id);
        const query = { name, phase: phase ?? null, run: ids.includes(null) ? null : ids, buckets };
        const { lines } = await get(path(['models', model, 'curves'], query), signal);
        for (const { run } of some) {
            const sent = lines.find(line => (line.run ?? null) === run.id);
            if (sent) {
                all.set(run, new Steps(new Line(model, run.id, phase).append(sent)));
            }
        }
    }));
    await Promise.all(requests);
    return all;
}

function parts(members) {
    return Array.from({ length: Math.ceil(members.length / RUNS_A_REQUEST) }, (_, i) => members.slice(i * RUNS_A_REQUEST, (i + 1) * RUNS_A_REQUEST));
}
