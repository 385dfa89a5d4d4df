// Runs: their names, durations, and their form as rows of a table and lines of a chart.

import { list, path } from '../server/api.js';
import { Epochs } from '../charts/axes.js';
import { swatch } from '../charts/swatch.js';
import { el, link } from '../widgets/dom.js';
import { count, duration, number, short } from '../widgets/format.js';
import { timeColumn } from '../widgets/times.js';
import { nameNode, saidOf } from './annotations.js';
import { ColorNumbers } from './color-numbers.js';
import { columns as metricColumns, index } from './metric-columns.js';
import { byRun, flattenObject, settingsOf, usualKeys } from './settings.js';
import { alertTexts, standing } from './status.js';

const IN_A_LABEL = 2;

/** The duration of a run, or the time so far, in milliseconds. */
export function durationOf({ started, ended, seen }) {
    return Math.max(0, (ended ?? seen) - started);
}

/** Steps per second, null if unknown. */
export function rateOf(run) {
    const millis = durationOf(run);
    return run.lastStep === undefined || millis <= 0 ? null : ((run.lastStep - run.firstStep + 1) * 1_000) / millis;
}

/** "1 to 282", or "" before the first step. */
export function stepsText({ firstStep, lastStep }) {
    return lastStep === undefined ? '' : `${count(firstStep)} to ${count(lastStep)}`;
}

/** By run, the step from which on it was replaced: the latest step from which another run resumed it. */
export function leftFrom(runs) {
    const left = new Map();
    for (const { resumedFrom } of runs) {
        if (resumedFrom) {
            left.set(resumedFrom.run, Math.max(left.get(resumedFrom.run) ?? 0, resumedFrom.step));
        }
    }
    return left;
}

/** Applies an event to the run that it is about, and returns this run. */
export function takeChange(runs, { run, status: now, lastStep, seen, ended, alerts }) {
    const known = runs.find(one => one.id === run);
    if (known) {
        Object.assign(known, { status: now, seen, ended, alerts });
        if (lastStep !== undefined) {
            known.firstStep ??= lastStep;
            known.lastStep = lastStep;
        }
    }
    return known;
}

/** The runs of a model with their settings, series and epochs. */
export class ModelRuns {
    constructor(model) {
        this.model = model;
        this.runs = [];
        this.series = [];
        this.settings = new Map();
        this.epochs = new Map();
        this.colors = new ColorNumbers();
        /** Changes whenever settings or series change. */
        this.version = 0;
    }

    async loadRuns(signal) {
        const runs = await list(path(['models', this.model.id, 'runs']), signal);
        const known = new Set(this.runs.map(run => run.id));
        this.isNew = runs.length !== known.size || runs.some(run => !known.has(run.id));
        this.runs = runs;
    }

    /** Loads series, settings and epochs of the runs, or only of those that "only" names. */
    async loadRest(signal, only = null) {
        const [series, settings, epochs] = await Promise.all(
            ['series', 'settings', 'epochs'].map(what => list(path(['models', this.model.id, what], { run: only }), signal)));
        const kept = only === null ? [] : this.series.filter(one => !only.includes(one.run));
        this.series = [...kept, ...series.map(one => ({ ...one, model: this.model.id }))];
        for (const [run, modules] of byRun(settings)) {
            this.settings.set(run, { modules, flat: settingsOf(modules) });
        }
        for (const [run, spans] of byRun(epochs)) {
            this.epochs.set(run, new Epochs(spans));
        }
        this.#indexes = null;
        this.version += 1;
    }

    async loadSeries(signal, only) {
        const series = await list(path(['models', this.model.id, 'series'], { run: only }), signal);
        const before = this.series.length;
        this.series = [...this.series.filter(one => !only.includes(one.run)), ...series.map(one => ({ ...one, model: this.model.id }))];
        this.#indexes = null;
        if (this.series.length !== before) {
            this.version += 1;
        }
    }

    async loadEpochs(signal, only) {
        for (const [run, spans] of byRun(await list(path(['models', this.model.id, 'epochs'], { run: only }), signal))) {
            this.epochs.set(run, new Epochs(spans));
        }
    }

    /** Applies an event to its run. */
    take(change) {
        return takeChange(this.runs, change);
    }

    #indexes = null;

    seriesOf(run) {
        this.#indexes ??= new Map([...byRun(this.series)].map(([id, series]) => [id, index(series)]));
        return this.#indexes.get(run.id) ?? new Map();
    }

    settingsOf(run) {
        return this.settings.get(run.id)?.flat ?? new Map();
    }

    /** Whether there are manually logged metrics with steps. */
    get hasOwnLines() {
        return this.series.some(one => one.run === undefined && one.firstStep !== undefined);
    }

    /** The number of a run's colour. */
    colorOf(id, shown) {
        return this.colors.numberOf(id, [...shown, null]);
    }

    /** The label of a run: the beginning of its id, and the settings that distinguish it from the others. */
    #labels() {
        const keys = usualKeys(this.runs.map(run => this.settingsOf(run)).filter(one => one.size > 0)).slice(0, IN_A_LABEL);
        return run => {
            const texts = keys.map(key => this.settingsOf(run).get(key)).filter(Boolean);
            return texts.length > 0 ? `${short(run.id)} (${texts.join(', ')})` : short(run.id);
        };
    }

    /** These runs in the form that charts need. */
    linesOf(ids) {
        const labelOf = this.#labels();
        const left = leftFrom(this.runs);
        const shown = this.runs.filter(run => ids.has(run.id));
        return shown.map(run => ({
            id: run.id,
            model: this.model.id,
            label: labelOf(run),
            color: this.colorOf(run.id, ids),
            started: run.started,
            epochs: this.epochs.get(run.id) ?? null,
            leftFrom: left.get(run.id) ?? null,
        }));
    }

    /** The manually logged metrics in the form of a run for charts. */
    get ownLine() {
        return { id: null, model: this.model.id, label: 'logged manually', color: this.colorOf(null, this.colors.keys), started: null, epochs: null, leftFrom: null };
    }
}

/** Columns of a table of runs. "shown" is the set of the drawn runs. */
export function runColumns(modelRuns, { shown, settings, metrics }) {
    return [
        {
            id: 'run', title: 'Run', width: 12, value: run => run.id,
            text: run => `${short(run.id)}${shown.has(run.id) ? ` ${modelRuns.colorOf(run.id, shown)}` : ''}`,
            node: run => [
                swatch(shown.has(run.id) ? modelRuns.colorOf(run.id, shown) : null),
                link(path(['runs', run.id]), short(run.id), { title: run.id, class: 'code' }),
            ],
        },
        { id: 'name', title: 'Name', text: run => run.name, depends: run => saidOf(run).isStarred, node: nameNode },
        { id: 'status', title: 'Status', width: 11, text: run => run.status, depends: run => alertTexts(run).join(), node: run => standing(run) },
        timeColumn({ id: 'started', title: 'Started' }, run => run.started),
        { id: 'duration', title: 'Duration', numeric: true, value: durationOf, text: run => duration(durationOf(run)) },
        {
            id: 'steps', title: 'Steps', numeric: true, value: run => run.lastStep, text: stepsText,
            node: (run, text) => el('span', { title: rateOf(run) === null ? null : `${number(rateOf(run))} steps/s` }, text),
        },
        ...settings.map(key => settingColumn(modelRuns, key)),
        ...metricColumns(metrics, run => modelRuns.seriesOf(run)),
    ];
}

function settingColumn(modelRuns, key) {
    const parts = key.split('.');
    const find = run => modelRuns.settingsOf(run).get(key) ?? '';
    const isNumeric = modelRuns.runs.every(run => find(run) === '' || Number.isFinite(Number(find(run))));
    return {
        id: `setting:${key}`,
        title: parts.slice(-2).join('.'),
        subtitle: parts.slice(0, -2).join('.'),
        hint: key,
        numeric: isNumeric,
        value: run => (isNumeric && find(run) !== '' ? Number(find(run)) : find(run)),
        text: find,
    };
}

/** The text that a filter searches. */
export function searchText(run, modelRuns) {
    const texts = [run.id, run.status, ...modelRuns.settingsOf(run).values()];
    run.searched ??= [...flattenObject(run.environment).values()].join(' ');
    return `${texts.join(' ')} ${run.searched}`;
}
