// The common state of all charts of a page, as it is in the address.

import { decode } from '../server/api.js';
import { metricOf, MODES } from './axes.js';
import { BANDS } from './means.js';
import { MOST } from './smoothing.js';

/** How groups are drawn by default. */
export const USUAL_LINES = 'range';

/**
 * Reads the state from an address: "mode", "smoothing", "zoom", "isUsual" (outliers are left out of the scales),
 * "lines" (the kind of band around the means of groups, or "runs" for one line per run), "log" and "hidden".
 */
export function readState(query) {
    const zoom = query.get('zoom')?.split('~').map(Number) ?? null;
    const smoothing = Number(query.get('smooth') ?? 0);
    return {
        mode: Object.hasOwn(MODES, query.get('x') ?? '') || metricOf(query.get('x') ?? '') !== null ? query.get('x') : 'step',
        smoothing: smoothing >= 0 && smoothing <= MOST ? smoothing : 0,
        zoom: zoom?.length === 2 && zoom.every(Number.isFinite) && zoom[0] < zoom[1] ? zoom : null,
        isUsual: query.get('outliers') === 'out',
        lines: query.get('lines') === 'runs' || Object.hasOwn(BANDS, query.get('lines') ?? '') ? query.get('lines') : USUAL_LINES,
        log: new Set(texts(query.get('log'))),
        hidden: new Set(texts(query.get('hide')).map(one => (one === '-' ? '' : one))),
    };
}

/** A part of the x axis for the address: short, and precise enough. */
export function zoomText(range, mode) {
    const isTime = mode === 'relative' || mode === 'wall';
    return range.map(x => (isTime ? Math.round(x) : Number(x.toPrecision(9)))).join('~');
}

/** The strings of a list in an address. */
export function texts(joined) {
    return joined ? joined.split(',').map(decode) : [];
}

/** The list in the form that {@link texts} reads. */
export function listOf(some) {
    return [...some].map(encodeURIComponent).join(',');
}
