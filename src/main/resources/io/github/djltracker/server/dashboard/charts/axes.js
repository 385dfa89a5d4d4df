// What the x axis shows: steps, epochs, the time since the start of a run, the time of day, or the values of a metric.

import { count, duration, measure, number, time } from '../widgets/format.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LAPSES = [
    ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
    ...[1, 2, 5, 10, 15, 30].map(part => part * SECOND),
    ...[1, 2, 5, 10, 15, 30].map(part => part * MINUTE),
    ...[1, 2, 3, 6, 12].map(part => part * HOUR),
    ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map(part => part * DAY),
];

export const MODES = {
    step: { title: 'Step', say: x => `step ${count(Math.round(x))}`, tick: x => (Number.isInteger(x) ? short(x) : '') },
    epoch: { title: 'Epoch', say: x => `epoch ${number(Math.round(x * 100) / 100)}`, tick: number },
    relative: { title: 'Time since start', say: x => `after ${duration(x)}`, tick: lapse, incrs: LAPSES },
    wall: { title: 'Time of day', say: time, tick: null },
};

const METRIC = 'metric:';

/** The mode in which the x axis shows the values of a metric. */
export function modeOfMetric(name) {
    return METRIC + name;
}

/** The metric that a mode shows on the x axis; null if it is another mode. */
export function metricOf(mode) {
    return mode.startsWith(METRIC) ? mode.slice(METRIC.length) : null;
}

/** The title, texts and ticks of a mode. */
export function modeOf(mode) {
    const name = metricOf(mode);
    return name === null ? MODES[mode] : { title: name, say: x => `${name} ${measure(name, x, 7)}`, tick: x => measure(name, x) };
}

/** Where each bucket of a line begins and ends on the axis. */
export function extent(line, mode, run) {
    const { firstStep, lastStep, firstTime, lastTime } = line.columns;
    if (metricOf(mode) !== null) {
        const pairs = firstStep.map((step, i) => [run.xs?.at(step) ?? NaN, run.xs?.at(lastStep[i]) ?? NaN]);
        // the metric may decrease
        return [pairs.map(([from, to]) => Math.min(from, to)), pairs.map(([from, to]) => Math.max(from, to))];
    }
    switch (mode) {
        case 'epoch':
            return [firstStep.map(step => run.epochs?.at(step) ?? NaN), lastStep.map(step => run.epochs?.at(step) ?? NaN)];
        case 'relative':
            return [firstTime.map(millis => millis - (run.started ?? firstTime[0])), lastTime.map(millis => millis - (run.started ?? firstTime[0]))];
        case 'wall':
            return [firstTime, lastTime];
        default:
            return [firstStep, lastStep];
    }
}

/** The positions of the buckets of a line. If the axis shows a metric, buckets without a position are left out. */
export function placed(line, [begin, end], mode) {
    if (metricOf(mode) === null) {
        return { columns: line.columns, begin, end, isScattered: false };
    }
    const there = begin.map((x, i) => i).filter(i => !Number.isNaN(begin[i]) && !Number.isNaN(end[i]));
    const pick = column => there.map(i => column[i]);
    const columns = Object.fromEntries(Object.entries(line.columns).map(([name, column]) => [name, pick(column)]));
    return { columns, begin: pick(begin), end: pick(end), isScattered: true };
}

/** The steps of a line that lie in a part of the axis, as [from, to]; null if there are none. */
export function stepsWithin(line, mode, run, [low, high]) {
    if (mode === 'step') {
        const clamp = step => Math.max(0, Math.min(Number.MAX_SAFE_INTEGER, step));
        return [clamp(Math.floor(low)), clamp(Math.ceil(high))];
    }
    const [begin, end] = extent(line, mode, run);
    const inside = begin.map((_, i) => i).filter(i => end[i] >= low && begin[i] <= high);
    if (inside.length === 0) {
        return null;
    }
    return [line.columns.firstStep[inside[0]], line.columns.lastStep[inside.at(-1)]];
}

/** The position of a step of a line on the axis, interpolated between buckets if necessary. */
export function placeOf(line, step, mode, run) {
    if (mode === 'step') {
        return step + 0.5;
    }
    if (metricOf(mode) !== null) {
        return run.xs?.at(step) ?? Infinity;
    }
    const [begin, end] = extent(line, mode, run);
    const { firstStep, lastStep } = line.columns;
    for (let i = 0; i < line.length; i++) {
        if (step < firstStep[i]) {
            return begin[i];
        }
        if (step < lastStep[i]) {
            return begin[i] + ((step - firstStep[i]) / (lastStep[i] - firstStep[i])) * (end[i] - begin[i]);
        }
    }
    return Infinity;
}

/** The epochs of a run, with their steps. */
export class Epochs {
    /** @param spans epoch, firstStep, lastStep; ascending */
    constructor(spans) {
        this.spans = spans;
    }

    /** A step in epochs: 2.5 is halfway through the third. */
    at(step) {
        const { spans } = this;
        if (spans.length === 0) {
            return NaN;
        }
        let index = spans.findIndex(span => step <= span.lastStep);
        if (index < 0) {
            index = spans.length - 1;
        }
        const { epoch, firstStep, lastStep } = spans[index];
        let length = lastStep - firstStep + 1;
        if (index === spans.length - 1 && index > 0) {
            // the epoch may not be over yet
            const before = spans[index - 1];
            length = Math.max(length, before.lastStep - before.firstStep + 1);
        }
        return epoch - 1 + (step - firstStep + 1) / length;
    }
}

/** Ticks of a logarithmic axis: powers of ten, and values between them if there are few. */
export function logSplits(min, max) {
    const decades = Math.log10(max) - Math.log10(min);
    const factors = decades > 6 ? [1] : decades > 2 ? [1, 3] : decades > 0.9 ? [1, 2, 5] : [1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9];
    const stride = Math.max(1, Math.ceil(decades / 8));
    const splits = [];
    for (let power = Math.floor(Math.log10(min)); power <= Math.ceil(Math.log10(max)); power++) {
        if (power % stride === 0) {
            for (const factor of factors) {
                const split = Number((factor * 10 ** power).toPrecision(6));
                if (split >= min && split <= max) {
                    splits.push(split);
                }
            }
        }
    }
    return splits.length > 1 ? splits : linearSplits(min, max);
}

/** Round numbers between two that are close together. */
function linearSplits(min, max) {
    const part = (max - min) / 4;
    const power = 10 ** Math.floor(Math.log10(part));
    const stride = [1, 2, 5, 10].map(factor => factor * power).find(one => one >= part);
    const splits = [];
    for (let split = Math.ceil(min / stride) * stride; split <= max; split += stride) {
        splits.push(Number(split.toPrecision(12)));
    }
    return splits;
}

function short(step) {
    return step >= 1e6 ? `${Number((step / 1e6).toPrecision(12))}M` : step >= 1e4 ? `${Number((step / 1e3).toPrecision(12))}k` : String(step);
}

function lapse(millis) {
    if (millis % SECOND !== 0) {
        return `${millis / SECOND} s`;
    }
    if (millis >= 2 * DAY && millis % HOUR === 0) {
        return `${Number((millis / DAY).toPrecision(4))} d`;
    }
    const hours = Math.floor(millis / HOUR);
    const minutes = Math.floor((millis % HOUR) / MINUTE);
    const seconds = String((millis % MINUTE) / SECOND).padStart(2, '0');
    return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`;
}
