// What keys do with the x axis of a chart.

/** The smallest part of the axis to which the keys zoom in. */
const NEAREST = { step: 2, epoch: 0.01, relative: 10, wall: 10 };

/**
 * The part of the axis that a key selects, as [from, to]: null for the whole axis, undefined if the key selects
 * nothing.
 *
 * @param zoom the visible part, null for the whole axis
 * @param all the whole axis
 */
export function zoomOf({ key, shiftKey }, zoom, all, mode) {
    const [low, high] = zoom ?? all;
    const part = high - low;
    const moved = by => {
        const beyond = Math.max(0, high + by - all[1]) - Math.max(0, all[0] - low - by);
        return [low + by - beyond, high + by - beyond];
    };
    if (key === '+' || key === '=') {
        return part > 2 * (NEAREST[mode] ?? 1e-9 * Math.max(Math.abs(low), Math.abs(high))) ? [low + part / 4, high - part / 4] : undefined;
    }
    if (key === '-') {
        return part * 2 >= all[1] - all[0] ? null : [low - part / 2, high + part / 2];
    }
    if (key === '0' || key === 'Escape') {
        return null;
    }
    return shiftKey && key === 'ArrowLeft' ? moved(-part / 4) : shiftKey && key === 'ArrowRight' ? moved(part / 4) : undefined;
}
