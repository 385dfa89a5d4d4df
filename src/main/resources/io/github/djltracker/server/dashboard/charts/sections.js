// Sections of charts that open and close, with the number of charts in each.

import { el, show } from '../widgets/dom.js';
import { count } from '../widgets/format.js';
import { middle } from '../widgets/middle.js';

export class Sections {
    #known = new Map();

    /** @param ontoggle told a section's key, and whether the reader has closed it */
    constructor(ontoggle) {
        this.ontoggle = ontoggle;
        this.element = el('div', { class: 'sections' });
    }

    /** Shows these: "key", "title", "isClosed" and the "elements" in it, which stay where they are if they can. */
    update(sections) {
        const wanted = new Set(sections.map(section => section.key));
        for (const [key, { element }] of this.#known) {
            if (!wanted.has(key)) {
                element.remove();
                this.#known.delete(key);
            }
        }
        place(this.element, sections.map(section => this.#section(section)));
    }

    #section({ key, title, isClosed, elements }) {
        if (!this.#known.has(key)) {
            this.#known.set(key, this.#make(key, title));
        }
        const { element, grid, number } = this.#known.get(key);
        if (number) {
            show(number, count(elements.length));
            element.open = !isClosed;
        }
        place(grid, elements);
        return element;
    }

    #make(key, title) {
        const grid = el('div', { class: 'charts' });
        if (title === '') {
            return { element: el('div', { class: 'section' }, grid), grid, number: null };
        }
        const number = el('span', { class: 'muted' });
        // by the mouse and by keys alike
        const onclick = () => this.ontoggle(key, element.open);
        const element = el('details', { class: 'section', 'data-section': title }, el('summary', { onclick }, middle(title), ' ', number), grid);
        return { element, grid, number };
    }
}

/** Brings elements into this order, moving only those that stand elsewhere; what had the focus keeps it. */
function place(parent, elements) {
    const focused = document.activeElement;
    elements.forEach((element, index) => {
        if (parent.children[index] !== element) {
            parent.insertBefore(element, parent.children[index] ?? null);
        }
    });
    if (focused !== document.activeElement && parent.contains(focused)) {
        focused.focus();
    }
}
