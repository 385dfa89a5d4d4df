// Styles that distinguish lines: colours, and dash patterns that are different for each phase.

import { lineColor } from './colors.js';
import { comparePhases } from './series.js';

const DASHES = new Map([['train', []], ['train_epoch', [2, 3]], ['validate', [6, 3]]]);
const COLORS = new Map([['train', 0], ['validate', 1], ['train_epoch', 2], ['system', 3]]);
const LONG = 9;
const SHORT = 2;
const GAP = 3;

export class Styles {
    #others = new Map(); // the number of each phase without a predefined style

    /** Adds phases. Known phases keep their style, whatever is added later. */
    learn(phases) {
        const others = [...new Set(phases)].filter(phase => !DASHES.has(phase) && !this.#others.has(phase)).sort(comparePhases);
        others.forEach(phase => this.#others.set(phase, this.#others.size));
    }

    /**
     * The style of a phase in a run of this colour; null if there is only one run, in which case colours distinguish
     * the phases. A phase of your own needs no dashes if it is the only phase of a metric.
     */
    of(phase, color, isOnly = false) {
        const other = this.#others.get(phase) ?? 0;
        const isAlone = color === null;
        const dash = isAlone && phase !== 'train_epoch' ? [] : (DASHES.get(phase) ?? (isOnly ? [] : dashOf(other)));
        return { color: lineColor(isAlone ? (COLORS.get(phase) ?? COLORS.size + other) : color), dash, width: phase === 'train' ? 1.3 : 1.7 };
    }
}

/** The dash pattern for a number: a combination of long and short dashes that no other number has. */
export function dashOf(number) {
    // long and short: 1 and 1; 1 and 2, 2 and 1; 1 and 3, 2 and 2, 3 and 1; and so on
    let all = 2;
    let place = number;
    while (place >= all - 1) {
        place -= all - 1;
        all += 1;
    }
    const long = place + 1;
    return [...Array(long).fill(LONG), ...Array(all - long).fill(SHORT)].flatMap(mark => [mark, GAP]);
}
