// The brushed ranges of axes in the form of the address: "name~from~to", separated by commas.

import { decode } from '../server/api.js';

/** The brushed ranges by name: [from, to], two values of the axis. */
export function readBrushes(text) {
    const brushes = new Map();
    for (const part of text?.split(',') ?? []) {
        const [name, from, to] = part.split('~').map(decode);
        if (to !== undefined) {
            brushes.set(name, [from, to]);
        }
    }
    return brushes;
}

/** The brushes in the form that {@link readBrushes} reads. */
export function brushesText(brushes) {
    return [...brushes].map(([name, ends]) => [name, ...ends].map(one => encodeURIComponent(one).replaceAll('~', '%7E')).join('~')).join(',');
}

/**
 * The position of a brush on its axis, as [lowest, highest] from 0 to 1; null if its ends are no longer values of the
 * axis.
 */
export function placesOf(ends, scale) {
    const places = ends.map(end => scale.place(scale.values === null ? Number(end) : end)).sort((a, b) => a - b);
    if (places.some(Number.isNaN)) {
        return null;
    }
    // for a string, the brush includes its whole interval
    const half = scale.values === null ? 0 : 0.5 / scale.values.length;
    return [places[0] - half, places[1] + half];
}

/** The value at a position of an axis, for the address: short, and exact at the ends. */
export function endAt(place, { scale, quantity }) {
    const value = scale.valueAt(place);
    if (scale.values !== null || place <= 0 || place >= 1) {
        return String(value);
    }
    return String(quantity.kind === 'number' ? Number(value.toPrecision(6)) : Math.round(value));
}
