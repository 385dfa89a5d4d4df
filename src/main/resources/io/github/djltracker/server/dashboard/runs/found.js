// Found runs: their values by name, and as columns of a table, with the best of each column marked.

import { el, link } from '../widgets/dom.js';
import { count, duration, measure, modelName, precise, short } from '../widgets/format.js';
import { timeColumn } from '../widgets/times.js';
import { isLoss } from '../charts/series.js';
import { swatch } from '../charts/swatch.js';
import { path } from '../server/api.js';
import { durationOf, stepsText } from './runs.js';
import { nameNode, saidOf } from './annotations.js';
import { alertTexts, standing } from './status.js';

const LAST = '.last';
const STEP = '.step';
const SETTING = 'setting.';
const TAG = 'tag:';

/** A run of a response, with all its values in one object. */
export function found(run) {
    const numbers = Object.entries(run.numbers).map(([name, text]) => [name, Number(text)]);
    return { ...run, values: { ...run.values, ...Object.fromEntries(numbers) } };
}

/** The names of values as options of a chooser, metrics first. */
export function options(names) {
    const isOfMetric = name => isMetric(name) || isStep(name);
    const metrics = names.filter(isOfMetric).map(name => {
        const dot = placeOfValue(name);
        return { id: name, title: valueTitle(name), group: name.slice(0, dot) };
    });
    const others = names.filter(name => !isOfMetric(name)).map(name => {
        const isSetting = name.startsWith(SETTING);
        const isTag = name.startsWith(TAG);
        const title = isSetting ? name.slice(SETTING.length) : isTag ? name.slice(TAG.length) : name;
        return { id: name, title, group: isSetting ? 'Settings' : isTag ? 'Tags' : 'Environment' };
    });
    return [...metrics, ...others];
}

/** The values that are shown by default: the first metrics, and the settings of the optimizer. */
export function usual(names) {
    const metrics = names.filter(name => isMetric(name) && name.endsWith(LAST));
    const validated = metrics.filter(name => name.includes('@validate'));
    const settings = names.filter(name => name.startsWith(`${SETTING}optimizer`));
    return [...(validated.length > 0 ? validated : metrics).slice(0, 3), ...settings.slice(0, 3)];
}

/** Whether it is a value of a metric. */
export function isMetric(name) {
    return /@.*\.(last|min|max)$/.test(name);
}

/** Whether it is the step of a lowest or highest value of a metric. */
function isStep(name) {
    return name.endsWith(STEP) && isMetric(name.slice(0, -STEP.length));
}

/**
 * These names; those of lowest and highest values are followed by the names of their steps, which are not in lists of
 * names.
 */
export function withSteps(names) {
    return names.flatMap(name => (/@.*\.(min|max)$/.test(name) ? [name, name + STEP] : [name]));
}

/** The index at which the name of a metric ends and the kind of value begins. */
function placeOfValue(name) {
    return (isStep(name) ? name.slice(0, -STEP.length) : name).lastIndexOf('.');
}

/** The kind of value of a metric: "min", "step of min". */
function valueTitle(name) {
    const value = name.slice(placeOfValue(name) + 1);
    return isStep(name) ? `step of ${value.slice(0, -STEP.length)}` : value;
}

/** The name of a run, with its star. */
const NAME = {
    id: 'name', title: 'Name', text: run => run.name, depends: run => saidOf(run).isStarred, node: nameNode,
};

/** The columns of properties that every run has. */
export const COLUMNS = [
    { id: 'run', title: 'Run', width: 8, text: run => short(run.id), node: (run, text) => link(path(['runs', run.id]), text, { title: run.id }) },
    NAME,
    {
        id: 'model', title: 'Model', grow: true, text: run => modelName({ name: run.modelName, hash: run.hash }),
        node: (run, text) => link(path(['models', run.model]), text, { title: run.hash }),
    },
    { id: 'status', title: 'Status', width: 12, text: run => run.status, depends: run => alertTexts(run).join(), node: run => standing(run) },
    timeColumn({ id: 'started', title: 'Started' }, run => run.started),
    { id: 'duration', title: 'Duration', numeric: true, value: durationOf, text: run => duration(durationOf(run)) },
    { id: 'step', title: 'Steps', numeric: true, value: run => run.lastStep, text: stepsText },
];

/** The column of ids, with the colour of each drawn run ("colorOf(run)" is null for others) and a button to pin it. */
export function drawnColumn(colorOf, pins) {
    return {
        ...COLUMNS[0],
        width: 12,
        depends: run => `${colorOf(run)} ${pins.has(run)}`,
        node: (run, text) => [swatch(colorOf(run)), COLUMNS[0].node(run, text), pins.button(run)],
    };
}

/** A column for each of these names, for these runs. */
export function valueColumns(names, runs) {
    return names.map(name => {
        const metric = isMetric(name);
        const best = metric ? bestOf(name, runs) : null;
        const value = run => run.values[name] ?? null;
        const ofMetric = metric || isStep(name);
        return {
            id: name,
            title: ofMetric ? name.slice(0, name.indexOf('@')) : nameText(name),
            ...(ofMetric ? { subtitle: `${name.slice(name.indexOf('@') + 1, placeOfValue(name))} ${valueTitle(name)}`.trim() } : {}),
            hint: name,
            numeric: ofMetric || runs.every(run => value(run) === null || typeof value(run) === 'number'),
            value,
            text: run => valueText(name, value(run)),
            depends: run => value(run) === best,
            node: (run, shown) => (best !== null && value(run) === best
                ? el('strong', { class: 'best', title: `${precise(value(run))}, the best of the runs shown` }, shown)
                : el('span', { title: typeof value(run) === 'number' ? precise(value(run)) : shown }, shown)),
        };
    });
}

/** The short name of a setting, where it is not ambiguous. */
export function nameText(name) {
    return name.startsWith(SETTING) ? name.slice(SETTING.length) : name;
}

/** The text of a value in a cell. */
export function valueText(name, value) {
    if (value === null) {
        return '';
    }
    if (typeof value !== 'number') {
        return String(value);
    }
    return isStep(name) ? count(value) : measure(name, value);
}

/** The best value of a metric; null if all are the same. */
function bestOf(name, runs) {
    const values = runs.map(run => run.values[name]).filter(value => typeof value === 'number' && Number.isFinite(value));
    if (new Set(values).size < 2) {
        return null;
    }
    return isLess(name) ? Math.min(...values) : Math.max(...values);
}

/** Whether the lowest value of a metric is the best. */
export function isLess(name) {
    return isLoss(name.slice(0, name.indexOf('@')));
}

/** "3 runs", "100 of 12,345 runs", or "the first 100 runs" if "all" is null because they are not counted yet. */
export function totalText(shown, all) {
    if (all === null) {
        return `the first ${count(shown)} runs`;
    }
    return shown < all ? `${count(shown)} of ${count(all)} runs` : `${count(all)} ${all === 1 ? 'run' : 'runs'}`;
}
