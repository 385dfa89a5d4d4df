// Runs that are pinned to the top of a table and in its charts, regardless of sorting and filter.

import { say } from '../server/notice.js';
import { el, svg } from '../widgets/dom.js';

const MOST = 20;
const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

export class Pins {
    #ids;

    /**
     * @param page its address keeps the pinned runs
     * @param onchange called when the pinned runs change
     */
    constructor(page, onchange) {
        this.page = page;
        this.onchange = onchange;
        this.#ids = new Set((page.query.get('pin') ?? '').split('.').filter(id => ID.test(id)).slice(0, MOST));
    }

    has(run) {
        return this.#ids.has(run.id);
    }

    /** The filter that finds the pinned runs, null if there are none. */
    get filter() {
        return this.#ids.size === 0 ? null : `run in (${[...this.#ids].map(id => `"${id}"`).join(', ')})`;
    }

    /** The button that pins or unpins a run. */
    button(run) {
        const isPinned = this.has(run);
        return el('button', {
            type: 'button', class: 'pin', 'aria-pressed': String(isPinned), 'aria-label': `Pin ${run.name}`,
            title: isPinned ? 'Unpin' : 'Keep at the top of the table and in the charts', onclick: () => this.#toggle(run),
        }, icon());
    }

    #toggle(run) {
        if (!this.#ids.delete(run.id)) {
            if (this.#ids.size === MOST) {
                say(`At most ${MOST} runs can be pinned. Unpin one first.`);
                return;
            }
            this.#ids.add(run.id);
        }
        this.page.keep({ pin: [...this.#ids].join('.') });
        this.onchange();
    }
}

let drawn = null;

/** A clone, because there are many rows, and each has an icon. */
function icon() {
    drawn ??= svg('svg', { viewBox: '0 0 16 16', 'aria-hidden': 'true' }, svg('path', { d: 'M5 1.5h6M6 1.5l-.5 5L3 9h10l-2.5-2.5-.5-5M8 9v6' }));
    return drawn.cloneNode(true);
}
