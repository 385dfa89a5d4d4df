// Which runs of a table are drawn beside it: the pinned ones, and the selected ones or else the first of the table.

import { count, counted } from '../widgets/format.js';

const FIRST = 10;
const MOST = 200;

/** The runs to draw, pinned ones included, and a text that describes them. */
export function chosenRuns(pinned, others, selected) {
    const isSelected = selected.size > 0;
    const some = isSelected ? others.filter(run => selected.has(run.id)) : others.slice(0, FIRST);
    const drawn = some.slice(0, MOST - pinned.length);
    const beyond = some.length > drawn.length ? ` At most ${MOST} are drawn at a time.` : '';
    const which = whichOf(drawn.length, { all: isSelected ? some.length : others.length, isSelected, one: 'run', many: 'runs' });
    return { runs: [...pinned, ...drawn], text: textOf(pinned, which, isSelected ? '' : ' Select runs to draw others.') + beyond };
}

/** The groups to draw, each with the runs that count, and a text that describes them. */
export function chosenGroups(pinned, groups, selected) {
    const isSelected = selected.size > 0;
    const most = MOST - pinned.length;
    const some = (isSelected ? groups.filter(one => selected.has(one.key)) : groups.slice(0, FIRST)).slice(0, most);
    const share = Math.floor(most / Math.max(1, some.length));
    const beyond = some.some(one => one.runs.length > share) ? ` Only the first ${counted(share, 'run', 'runs')} of each group are included.` : '';
    const which = whichOf(some.length, { all: isSelected ? some.length : groups.length, isSelected, one: 'group', many: 'groups' });
    return {
        groups: some.map(one => ({ ...one, runs: one.runs.slice(0, share) })),
        text: textOf(pinned, which, isSelected ? '' : ' Select groups to draw others.') + beyond,
    };
}

function whichOf(some, { all, isSelected, one, many }) {
    if (some === 0) {
        return null;
    }
    const kind = isSelected ? 'selected ' : '';
    return some < all ? `the first ${count(some)} of ${count(all)} ${kind}${many}` : counted(some, kind + one, kind + many);
}

function textOf(pinned, which, advice) {
    const held = pinned.length > 0 ? counted(pinned.length, 'pinned run', 'pinned runs') : null;
    return `Drawn: ${[held, which].filter(Boolean).join(' and ') || 'none'}.${advice}`;
}
