// What a plot says about runs that it cannot show.

import { count } from '../widgets/format.js';

/**
 * "12 of 200 runs have no loss@train.last; 1 of 200 runs has NaN for loss@train.last." Empty if all can be shown.
 *
 * @param isPlace whether infinities cannot be shown either and, if "isLog", zero and negative values
 */
export function missingText(quantity, runs, { isPlace = false, isLog = false } = {}) {
    const values = runs.map(quantity.of);
    const kinds = [
        ['no', value => value === null],
        ['NaN for', Number.isNaN],
        ...(isPlace ? [['an infinite', value => value === Infinity || value === -Infinity]] : []),
        ...(isLog ? [['a value of zero or less for', value => Number.isFinite(value) && value <= 0]] : []),
    ];
    const parts = kinds.map(([what, is]) => [what, values.filter(is).length]).filter(([, some]) => some > 0).map(([what, some]) =>
        `${count(some)} of ${count(runs.length)} ${runs.length === 1 ? 'run' : 'runs'} ${some === 1 ? 'has' : 'have'} ${what} ${quantity.title}`);
    return parts.length > 0 ? `${parts.join('; ')}.` : '';
}

/** The text if not all runs could be read; otherwise empty. */
export function partText(runs, all) {
    return runs.length < all ? `Only the first ${count(runs.length)} of ${count(all)} runs are included, in the order of the table.` : '';
}
