// Of which parameters runs have distributions: wherever a deviation was recorded, a histogram was, which no list of series has.

import { inOrder } from '../charts/series.js';

const NAME = /^(weight|gradient)_(std|norm)\/(.+)$/s;
/** What of a parameter is distributed, as the names of its series begin. */
export const KINDS = { weight: 'Weights', gradient: 'Gradients' };

export class Known {
    #parameters = new Map(); // by run and kind
    /** Whether there are norms of parameters. */
    hasNorms = false;

    /** @param series those of some runs */
    constructor(series) {
        for (const { run, name } of series) {
            const [, kind, what, parameter] = NAME.exec(name) ?? [];
            this.hasNorms ||= what === 'norm';
            if (what === 'std' && run !== undefined) {
                const key = `${run} ${kind}`;
                this.#parameters.set(key, (this.#parameters.get(key) ?? new Set()).add(parameter));
            }
        }
    }

    /** Whether a run has this. */
    has(run, kind, parameter) {
        return this.#parameters.get(`${run.id} ${kind}`)?.has(parameter) ?? false;
    }

    /** The parameters that any of these runs has, in the order of their names. */
    parametersOf(runs) {
        const all = runs.flatMap(run => Object.keys(KINDS).flatMap(kind => [...(this.#parameters.get(`${run.id} ${kind}`) ?? [])]));
        return [...new Set(all)].sort(inOrder);
    }
}
