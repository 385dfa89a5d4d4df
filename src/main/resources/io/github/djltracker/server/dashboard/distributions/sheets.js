// What is drawn of several runs side by side, with common scales of values, steps and shares.

import { later } from '../charts/turns.js';
import { scaleOf } from '../pictures/scale.js';
import { columnsOf, rangeOf, sharesOf, usualRangeOf } from './bins.js';
import { Shades } from './shades.js';

const VALUE = { kind: 'number', name: 'value', of: value => value };
const STEP = { kind: 'number', name: 'step', of: step => step };

/**
 * A sheet for each of these lists of histograms: "columns" (see {@link columnsOf}) with their "shares", the scales of
 * "values" and "steps", the greatest share "most", the highest number of columns "deepest", and "shades". Empty if no
 * value is finite.
 *
 * @param shape how they are drawn
 * @param isUsual leave out outliers
 */
export async function sheetsOf(lists, shape, isUsual) {
    const range = (isUsual ? usualRangeOf : rangeOf)(lists.flat());
    if (range === null) {
        return [];
    }
    const values = scaleOf(VALUE, range);
    const all = [];
    for (const looks of lists) {
        all.push(await later(() => columnsOf(looks, shape.MOST).map(column => ({ ...column, shares: sharesOf(column.looks, values.place) }))));
    }
    const columns = all.flat();
    const ends = columns.flatMap(shape.stepsOf);
    const common = {
        values,
        steps: whole(scaleOf(STEP, [least(ends), greatest(ends)])),
        most: greatestShare(columns, shape.ignoresLevel),
        deepest: greatest(all.map(some => some.length)),
        shades: new Shades(),
    };
    return all.map(some => ({ ...common, columns: some }));
}

/** Only ticks at whole steps. */
function whole(scale) {
    const isWhole = place => Math.abs(scale.valueAt(place) - Math.round(scale.valueAt(place))) < 1e-6 * Math.max(1, Math.abs(scale.valueAt(place)));
    return { ...scale, marks: most => scale.marks(most).filter(({ place }) => isWhole(place)) };
}

/**
 * The greatest share of all columns; columns whose values are all equal, and therefore in one bin, are ignored if there
 * are others.
 */
function greatestShare(columns, ignoresLevel) {
    const spread = columns.filter(({ looks }) => looks.some(look => look.low < look.high));
    return greatest((ignoresLevel && spread.length > 0 ? spread : columns).map(({ shares }) => Math.max(...shares)));
}

function least(numbers) {
    return numbers.reduce((a, b) => Math.min(a, b), Infinity);
}

function greatest(numbers) {
    return numbers.reduce((a, b) => Math.max(a, b), -Infinity);
}
