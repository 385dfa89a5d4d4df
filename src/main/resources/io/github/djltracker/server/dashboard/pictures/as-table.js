// The runs of a picture as a table, which opens below it.

import { el } from '../widgets/dom.js';
import { Table } from '../widgets/table.js';
import { COLUMNS } from '../runs/found.js';

export class AsTable {
    #rows = null;

    constructor(label) {
        this.table = new Table({ label, key: run => run.id, sort: null });
        this.table.element.classList.add('short');
        this.element = el('details', { class: 'as-table', ontoggle: () => this.#show() }, el('summary', {}, 'As a table'), this.table.element);
    }

    update(runs, quantities) {
        this.#rows = { runs, quantities };
        this.#show();
    }

    #show() {
        if (this.element.open && this.#rows !== null) {
            const { runs, quantities } = this.#rows;
            this.table.update(runs, [...COLUMNS.slice(0, 2), ...quantities.map(columnOf)]);
        }
    }
}

function columnOf(quantity) {
    return {
        id: quantity.name,
        title: quantity.title,
        numeric: quantity.kind !== 'text',
        value: quantity.of,
        text: run => quantity.text(quantity.of(run)),
    };
}
