// One line of a curve: the buckets of one metric and phase in one run, as columns.

import { value } from '../server/api.js';

const INTEGERS = ['firstStep', 'lastStep', 'firstTime', 'lastTime', 'count', 'nan'];
const VALUES = ['first', 'last', 'min', 'max', 'mean'];

export class Line {
    /** @param run an id, null for manually logged metrics */
    constructor(model, run, phase) {
        this.model = model;
        this.run = run;
        this.phase = phase;
        this.columns = Object.fromEntries([...INTEGERS, ...VALUES].map(name => [name, []]));
    }

    get length() {
        return this.columns.count.length;
    }

    /** The highest step, -1 if there are no points yet. */
    get lastStep() {
        return this.length > 0 ? this.columns.lastStep[this.length - 1] : -1;
    }

    get firstStep() {
        return this.length > 0 ? this.columns.firstStep[0] : -1;
    }

    /** Appends the buckets of a line in the form of the API. */
    append(sent) {
        for (const name of INTEGERS) {
            push(this.columns[name], sent[name], one => one);
        }
        for (const name of VALUES) {
            push(this.columns[name], sent[name], value);
        }
        const { min, max, mean } = this.columns;
        for (let i = this.length - sent.count.length; i < this.length; i++) {
            // the sum of large numbers may have overflowed: use the middle
            if (!Number.isFinite(mean[i]) && Number.isFinite(min[i]) && Number.isFinite(max[i])) {
                mean[i] = between(min[i], max[i], 0.5);
            }
        }
        return this;
    }

    /** Merges neighbouring buckets until there are at most this many. */
    thin(most) {
        while (this.length > most) {
            const pairs = Math.ceil(this.length / 2);
            const before = this.columns;
            this.columns = Object.fromEntries([...INTEGERS, ...VALUES].map(name => [name, new Array(pairs)]));
            for (let i = 0; i < pairs; i++) {
                put(this.columns, i, before, 2 * i, Math.min(2 * i + 1, before.count.length - 1));
            }
        }
    }
}

function push(column, sent, read) {
    for (const one of sent) {
        column.push(read(one));
    }
}

function put(to, i, from, a, b) {
    const one = a === b;
    to.firstStep[i] = from.firstStep[a];
    to.lastStep[i] = from.lastStep[b];
    to.firstTime[i] = Math.min(from.firstTime[a], from.firstTime[b]);
    to.lastTime[i] = Math.max(from.lastTime[a], from.lastTime[b]);
    to.first[i] = from.first[a];
    to.last[i] = from.last[b];
    to.min[i] = least(from.min[a], from.min[b]);
    to.max[i] = -least(-from.max[a], -from.max[b]);
    to.mean[i] = one ? from.mean[a] : mean(from, a, b);
    to.count[i] = one ? from.count[a] : from.count[a] + from.count[b];
    to.nan[i] = one ? from.nan[a] : from.nan[a] + from.nan[b];
}

/** The lower of two values, either of which may be NaN. */
function least(a, b) {
    return Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.min(a, b);
}

function mean(from, a, b) {
    const countA = from.count[a] - from.nan[a];
    const countB = from.count[b] - from.nan[b];
    if (countA === 0 || countB === 0) {
        return countA === 0 ? from.mean[b] : from.mean[a];
    }
    return between(from.mean[a], from.mean[b], countB / (countA + countB));
}

/**
 * Interpolates between two numbers; exact if both are equal.
 *
 * @param part how far from the first to the second, 0 to 1
 */
export function between(a, b, part) {
    const there = a + (b - a) * part;
    // the difference of two large numbers may overflow
    return Number.isFinite(there) ? there : a * (1 - part) + b * part;
}
