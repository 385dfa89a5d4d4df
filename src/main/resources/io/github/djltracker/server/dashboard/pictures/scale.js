// An axis of a plot: maps values to positions from 0 to 1 and back, and has the ticks.

import { logSplits, MODES } from '../charts/axes.js';
import { unitOf } from '../charts/ranges.js';
import { duration, marks, measure } from '../widgets/format.js';
import { timeMarks } from './time-marks.js';

const NATURAL = new Intl.Collator(undefined, { numeric: true });
const ROUND = [1, 2, 2.5, 5, 10];

/**
 * The axis of a quantity over these runs: "place(value)", NaN for values that have no position; "valueAt(place)";
 * "marks(most)", a list of "place" and "text"; "values", the strings of an axis without numbers. Numbers are between
 * the lowest and the highest finite value.
 *
 * @param isLog logarithmic, for numbers and durations; zero and negative values then have no position
 * @param room the free space at either end, as a share of the whole
 */
export function scaleOf(quantity, runs, { isLog = false, room = 0 } = {}) {
    if (quantity.kind === 'text') {
        return textScale([...new Set(runs.map(quantity.of).filter(value => value !== null))].sort(NATURAL.compare));
    }
    const log = isLog && quantity.kind !== 'time';
    const [low, high] = range(runs.map(quantity.of).filter(value => Number.isFinite(value) && (!log || value > 0)), log);
    return log ? logScale(quantity, low, high, room) : linearScale(quantity, low, high, room);
}

function range(values, isLog) {
    let [low, high] = [Infinity, -Infinity];
    values.forEach(value => {
        low = Math.min(low, value);
        high = Math.max(high, value);
    });
    if (low > high) {
        return isLog ? [0.1, 10] : [0, 1];
    }
    if (low < high) {
        return [low, high];
    }
    return isLog ? [low / 2, high * 2] : [low - (Math.abs(low) / 10 || 1), high + (Math.abs(high) / 10 || 1)];
}

function textScale(values) {
    const places = new Map(values.map((value, i) => [value, (i + 0.5) / values.length]));
    const at = place => values[Math.max(0, Math.min(values.length - 1, Math.floor(place * values.length)))] ?? null;
    return {
        values,
        isLog: false,
        place: value => places.get(value) ?? NaN,
        valueAt: at,
        marks: most => {
            const stride = Math.max(1, Math.ceil(values.length / most));
            return values.filter((_, i) => i % stride === 0).map(value => ({ place: places.get(value), text: value }));
        },
    };
}

function linearScale(quantity, least, greatest, room) {
    // halves, since the difference of two large numbers may overflow
    const half = greatest / 2 - least / 2;
    const low = Math.max(-Number.MAX_VALUE, least - 2 * room * half);
    const high = Math.min(Number.MAX_VALUE, greatest + 2 * room * half);
    const whole = high / 2 - low / 2;
    const place = value => (Number.isFinite(value) ? (value / 2 - low / 2) / whole : NaN);
    return {
        values: null,
        isLog: false,
        place,
        valueAt: at => (at <= 0 ? low : at >= 1 ? high : low * (1 - at) + high * at),
        marks: most => linearMarks(quantity, low, high, most).map(({ value, text }) => ({ place: place(value), text })),
    };
}

function logScale(quantity, least, greatest, room) {
    const span = Math.log10(greatest) - Math.log10(least);
    const [from, to] = [Math.max(-307, Math.log10(least) - room * span), Math.min(308, Math.log10(greatest) + room * span)];
    const [low, high] = room > 0 ? [10 ** from, 10 ** to] : [least, greatest];
    const place = value => (Number.isFinite(value) && value > 0 ? (Math.log10(value) - from) / (to - from) : NaN);
    return {
        values: null,
        isLog: true,
        place,
        valueAt: at => (at <= 0 ? low : at >= 1 ? high : 10 ** (from + at * (to - from))),
        marks: most => {
            const all = logSplits(low, high);
            const stride = Math.ceil(all.length / Math.max(2, most));
            return all.filter((_, i) => i % stride === 0).map(value => ({ place: place(value), text: text(quantity, value) }));
        },
    };
}

function linearMarks(quantity, low, high, most) {
    if (quantity.kind === 'time') {
        return timeMarks(low, high, most);
    }
    if (quantity.kind === 'duration') {
        const step = MODES.relative.incrs.find(one => one * most >= high - low) ?? roundStep((high - low) / most);
        return multiples(low, high, step).map(value => ({ value, text: MODES.relative.tick(value) }));
    }
    const unit = unitOf([low, high]);
    const values = multiples(low / unit, high / unit, roundStep((high / unit - low / unit) / most)).map(value => value * unit);
    const texts = values.length > 1 ? marks(quantity.name, values) : values.map(value => measure(quantity.name, value));
    return values.map((value, i) => ({ value, text: texts[i] }));
}

function roundStep(part) {
    const power = 10 ** Math.floor(Math.log10(part));
    return ROUND.map(factor => factor * power).find(step => step >= part * (1 - 1e-9)) ?? 10 * power;
}

function multiples(low, high, step) {
    const first = Math.ceil(low / step - 1e-9);
    const last = Math.min(first + 100, Math.floor(high / step + 1e-9));
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

function text(quantity, value) {
    return quantity.kind === 'duration' ? duration(value) : measure(quantity.name, value);
}
