// Which runs of a table are drawn beside it: those that are selected, or else the first of its order.

import { count, counted } from '../widgets/format.js';

const FIRST = 10;
const MOST = 200;

/** The runs to draw of these, and a text that says which they are. */
export function chosenRuns(runs, selected) {
    const some = selected.size > 0 ? runs.filter(run => selected.has(run.id)) : runs.slice(0, FIRST);
    const beyond = some.length > MOST ? ` No more than ${MOST} are drawn at a time.` : '';
    const text = textOf(Math.min(MOST, some.length), { all: selected.size > 0 ? some.length : runs.length, isSelected: selected.size > 0, one: 'run', many: 'runs' });
    return { runs: some.slice(0, MOST), text: text + beyond };
}

/** The groups to draw of these, each with the runs that are counted, and a text that says which they are. */
export function chosenGroups(groups, selected) {
    const some = (selected.size > 0 ? groups.filter(one => selected.has(one.key)) : groups.slice(0, FIRST)).slice(0, MOST);
    const share = Math.floor(MOST / Math.max(1, some.length));
    const beyond = some.some(one => one.runs.length > share) ? ` Of a group, no more than its first ${counted(share, 'run', 'runs')} are counted.` : '';
    const text = textOf(some.length, { all: selected.size > 0 ? some.length : groups.length, isSelected: selected.size > 0, one: 'group', many: 'groups' });
    return { groups: some.map(one => ({ ...one, runs: one.runs.slice(0, share) })), text: text + beyond };
}

function textOf(some, { all, isSelected, one, many }) {
    const which = some < all ? `the first ${count(some)} of ${count(all)}${isSelected ? ' selected' : ''} ${many}` : counted(some, `${isSelected ? 'selected ' : ''}${one}`, `${isSelected ? 'selected ' : ''}${many}`);
    return `Drawn: ${which}.${isSelected ? '' : ` Select ${many} to draw others.`}`;
}
