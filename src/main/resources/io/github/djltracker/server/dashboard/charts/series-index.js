// Which series there are of the runs of some charts.

import { compareNames, comparePhases } from './series.js';

export class SeriesIndex {
    #all = new Map(); // by run, name and phase
    #phases = new Map(); // by name
    /** The names of their metrics, in order. */
    names = [];
    /** How many steps there are from the first to the last. */
    steps = 1;

    /** Takes those that are of these runs and have steps. */
    take(series, runs) {
        const keys = new Set(runs.map(keyOf));
        const some = series.filter(one => one.firstStep !== undefined && keys.has(keyOf({ model: one.model, id: one.run ?? null })));
        this.#all = new Map(some.map(one => [seriesOf({ model: one.model, id: one.run ?? null }, one.name, one.phase), one]));
        this.#phases = new Map();
        for (const { name, phase } of some) {
            this.#phases.set(name, (this.#phases.get(name) ?? new Set()).add(phase));
        }
        this.names = [...this.#phases.keys()].sort(compareNames);
        const last = some.reduce((most, one) => Math.max(most, one.lastStep), 0);
        this.steps = Math.max(1, last - some.reduce((least, one) => Math.min(least, one.firstStep), Infinity));
    }

    /** All phases that there are, each once. */
    get phases() {
        return new Set([...this.#phases.values()].flatMap(some => [...some]));
    }

    /** The highest step of a series, as far as is known; undefined where there is none. */
    lastStep(run, name, phase) {
        return this.#all.get(seriesOf(run, name, phase))?.lastStep;
    }

    /** The phases of a metric in a run. */
    phasesOf(run, name) {
        return this.allPhasesOf(name).filter(phase => this.#all.has(seriesOf(run, name, phase)));
    }

    allPhasesOf(name) {
        return [...(this.#phases.get(name) ?? [])].sort(comparePhases);
    }
}

/** What tells a run, or what was logged by hand in a model, from all others. */
export function keyOf({ model, id }) {
    return `${model} ${id ?? ''}`;
}

function seriesOf(run, name, phase) {
    return `${keyOf(run)} ${name}\n${phase ?? ''}`;
}
