// The histograms of one parameter in one run: read a part at a time, and on from there while the run goes on.

import { part, path, value } from '../server/api.js';

const BUCKETS = 32;
const POINTS = BUCKETS + 2;
/** So few that the page is busy with a part for a moment only. */
const LOOKS_A_PART = 100;
/** Of a run no more are read. */
export const MOST_LOOKS = 2_000;

/** What is read has a "step", the edges "low" and "high" (NaN where no value was finite), the "counts" between them, and their "total". */
export class Looks {
    #abort = new AbortController();
    #busy = Promise.resolve();
    #last; // the part that was read last: where it is, the points before it that are no whole histogram, the looks before it
    list = [];
    /** Promises that all that is there is read, once somebody reads it. */
    first = null;
    /** Whether all that was there has been read. */
    isRead = false;
    /** Whether there is more than is read. */
    isCut = false;

    constructor({ model, id }, name, signal) {
        this.signal = AbortSignal.any([signal, this.#abort.signal]);
        const where = path(['models', model, 'metrics'], { name, phase: 'histogram', run: id, limit: LOOKS_A_PART * POINTS });
        this.#last = { where, rest: [], count: 0 };
    }

    close() {
        this.#abort.abort();
    }

    /** Reads on from the part that was the last one, which may have grown. */
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

/** The histograms that points are, as they were recorded one after another, and the points at the end that are none yet. */
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
