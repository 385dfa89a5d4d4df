// A row of buttons, one of which is pressed.

import { button, el } from './dom.js';

export class Segments {
    #buttons;

    /** @param options titles by id */
    constructor(label, options, onchange) {
        this.#buttons = Object.entries(options).map(([id, title]) => button(title, () => onchange(id), { 'data-id': id }));
        this.element = el('span', { class: 'segments', role: 'group', 'aria-label': label }, this.#buttons);
    }

    show(chosen) {
        this.#buttons.forEach(one => one.setAttribute('aria-pressed', String(one.dataset.id === chosen)));
    }
}
