// The status of a run as an icon with a word, its alerts, and the numbers of runs by status.

import { el, svg } from '../widgets/dom.js';
import { count } from '../widgets/format.js';

/** Statuses in the order in which they deserve attention. */
const STATUSES = ['RUNNING', 'FAILED', 'LOST', 'INTERRUPTED', 'FINISHED'];

const SHAPES = {
    RUNNING: 'M6 1.5 A4.5 4.5 0 1 1 5.99 1.5 Z',
    FINISHED: 'M1.5 6.5 L4.5 9.500 L10.500 2.500',
    FAILED: 'M2 2 L10 10 M10 2 L2 10',
    INTERRUPTED: 'M2.500 2.500 H9.500 V9.500 H2.500 Z',
    LOST: 'M6 1.500 L11 10.500 H1 Z',
};

const MEANINGS = {
    RUNNING: 'The run is in progress.',
    FINISHED: 'The trainer was closed after its last epoch.',
    FAILED: 'The training threw an exception, or was marked as failed.',
    INTERRUPTED: 'The process ended before the training did.',
    LOST: 'The run has not ended, but has been silent for a while. It is shown as running again when the next entry arrives.',
};

/** The status of a run: an icon and a word. */
export function status(name) {
    return el('span', { class: `status ${name.toLowerCase()}`, title: MEANINGS[name] ?? '' }, mark(name), name.toLowerCase());
}

/** The alerts of a run, one per line, without LOST, which is its status. */
export function alertTexts({ alerts }) {
    return (alerts ?? []).filter(({ kind }) => kind !== 'LOST').map(({ kind, message }) => `${kind.toLowerCase().replaceAll('_', ' ')}: ${message}`);
}

/** The status of a run, followed by a mark if it has alerts. */
export function standing(run) {
    const texts = alertTexts(run);
    const label = texts.join('; ');
    return [
        status(run.status),
        texts.length > 0 && el('span', { class: 'warning', role: 'img', 'aria-label': label, title: label }, mark('LOST')),
    ];
}

function mark(name) {
    return svg('svg', { viewBox: '0 0 12 12', 'aria-hidden': 'true', class: 'mark' }, svg('path', { d: SHAPES[name] ?? '' }));
}

/** The numbers of runs as text: "14, 1 running, 2 failed". */
export function runsText(runs) {
    const notable = STATUSES.filter(name => runs[name] && name !== 'FINISHED').map(name => `${count(runs[name])} ${name.toLowerCase()}`);
    return [count(runsTotal(runs)), ...notable].join(', ');
}

/** The same with icons. */
export function runsNode(runs) {
    const notable = STATUSES.filter(name => runs[name] && name !== 'FINISHED');
    return el('span', {}, notable.map(name =>
        el('span', { class: `status ${name.toLowerCase()}` }, mark(name), `${count(runs[name])} ${name.toLowerCase()}`)), count(runsTotal(runs)));
}

export function runsTotal(runs) {
    return Object.values(runs).reduce((sum, some) => sum + some, 0);
}
