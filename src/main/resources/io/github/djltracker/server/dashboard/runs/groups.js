// Runs with a common value as one row: their number, and the mean and range of their metrics.

import { el, link } from '../widgets/dom.js';
import { count, measure, modelName, precise } from '../widgets/format.js';
import { swatch } from '../charts/swatch.js';
import { isLess, isMetric, nameText, valueText } from './found.js';

/** Properties that every run has. */
const OF_ALL = {
    hash: { title: 'Model', text: run => modelName({ name: run.modelName, hash: run.hash }), value: run => run.hash },
    status: { title: 'Status', text: run => run.status, value: run => run.status },
};

/**
 * The values by which runs can be grouped: [name, title]. Metrics are not among them, because they are what is
 * compared.
 */
export function groupings(names) {
    const own = Object.entries(OF_ALL).map(([name, { title }]) => [name, title]);
    return [...own, ...names.filter(name => !isMetric(name)).map(name => [name, nameText(name)])];
}

/** The name of the value that has to be requested, if any. */
export function askedFor(grouping) {
    return grouping === null || OF_ALL[grouping] ? [] : [grouping];
}

/**
 * The runs of each value (null for runs without it), in the order of their first occurrence. "key" identifies a group.
 */
export function grouped(runs, grouping) {
    const of = OF_ALL[grouping];
    const groups = new Map();
    runs.forEach(run => {
        const value = of ? of.value(run) : run.values[grouping] ?? null;
        if (!groups.has(value)) {
            groups.set(value, { key: `${typeof value} ${value}`, value, text: of ? of.text(run) : valueText(grouping, value), runs: [] });
        }
        groups.get(value).runs.push(run);
    });
    return [...groups.values()];
}

/** The condition that finds the runs of a group; null if there is none. */
export function condition(grouping, value) {
    if (value === null) {
        return null;
    }
    return `${quoted(grouping)} = ${typeof value === 'string' ? quoted(value) : String(value)}`;
}

/** A name or a string, quoted for the filter language. */
export function quoted(text) {
    return `"${text.replaceAll('"', '""')}"`;
}

/** Mean, lowest and highest value, and number of the finite values of a metric; null if there are none. */
export function spread(runs, name) {
    const values = runs.map(run => run.values[name]).filter(Number.isFinite);
    if (values.length === 0) {
        return null;
    }
    // divided before summing, so that large values do not overflow
    const mean = values.reduce((sum, value) => sum + value / values.length, 0);
    return { mean, min: Math.min(...values), max: Math.max(...values), count: values.length };
}

/**
 * Columns for the group, the number of its runs, and each of these names that is a metric. "address" returns the
 * address of the runs of a group, "colorOf" the number of its colour, null if it has none.
 */
export function groupColumns(grouping, names, groups, { address, colorOf }) {
    return [
        {
            id: 'group', title: OF_ALL[grouping]?.title ?? nameText(grouping), grow: true,
            value: group => (typeof group.value === 'number' ? group.value : group.text),
            text: group => group.text || 'none',
            depends: colorOf,
            node: (group, text) => [swatch(colorOf(group)), group.value === null ? el('span', { class: 'muted' }, text) : link(address(group), text, { title: group.text })],
        },
        { id: 'runs', title: 'Runs', numeric: true, value: group => group.runs.length, text: group => count(group.runs.length) },
        ...names.filter(isMetric).map(name => metricColumn(name, groups)),
    ];
}

function metricColumn(name, groups) {
    const spreads = new Map(groups.map(group => [group, spread(group.runs, name)]));
    const means = [...spreads.values()].filter(Boolean).map(({ mean }) => mean);
    const best = new Set(means).size < 2 ? null : isLess(name) ? Math.min(...means) : Math.max(...means);
    const at = name.indexOf('@');
    const dot = name.lastIndexOf('.');
    const value = group => spreads.get(group)?.mean ?? null;
    return {
        id: name, title: name.slice(0, at), subtitle: `${name.slice(at + 1, dot)} ${name.slice(dot + 1)}, mean (range)`.trim(), hint: name, numeric: true,
        value,
        text: group => text(name, spreads.get(group) ?? null),
        depends: group => value(group) === best,
        node: (group, shown) => el(
            value(group) !== null && value(group) === best ? 'strong' : 'span',
            { class: value(group) !== null && value(group) === best ? 'best' : '', title: hint(spreads.get(group) ?? null) },
            shown,
        ),
    };
}

function text(name, of) {
    if (of === null) {
        return '';
    }
    const mean = measure(name, of.mean);
    return of.min === of.max ? mean : `${mean} (${measure(name, of.min)} to ${measure(name, of.max)})`;
}

function hint(of) {
    return of === null ? null : `mean ${precise(of.mean)}, ${precise(of.min)} to ${precise(of.max)}, of ${count(of.count)} ${of.count === 1 ? 'run' : 'runs'}`;
}
