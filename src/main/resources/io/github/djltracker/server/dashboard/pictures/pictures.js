// The plots of the runs that were found: manages which one is open, which values it needs, and what it shows.

import { el, show } from '../widgets/dom.js';
import { Correlation } from './correlation.js';
import { Parallel } from './parallel.js';
import { Scatter } from './scatter.js';

const ALL = { parallel: Parallel, scatter: Scatter, correlation: Correlation };

/**
 * A plot is created with a sheet: "page", whose address keeps its state; "ask()", to be called when it needs other
 * values; "open(run)"; "narrow(filter)", which adds to the filter of the page; "sort()", what the table is sorted by;
 * "go(picture, state)", which shows another plot.
 */
export class Pictures {
    #picture = null;
    #latest = null;

    constructor(sheet) {
        this.sheet = { ...sheet, go: (name, state) => this.#go(name, state) };
        this.select = el('select', { 'aria-label': 'Picture', onchange: () => this.#go(this.select.value, {}) },
            el('option', { value: '' }, 'none'), Object.entries(ALL).map(([name, { title }]) => el('option', { value: name }, title)));
        this.control = el('label', {}, 'Picture ', this.select);
        this.element = el('div', { class: 'pictures', hidden: true });
        addEventListener('themechange', () => this.#show(), { signal: sheet.page.signal });
        this.#open();
    }

    get isOpen() {
        return this.#picture !== null;
    }

    /** The names of the values that the open plot needs, out of those that exist. */
    wanted(names) {
        return this.#picture?.wanted(names) ?? [];
    }

    /** Shows these runs, the first of "all" runs, which have values of these names. */
    update(runs, all, names) {
        this.#latest = { runs, all, names };
        this.#show();
    }

    #show() {
        const there = this.#picture !== null && this.#latest !== null && this.#latest.runs.length > 0;
        this.element.hidden = !there;
        if (there) {
            this.#picture.update(this.#latest);
        }
    }

    #go(name, state) {
        this.sheet.page.keep({ ...state, picture: name || null });
        this.#open();
        void this.sheet.ask();
    }

    #open() {
        const name = this.sheet.page.query.get('picture') ?? '';
        this.#picture?.close?.();
        this.#picture = Object.hasOwn(ALL, name) ? new ALL[name](this.sheet) : null;
        this.select.value = this.#picture === null ? '' : name;
        this.element.hidden = true;
        show(this.element, this.#picture?.element);
    }
}
