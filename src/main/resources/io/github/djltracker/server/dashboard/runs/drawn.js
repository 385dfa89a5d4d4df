// Runs of any models in the form that charts need, with their series and epochs.

import { list, path } from '../server/api.js';
import { Epochs } from '../charts/axes.js';
import { byRun } from './settings.js';
import { takeChange } from './runs.js';

const RUNS_A_REQUEST = 40;

export class DrawnRuns {
    #known = new Map(); // by run
    /** The runs that are drawn. */
    runs = [];

    /** Draws these runs from now on, and fetches what is not known about them yet. */
    async show(runs, signal) {
        this.runs = runs;
        const there = new Set(runs.map(run => run.id));
        [...this.#known.keys()].filter(id => !there.has(id)).forEach(id => this.#known.delete(id));
        await this.load(runs.filter(run => !this.#known.has(run.id)), signal);
    }

    /** Fetches the current data of these runs. */
    async load(runs, signal) {
        const models = new Map();
        runs.forEach(({ model, id }) => models.set(model, [...(models.get(model) ?? []), id]));
        const requests = [...models].flatMap(([model, ids]) => parts(ids).map(some => this.#loadPart(model, some, signal)));
        await Promise.all(requests);
    }

    async #loadPart(model, ids, signal) {
        const [series, epochs] = await Promise.all(['series', 'epochs'].map(what => list(path(['models', model, what], { run: ids }), signal)));
        const seriesOf = byRun(series.map(one => ({ ...one, model })));
        const spansOf = byRun(epochs);
        for (const id of ids) {
            this.#known.set(id, { series: seriesOf.get(id) ?? [], epochs: new Epochs(spansOf.get(id) ?? []) });
        }
    }

    /** The series of the drawn runs. */
    get series() {
        return this.runs.flatMap(run => this.#known.get(run.id)?.series ?? []);
    }

    epochsOf(run) {
        return this.#known.get(run.id)?.epochs ?? null;
    }

    /** Does nothing: the list of runs is loaded elsewhere; see {@link follow}. */
    loadRuns() {}

    /** Applies an event to its run. */
    take(change) {
        return takeChange(this.runs, change);
    }
}

function parts(ids) {
    return Array.from({ length: Math.ceil(ids.length / RUNS_A_REQUEST) }, (_, i) => ids.slice(i * RUNS_A_REQUEST, (i + 1) * RUNS_A_REQUEST));
}
