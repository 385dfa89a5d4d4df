// The lines of a chart: fetched as a whole, fetched again in finer buckets for a zoomed part, and extended by new points.

import { get, path } from '../server/api.js';
import { stepsWithin } from './axes.js';
import { Line } from './line.js';

const RUNS_A_REQUEST = 40;
const MOST_BUCKETS = 20_000;
const MARGIN = 0.1;

export class Lines {
    #all = []; // lines over the whole range
    #near = null; // lines of the zoomed part, null if there is no zoom
    #loading = null;

    /**
     * @param panel the panel whose runs and phases are drawn
     * @param name the metric
     * @param width returns the number of pixels that are available for a line
     */
    constructor(panel, name, width) {
        this.panel = panel;
        this.name = name;
        this.width = width;
    }

    /** Lines over the whole range. */
    get all() {
        return this.#all;
    }

    /** Lines to be drawn. */
    get shown() {
        return this.#near ?? this.#all;
    }

    close() {
        this.#loading?.abort.abort();
    }

    /**
     * Fetches all lines again. Calls "onsome" once there is something to draw before all are there. True unless a later
     * load replaced this one.
     */
    async load(onsome) {
        this.close();
        const abort = new AbortController();
        const signal = AbortSignal.any([abort.signal, this.panel.signal]);
        const done = this.#load(signal, onsome);
        this.#loading = { abort, signal, done: done.catch(() => {}) };
        try {
            await done;
            return true;
        } catch (error) {
            if (signal.aborted) {
                return false;
            }
            throw error;
        }
    }

    async #load(signal, onsome) {
        const { zoom, mode } = this.panel.state;
        if (zoom === null || mode !== 'step' || this.#all.length === 0) {
            this.#all = await this.#fetchAll(signal);
        }
        if (zoom === null) {
            this.#near = null;
        } else {
            onsome();
            this.#near = await this.#fetchNear(zoom, signal);
        }
    }

    /** Fetches only new points. True if there were any. */
    async grow() {
        const loading = this.#loading;
        await loading?.done;
        if (loading === null || loading.signal.aborted) {
            return false; // another load has begun, and fetches everything
        }
        const { signal } = loading;
        const news = await Promise.all(this.#behind().map(async ({ group, run, line }) => {
            const range = { from: (line?.lastStep ?? -1) + 1 };
            const [more] = await this.#fetch({ ...group, members: [run] }, range, signal);
            return { more, line };
        }));
        if (signal.aborted) {
            return false;
        }
        const some = news.filter(({ more }) => more !== undefined);
        some.forEach(({ more, line }) => this.#take(more, line));
        const { zoom, mode } = this.panel.state;
        if (this.#near !== null && some.some(({ more }) => mode !== 'step' || more.firstStep <= zoom[1])) {
            // the buckets of the zoomed part change if points are added, so it is fetched again; it has few buckets
            const near = await this.#fetchNear(zoom, signal);
            if (signal.aborted) {
                return false;
            }
            this.#near = near;
        }
        return some.length > 0;
    }

    /** The line of a run in a group of {@link groups}, undefined if there is none. */
    lineOf(group, run) {
        return this.#all.find(line => line.run === run.id && line.phase === group.phase && line.model === group.model);
    }

    /** The requests to make: for each model and phase, the runs that have points. */
    groups() {
        const groups = new Map();
        for (const run of this.panel.runs) {
            for (const phase of this.panel.phasesOf(run, this.name)) {
                const key = `${run.model}\n${phase ?? ''}`;
                const group = groups.get(key) ?? { model: run.model, phase, members: [] };
                group.members.push(run);
                groups.set(key, group);
            }
        }
        return [...groups.values()];
    }

    /** Fetches the lines of a range in other buckets, to save them as a file. */
    async read(range, buckets) {
        const { mode } = this.panel.state;
        const requests = this.groups().flatMap(group => group.members.map(run => {
            const line = this.lineOf(group, run);
            const steps = range && line ? stepsWithin(line, mode, run, range) : null;
            if (range && steps === null) {
                return [];
            }
            const [from, to] = steps ?? [];
            return this.#fetch({ ...group, members: [run] }, { from, to }, this.panel.signal, buckets);
        }));
        return (await Promise.all(requests)).flat();
    }

    /** The lines that have fewer points than the list of series says. */
    #behind() {
        return this.groups()
            .flatMap(group => group.members.map(run => ({ group, run, line: this.lineOf(group, run) })))
            .filter(({ group, run, line }) =>
                run.id !== null && (this.panel.lastStep(run, this.name, group.phase) ?? -1) > (line?.lastStep ?? -1));
    }

    #take(more, line) {
        if (line === undefined) {
            this.#all.push(more);
            return;
        }
        line.append(more.columns);
        line.thin(2 * this.#buckets());
    }

    async #fetchAll(signal) {
        return (await Promise.all(this.groups().map(group => this.#fetch(group, {}, signal)))).flat();
    }

    async #fetchNear([low, high], signal) {
        const { mode } = this.panel.state;
        const margin = MARGIN * (high - low);
        const wide = [low - margin, high + margin];
        const requests = this.groups().flatMap(group => {
            if (mode === 'step') {
                return [{ group, steps: stepsWithin(null, mode, null, wide) }];
            }
            // a time or an epoch corresponds to a different step in each run
            return group.members.map(run => {
                const line = this.lineOf(group, run);
                return { group: { ...group, members: [run] }, steps: line ? stepsWithin(line, mode, run, wide) : null };
            });
        });
        const some = requests.filter(({ steps }) => steps !== null);
        return (await Promise.all(some.map(({ group, steps: [from, to] }) => this.#fetch(group, { from, to }, signal)))).flat();
    }

    async #fetch({ model, phase, members }, range, signal, buckets = this.#buckets()) {
        const ids = members.map(run => run.id);
        // the API has no parameter that selects only manually logged metrics
        const runs = ids.includes(null) ? null : ids;
        const wanted = new Set(ids);
        const part = async some => {
            const query = { name: this.name, phase: phase ?? null, run: some, ...range, buckets };
            const { lines } = await get(path(['models', model, 'curves'], query), signal);
            return lines.filter(sent => wanted.has(sent.run ?? null)).map(sent => new Line(model, sent.run ?? null, phase).append(sent));
        };
        const parts = [];
        for (let i = 0; i < (runs?.length ?? 1); i += RUNS_A_REQUEST) {
            parts.push(part(runs?.slice(i, i + RUNS_A_REQUEST) ?? null));
        }
        return (await Promise.all(parts)).flat();
    }

    #buckets() {
        const lines = this.groups().reduce((sum, group) => sum + group.members.length, 0);
        return Math.round(Math.max(60, Math.min(this.width(), MOST_BUCKETS / Math.max(1, lines))));
    }
}
