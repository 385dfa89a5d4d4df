// The parts of axes to which runs are narrowed, as an address has them: "name~from~to", several with commas between.

import { decode } from '../server/api.js';

/** By name, what was chosen: [from, to], two values of the axis. */
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

/** As {@link readBrushes} reads it. */
export function brushesText(brushes) {
    return [...brushes].map(([name, ends]) => [name, ...ends].map(one => encodeURIComponent(one).replaceAll('~', '%7E')).join('~')).join(',');
}

/** Where a brush is on its axis, as [least, greatest] from 0 to 1; null where its ends are no values of the axis any more. */
export function placesOf(ends, scale) {
    const places = ends.map(end => scale.place(scale.values === null ? Number(end) : end)).sort((a, b) => a - b);
    if (places.some(Number.isNaN)) {
        return null;
    }
    // of a text it takes all that is its own
    const half = scale.values === null ? 0 : 0.5 / scale.values.length;
    return [places[0] - half, places[1] + half];
}

/** The value at a place of an axis, for the address: short, and at the ends exact. */
export function endAt(place, { scale, quantity }) {
    const value = scale.valueAt(place);
    if (scale.values !== null || place <= 0 || place >= 1) {
        return String(value);
    }
    return String(quantity.kind === 'number' ? Number(value.toPrecision(6)) : Math.round(value));
}
