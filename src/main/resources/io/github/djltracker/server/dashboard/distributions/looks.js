// The histograms of one parameter in one run, read in parts. While the run is in progress, reading continues from the last
// part.

import { part, path, value } from '../server/api.js';

const BUCKETS = 32;
const POINTS = BUCKETS + 2;
/** A part is small enough that the page is busy with it only briefly. */
const LOOKS_A_PART = 100;
/** At most this many histograms of a run are read. */
export const MOST_LOOKS = 2_000;

/**
 * Each histogram has a "step", the edges "low" and "high" (NaN if no value was finite), the "counts" of its buckets,
 * and their "total".
 */
export class Looks {
    #abort = new AbortController();
    #busy = Promise.resolve();
    #last; // the part that was read last: its address, preceding points of an incomplete histogram, and preceding histograms
    list = [];
    /** A promise that everything was read, once reading has begun. */
    first = null;
    /** Whether everything was read. */
    isRead = false;
    /** Whether there are more histograms than were read. */
    isCut = false;

    constructor({ model, id }, name, signal) {
        this.signal = AbortSignal.any([signal, this.#abort.signal]);
        const where = path(['models', model, 'metrics'], { name, phase: 'histogram', run: id, limit: LOOKS_A_PART * POINTS });
        this.#last = { where, rest: [], count: 0 };
    }

    close() {
        this.#abort.abort();
    }

    /** Continues reading from the last part, which may have grown. */
    read() {
        this.#busy = this.#busy.catch(() => {}).then(() => this.#read());
        return this.#busy;
    }

    async #read() {
        let { where } = this.#last;
        while (where !== null && !this.isCut) {
            const { items, next } = await part(where, this.signal);
            const { looks, rest } = looksOf([...this.#last.rest, ...items]);
            this.list = [...this.list.slice(0, this.#last.count), ...looks];
            this.isCut = next !== null && this.list.length >= MOST_LOOKS;
            if (next !== null) {
                this.#last = { where: next, rest, count: this.list.length };
            }
            where = next;
        }
        this.isRead = true;
    }
}

/**
 * Converts points, in the order in which they were recorded, to histograms; also returns the points at the end that do
 * not form a complete histogram yet.
 */
export function looksOf(points) {
    const looks = [];
    let begin = 0;
    while (begin < points.length) {
        let end = begin + 1;
        while (end < points.length && end - begin < POINTS && points[end].step === points[begin].step && points[end].time === points[begin].time) {
            end++;
        }
        if (end - begin === POINTS) {
            looks.push(look(points.slice(begin, end)));
        } else if (end === points.length) {
            break;
        }
        begin = end;
    }
    return { looks, rest: points.slice(begin) };
}

function look(points) {
    const [low, high, ...counts] = points.map(point => value(point.value));
    return { step: points[0].step, low, high, counts, total: counts.reduce((sum, count) => sum + count, 0) };
}
