// The visible range of the axes of a chart.

import { usualRange } from './outliers.js';

const PADDING = 0.05;
/** Differences below this share of a value are rounding errors. */
const NOTHING = 1e-9;
/** Beyond this, or closer together than its inverse, values need another unit for uPlot to draw ticks. */
const GREAT = 1e15;

/** The range of lines on the x axis, null if there are none. */
export function boundsOf(lines, mode) {
    let low = Infinity;
    let high = -Infinity;
    for (const { begin, end } of lines) {
        for (let i = 0; i < begin.length; i++) {
            if (begin[i] < low) {
                low = begin[i];
            }
            if (end[i] > high) {
                high = end[i];
            }
        }
    }
    if (low > high) {
        return null;
    }
    if (low === high) {
        const around = mode === 'step' || mode === 'epoch' ? 1 : mode === 'relative' || mode === 'wall' ? 1_000 : Math.abs(low) * PADDING || 1;
        return [low - around, high + around];
    }
    return [low, high];
}

/**
 * The range from the lowest to the highest finite value in a part of the x axis, with padding.
 *
 * @param isUsual leave out outliers
 */
export function rangeOf(lines, [from, to], isLog, isUsual = false) {
    let low = Infinity;
    let high = -Infinity;
    const take = value => {
        if (Number.isFinite(value) && (!isLog || value > 0)) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
    };
    for (const { begin, end, columns, shown } of lines) {
        for (let i = 0; i < begin.length; i++) {
            if (end[i] >= from && begin[i] <= to) {
                take(columns.min[i]);
                take(columns.max[i]);
                take(columns.first[i]);
                take(columns.last[i]);
                take(shown[i]);
            }
        }
    }
    if (low > high) {
        return isLog ? [0.1, 10] : [0, 1];
    }
    const [bottom, top] = isUsual ? usualRange(lines, [from, to], isLog, [low, high]) : [low, high];
    return isLog ? padLog(bottom, top) : pad(bottom, top);
}

function pad(low, high) {
    const isLevel = high - low <= NOTHING * Math.max(Math.abs(low), Math.abs(high));
    // the difference of two large numbers may overflow
    const room = isLevel ? Math.abs(high) * PADDING || 1 : PADDING * high - PADDING * low;
    // do not extend below zero if no value is negative
    return [low >= 0 && low - room < 0 ? 0 : Math.max(-Number.MAX_VALUE, low - room), Math.min(Number.MAX_VALUE, high + room)];
}

/**
 * The unit in which a range of an axis is counted: 1, except for numbers that are so large, or so close together, that
 * differences would lose their precision.
 */
export function unitOf([low, high]) {
    const most = Math.max(Math.abs(low), Math.abs(high));
    if (most < GREAT && high - low > 1 / GREAT) {
        return 1;
    }
    const power = Math.floor(Math.log10(most < GREAT ? high - low : most));
    return 10 ** Math.max(-300, Math.min(300, power));
}

function padLog(low, high) {
    const [bottom, top] = [Math.log10(low), Math.log10(high)];
    const room = top > bottom ? (top - bottom) * PADDING : 0.3;
    return [10 ** Math.max(-307, bottom - room), 10 ** Math.min(308, top + room)];
}
