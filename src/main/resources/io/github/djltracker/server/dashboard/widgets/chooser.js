// A list of checkboxes that opens below a button, for example to choose columns.

import { el, show } from './dom.js';
import { popup } from './popup.js';

/**
 * Options have an "id", a "title" and a "group"; the options of a group are in one line. "chosen" is the set of the
 * selected ids; "onchange" is called when it changes.
 */
export class Chooser {
    constructor({ label, chosen, onchange }) {
        this.chosen = chosen;
        this.onchange = onchange;
        this.list = el('div', { class: 'chooser-list' });
        this.element = el('details', { class: 'chooser' }, el('summary', {}, label), this.list);
        popup(this.element, () => this.#show());
        this.options = [];
    }

    update(options, chosen = this.chosen) {
        const ids = some => some.map(option => option.id).join('\n');
        const isNew = ids(options) !== ids(this.options) || !isSame(chosen, this.chosen);
        this.options = options;
        this.chosen = chosen;
        this.element.hidden = options.length === 0;
        if (isNew && this.element.open) {
            this.#show();
        }
    }

    #show() {
        const groups = new Map();
        for (const option of this.options) {
            groups.set(option.group, [...(groups.get(option.group) ?? []), option]);
        }
        show(this.list, [...groups].map(([group, options]) =>
            el('fieldset', {}, el('legend', { title: group }, group), el('div', {}, options.map(option => this.#box(option))))));
    }

    #box(option) {
        const box = el('input', {
            type: 'checkbox',
            onchange: () => {
                if (box.checked) {
                    this.chosen.add(option.id);
                } else {
                    this.chosen.delete(option.id);
                }
                this.onchange();
            },
        });
        box.checked = this.chosen.has(option.id);
        return el('label', {}, box, option.title);
    }
}

function isSame(one, other) {
    return one.size === other.size && [...one].every(id => other.has(id));
}
