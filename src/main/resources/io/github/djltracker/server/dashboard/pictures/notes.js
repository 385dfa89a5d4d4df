// What a picture says of runs that it cannot show.

import { count } from '../widgets/format.js';

/** "12 of 200 runs have no loss@train.last, in 3 it is NaN." Empty where all have one. */
export function missingText(quantity, runs) {
    const none = runs.filter(run => quantity.of(run) === null).length;
    const nan = runs.filter(run => Number.isNaN(quantity.of(run))).length;
    const parts = [
        none > 0 && `${count(none)} of ${ofRuns(runs.length)} ${none === 1 ? 'has' : 'have'} no ${quantity.title}`,
        nan > 0 && `${count(nan)} of ${ofRuns(runs.length)} ${nan === 1 ? 'has' : 'have'} NaN as ${quantity.title}`,
    ].filter(Boolean);
    return parts.length > 0 ? `${parts.join('; ')}.` : '';
}

/** Where not all runs could be read; empty where they were. */
export function partText(runs, all) {
    return runs.length < all ? `The first ${count(runs.length)} of ${count(all)} runs, in the order of the table.` : '';
}

function ofRuns(number) {
    return `${count(number)} ${number === 1 ? 'run' : 'runs'}`;
}
