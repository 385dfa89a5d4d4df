// What a plot shows about the run under the pointer or the run reached with the keyboard.

import { hideValues, showBox } from '../charts/hover.js';
import { el } from '../widgets/dom.js';

/** Shows it at a position in the window. */
export function showRun(place, run, quantities, coloring) {
    const spot = el('span', { class: 'swatch' });
    spot.style.background = coloring.colorOf(run);
    showBox(
        place,
        el('p', { class: 'values-title' }, spot, run.name),
        el('div', { class: 'values-rows' }, quantities.map(quantity =>
            el('div', {}, el('span', { class: 'values-name muted' }, quantity.title), el('b', {}, shown(quantity, run))))),
    );
}

export function hideRun() {
    hideValues();
}

/** The same as text, for screen readers. */
export function runText(run, quantities) {
    return [run.name, ...quantities.map(quantity => `${quantity.title} ${shown(quantity, run)}`)].join('; ');
}

function shown(quantity, run) {
    const value = quantity.of(run);
    return value === null ? 'none' : quantity.exact(value);
}
