// An index of the series of the runs in some charts.

import { compareNames, comparePhases } from './series.js';

export class SeriesIndex {
    #all = new Map(); // by run, name and phase
    #phases = new Map(); // by name
    /** The names of the metrics, sorted. */
    names = [];
    /** The number of steps from the first to the last. */
    steps = 1;

    /** Replaces the series by those of these runs that have steps. */
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

    /** All phases, without duplicates. */
    get phases() {
        return new Set([...this.#phases.values()].flatMap(some => [...some]));
    }

    /** The highest known step of a series; undefined if there is none. */
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

/** A key for a run, or for the manually logged metrics of a model. */
export function keyOf({ model, id }) {
    return `${model} ${id ?? ''}`;
}

function seriesOf(run, name, phase) {
    return `${keyOf(run)} ${name}\n${phase ?? ''}`;
}
