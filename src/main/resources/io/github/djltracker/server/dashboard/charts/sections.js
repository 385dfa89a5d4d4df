// Sections of charts, which can be opened and closed, with the number of charts in each.

import { el, show } from '../widgets/dom.js';
import { count } from '../widgets/format.js';
import { middle } from '../widgets/middle.js';

export class Sections {
    #known = new Map();

    /** @param ontoggle called with the key of a section, and whether the user closed it */
    constructor(ontoggle) {
        this.ontoggle = ontoggle;
        this.element = el('div', { class: 'sections' });
    }

    /** Shows sections with "key", "title", "isClosed" and "elements". Elements are moved only if necessary. */
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
        // a click event is also sent for keys
        const onclick = () => this.ontoggle(key, element.open);
        const element = el('details', { class: 'section', 'data-section': title }, el('summary', { onclick }, middle(title), ' ', number), grid);
        return { element, grid, number };
    }
}

/** Brings elements into this order, moving only those in a different place; the focus is kept. */
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
