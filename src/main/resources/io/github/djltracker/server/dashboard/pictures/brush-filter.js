// Converts brushes to a filter in the language for finding runs.

import { quoted } from '../runs/groups.js';

const SECOND = 1_000;

/**
 * The filter that finds the runs within these brushes, for the axes of a {@link ParallelModel}; '' if there is no
 * brush.
 */
export function filterOf(axes, brushes, runs) {
    return axes
        .filter(({ brush }) => brush !== null)
        .map(axis => (axis.quantity.kind === 'text' ? textCondition(axis, runs) : condition(axis.quantity, brushes.get(axis.quantity.name))))
        .join(' and ');
}

function condition({ kind, name }, ends) {
    const [low, high] = ends.map(Number).sort((a, b) => a - b);
    return `${quoted(name)} >= ${literal(kind, low, Math.floor)} and ${quoted(name)} <= ${literal(kind, high, Math.ceil)}`;
}

function textCondition({ quantity, scale, brush: [from, to] }, runs) {
    const inside = runs.filter(run => scale.place(quantity.of(run)) >= from && scale.place(quantity.of(run)) <= to);
    // a model may have no name, or share its name with others
    const [name, of] = quantity.name === 'model' ? ['hash', run => run.hash] : [quoted(quantity.name), quantity.of];
    return `${name} in (${[...new Set(inside.map(of))].map(quoted).join(', ')})`;
}

function literal(kind, value, round) {
    switch (kind) {
        case 'time':
            return new Date(round(value / SECOND) * SECOND).toISOString().replace('.000', '');
        case 'duration':
            return `${round(value)}ms`;
        default:
            return String(value);
    }
}
