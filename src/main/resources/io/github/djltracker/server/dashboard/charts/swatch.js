// Small areas in the colours of lines, for tables and legends.

import { el } from '../widgets/dom.js';
import { lineColor } from './colors.js';

/** A swatch in the colour of a line; without a colour if it is null. */
export function swatch(color) {
    if (color === null) {
        return el('span', { class: 'swatch' });
    }
    const spot = el('span', { class: 'swatch', 'data-color': String(color) });
    spot.style.background = lineColor(color);
    return spot;
}

/** Colours the swatches again, because the theme has changed. */
export function recolor(root) {
    root.querySelectorAll('.swatch[data-color]').forEach(spot => (spot.style.background = lineColor(Number(spot.dataset.color))));
}
