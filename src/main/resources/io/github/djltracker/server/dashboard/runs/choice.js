// Which runs of a table are drawn beside it: those that are selected, or else the first of its order.

import { counted } from '../widgets/format.js';

const FIRST = 10;
const MOST = 200;

/** The runs to draw of these, and a text that says which they are. */
export function chosen(runs, selected) {
    const some = selected.size > 0 ? runs.filter(run => selected.has(run.id)) : runs.slice(0, FIRST);
    return { runs: some.slice(0, MOST), text: textOf(some.length, runs.length, selected.size > 0) };
}

function textOf(some, all, isSelected) {
    if (all === 0) {
        return null;
    }
    if (isSelected) {
        return some > MOST ? `Drawn: the first ${MOST} of ${counted(some, 'selected run', 'selected runs')}. No more are drawn at a time.` : `Drawn: ${counted(some, 'selected run', 'selected runs')}.`;
    }
    return `Drawn: ${some < all ? `the first ${counted(some, 'run', 'runs')} of the table` : counted(some, 'run', 'runs')}. Select runs to draw others.`;
}
