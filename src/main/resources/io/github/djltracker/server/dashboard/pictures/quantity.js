// What a plot can have on an axis: settings, metrics and the environment of runs, and properties that every run has.

import { duration, measure, modelName, precise, time } from '../widgets/format.js';
import { durationOf } from '../runs/runs.js';
import { COLUMNS, isMetric, nameText, options, usual } from '../runs/found.js';

const MOST_SETTINGS = 500;

const OF_ALL = {
    started: { title: 'Started', kind: 'time', of: run => run.started },
    duration: { title: 'Duration', kind: 'duration', of: durationOf },
    step: { title: 'Steps', kind: 'number', of: run => run.lastStep },
    status: { title: 'Status', kind: 'text', of: run => run.status },
    model: { title: 'Model', kind: 'text', of: run => modelName({ name: run.modelName, hash: run.hash }) },
};

/** The names of properties that every run has, which need not be requested. */
export const KNOWN = Object.keys(OF_ALL);

/** Whether a value is a setting. */
export function isSetting(name) {
    return name.startsWith('setting.');
}

/** Those of the names whose values have to be requested. */
export function toAskFor(names) {
    return names.filter(name => name !== null && !Object.hasOwn(OF_ALL, name));
}

/** The settings that are requested by default. */
export function settingsAmong(names) {
    return names.filter(isSetting).slice(0, MOST_SETTINGS);
}

/** The metric that runs are sorted by, or else the first of the most important ones; null if there is none. */
export function usualMetric(names, sort) {
    const sorted = sort?.replace(/^-/, '');
    return names.includes(sorted) && isMetric(sorted) ? sorted : usual(names).find(isMetric) ?? null;
}

/**
 * A value of these runs by its name: "title", "kind" ("number", "time", "duration" or "text"; "text" unless all are
 * numbers), "of(run)", which is null if the run has none, and "text(value)".
 */
export function quantityOf(name, runs) {
    const known = Object.hasOwn(OF_ALL, name) ? OF_ALL[name] : null;
    const raw = known ? known.of : run => run.values[name];
    const isNumber = known ? known.kind !== 'text' : runs.every(run => isNothing(raw(run)) || typeof raw(run) === 'number');
    const kind = known?.kind ?? (isNumber ? 'number' : 'text');
    return {
        name,
        title: known?.title ?? nameText(name),
        kind,
        of: run => (isNothing(raw(run)) ? null : isNumber ? raw(run) : String(raw(run))),
        text: value => textOf(kind, name, value),
        exact: value => (kind === 'number' ? precise(value) : textOf(kind, name, value)),
    };
}

/** Whether its scale can be logarithmic. */
export function canBeLog({ kind }) {
    return kind === 'number' || kind === 'duration';
}

/** Values as options of a chooser: the properties that every run has, and these names. */
export function optionsOf(names, known = KNOWN) {
    return [...known.map(name => ({ id: name, title: titleOf(name), group: 'Run' })), ...options(names)];
}

/** The title of a value in a list. */
export function titleOf(name) {
    return OF_ALL[name]?.title ?? nameText(name);
}

/** The different values that runs have, without null. */
export function distinct(quantity, runs) {
    return new Set(runs.map(quantity.of).filter(value => value !== null));
}

/** The settings that differ between these runs, those first that are tuned most often. */
export function differing(names, runs) {
    const weight = name => (/learning|batchSize/i.test(name) ? 0 : name.startsWith('setting.optimizer') ? 1 : 2);
    return settingsAmong(names).filter(name => distinct(quantityOf(name, runs), runs).size > 1).sort((a, b) => weight(a) - weight(b));
}

/** The columns of a table of runs with these values. */
export function columnsOf(quantities) {
    return [...COLUMNS.slice(0, 2), ...quantities.map(({ name, title, kind, of, text }) => ({
        id: name, title, numeric: kind !== 'text', value: of, text: run => text(of(run)),
    }))];
}

function isNothing(value) {
    return value === null || value === undefined;
}

function textOf(kind, name, value) {
    if (value === null) {
        return '';
    }
    switch (kind) {
        case 'time':
            return time(value);
        case 'duration':
            return duration(value);
        case 'number':
            return measure(name, value);
        default:
            return String(value);
    }
}
