// The data of a plot as a table, which opens below it.

import { el } from '../widgets/dom.js';
import { Table } from '../widgets/table.js';

export class AsTable {
    #rows = null;

    /** @param key identifies a row */
    constructor(label, key = run => run.id) {
        this.table = new Table({ label, key, sort: null });
        this.table.element.classList.add('short');
        this.element = el('details', { class: 'as-table', ontoggle: () => this.#show() }, el('summary', {}, 'As a table'), this.table.element);
    }

    update(rows, columns) {
        this.#rows = { rows, columns };
        this.#show();
    }

    #show() {
        if (this.element.open && this.#rows !== null) {
            this.table.update(this.#rows.rows, this.#rows.columns);
        }
    }
}
