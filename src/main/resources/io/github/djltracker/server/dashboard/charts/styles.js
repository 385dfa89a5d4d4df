// How lines are told apart: colours, and dashes of which no two phases share one.

import { lineColor } from './colors.js';
import { comparePhases } from './series.js';

const DASHES = new Map([['train', []], ['train_epoch', [2, 3]], ['validate', [6, 3]]]);
const COLORS = new Map([['train', 0], ['validate', 1], ['train_epoch', 2], ['system', 3]]);
const LONG = 9;
const SHORT = 2;
const GAP = 3;

export class Styles {
    #others = new Map(); // the number of each phase that has no style of its own

    /** Hears of phases. Those that it knows keep their style, whatever comes later. */
    learn(phases) {
        const others = [...new Set(phases)].filter(phase => !DASHES.has(phase) && !this.#others.has(phase)).sort(comparePhases);
        others.forEach(phase => this.#others.set(phase, this.#others.size));
    }

    /**
     * The style of a phase in a run of this colour, null where there is one run alone: then a colour stands for a phase.
     * Phases of your own need no dash where they are the only one of a metric.
     */
    of(phase, color, isOnly = false) {
        const other = this.#others.get(phase) ?? 0;
        const isAlone = color === null;
        const dash = isAlone && phase !== 'train_epoch' ? [] : (DASHES.get(phase) ?? (isOnly ? [] : dashOf(other)));
        return { color: lineColor(isAlone ? (COLORS.get(phase) ?? COLORS.size + other) : color), dash, width: phase === 'train' ? 1.3 : 1.7 };
    }
}

/** The dash of a number: some long marks and some short ones, in numbers that no other has. */
export function dashOf(number) {
    // 1 and 1; 1 and 2, 2 and 1; 1 and 3, 2 and 2, 3 and 1; and so on
    let all = 2;
    let place = number;
    while (place >= all - 1) {
        place -= all - 1;
        all += 1;
    }
    const long = place + 1;
    return [...Array(long).fill(LONG), ...Array(all - long).fill(SHORT)].flatMap(mark => [mark, GAP]);
}
