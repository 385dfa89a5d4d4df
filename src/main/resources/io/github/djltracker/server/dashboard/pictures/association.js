// How strongly settings are related to a metric: rank correlation for numbers, variance between groups for strings.

import { counted, number } from '../widgets/format.js';
import { distinct, quantityOf } from './quantity.js';
import { betweenGroups, rankCorrelation } from './statistics.js';

const FEWEST = 3;

const RANK = 'rank correlation';
const GROUPS = 'spread between groups';

/**
 * A row for each of these settings that has several values in the runs: "name", "measure", "value" (-1 to 1, for groups
 * 0 to 1; null if there is none, with the reason "why"), "values" (the number of different values) and "runs" (the
 * number of runs that have both). "same" is the number of settings that have only one value.
 */
export function associations(names, metric, runs) {
    const measured = runs.filter(run => isValue(metric.of(run)));
    const rows = names.map(name => quantityOf(name, runs)).map(quantity => {
        const there = measured.filter(run => isValue(quantity.of(run)));
        return { name: quantity.name, distinct: distinct(quantity, runs).size, ...association(quantity, metric, there) };
    });
    return { rows: rows.filter(row => row.distinct > 1), same: rows.filter(row => row.distinct === 1).length };
}

function association(quantity, metric, runs) {
    const xs = runs.map(quantity.of);
    const ys = runs.map(metric.of);
    const [values, known] = [new Set(xs).size, new Set(ys).size];
    // booleans are ordered: false before true
    const isOrdered = quantity.kind !== 'text' || [...new Set(xs)].every(x => x === 'false' || x === 'true');
    const row = { measure: isOrdered ? RANK : GROUPS, values, runs: runs.length };
    const why = runs.length < FEWEST ? 'too few runs'
        : values < 2 ? 'one value in these runs'
            : known < 2 ? 'the metric is equal in all runs'
                : !isOrdered && values === runs.length ? 'a different value in each run' : null;
    if (why !== null) {
        return { ...row, value: null, why };
    }
    const numbers = quantity.kind === 'text' ? xs.map(x => (x === 'true' ? 1 : 0)) : xs;
    return { ...row, value: isOrdered ? rankCorrelation(numbers, ys) : Math.sqrt(betweenGroups(xs, ys)), why: null };
}

/** The strength by which rows are sorted, regardless of direction; rows without a value are last. */
export function strength({ value }) {
    return value === null ? -1 : Math.abs(value);
}

/** The text of a row. */
export function valueText({ value, why }) {
    return value === null ? why : number(Number(value.toFixed(3))).replace('-', '\u2212');
}

/** The same as a sentence. */
export function meaning({ value, why, measure, values, runs }, metric) {
    if (value === null) {
        return `${why}: nothing can be computed from ${counted(runs, 'run', 'runs')}`;
    }
    const of = `over ${counted(runs, 'run', 'runs')}`;
    if (measure === GROUPS) {
        return `${Math.round(value * value * 100)} % of the variance of the ranks of ${metric} lies between the groups of its ${values} values, ${of}`;
    }
    return `the higher it is, the ${value < 0 ? 'lower' : 'higher'} ${metric} tends to be: rank correlation ${valueText({ value })}, ${of}`;
}

function isValue(value) {
    return value !== null && !Number.isNaN(value);
}
