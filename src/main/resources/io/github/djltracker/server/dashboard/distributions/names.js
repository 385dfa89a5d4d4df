// The parameters of which runs have distributions: histograms are not in the lists of series, but wherever one was recorded, so
// was a standard deviation.

import { inOrder } from '../charts/series.js';

const NAME = /^(weight|gradient)_(std|norm)\/(.+)$/s;
/** What is distributed, by the prefix of the names of the series. */
export const KINDS = { weight: 'Weights', gradient: 'Gradients' };

export class Known {
    #parameters = new Map(); // by run and kind
    /** Whether norms of parameters were recorded. */
    hasNorms = false;

    /** @param series the series of some runs */
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

    /** Whether a run has this distribution. */
    has(run, kind, parameter) {
        return this.#parameters.get(`${run.id} ${kind}`)?.has(parameter) ?? false;
    }

    /** The parameters that any of these runs has, sorted by name. */
    parametersOf(runs) {
        const all = runs.flatMap(run => Object.keys(KINDS).flatMap(kind => [...(this.#parameters.get(`${run.id} ${kind}`) ?? [])]));
        return [...new Set(all)].sort(inOrder);
    }
}
