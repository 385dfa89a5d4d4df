// Groups the runs of a table by a common value: the choice of the value, the table of the groups, and the selected groups.

import { listOf, texts } from '../charts/state.js';
import { el, show } from '../widgets/dom.js';
import { Table } from '../widgets/table.js';
import { askedFor, groupColumns, grouped, groupings } from './groups.js';

const USUAL_ORDER = '-runs';

export class Grouping {
    #offered = '';
    #selected;

    /**
     * @param page its address keeps the choice
     * @param label describes the table
     * @param onchange called when another value is chosen
     * @param onselect called when the selection or the order of the groups changes
     */
    constructor({ page, label, onchange, onselect }) {
        this.page = page;
        this.by = page.query.get('group');
        this.#selected = new Set(texts(page.query.get('groups')));
        this.select = el('select', {
            'aria-label': 'Group by',
            onchange: () => {
                this.by = this.select.value || null;
                this.#selected.clear();
                page.keep({ group: this.by, groups: null });
                onchange();
            },
        });
        this.control = el('label', {}, 'Group by ', this.select);
        this.table = new Table({
            label, key: one => one.key, sort: page.query.get('order') ?? USUAL_ORDER,
            onsort: sort => {
                page.keep({ order: sort === USUAL_ORDER ? null : sort });
                onselect();
            },
            select: {
                selected: this.#selected, label: one => `Select group ${one.text || 'none'}`,
                onchange: () => {
                    this.#keep();
                    onselect();
                },
            },
        });
    }

    get isOn() {
        return this.by !== null;
    }

    get selected() {
        return this.#selected;
    }

    /** The names of the values that have to be requested. */
    get wanted() {
        return askedFor(this.by);
    }

    /**
     * Offers these values for grouping; recreates the options only if they change, because the user may be about to
     * choose.
     */
    offer(names) {
        const options = groupings(names);
        if (this.isOn && !options.some(([name]) => name === this.by)) {
            options.push([this.by, this.by]);
        }
        if (String(options) !== this.#offered) {
            this.#offered = String(options);
            show(this.select, el('option', { value: '' }, 'nothing'), options.map(([name, title]) => el('option', { value: name }, title)));
        }
        this.select.value = this.by ?? '';
    }

    /**
     * Shows the groups of these runs.
     *
     * @param names the names of the metrics to show
     * @param address returns the address of the runs of a group
     * @param colorsOf called with the groups in the order of the table; returns a function that gives the number of the
     *     colour of a group, null if it has none
     */
    update(runs, { names, address, colorsOf }) {
        const groups = grouped(runs, this.by);
        const there = new Set(groups.map(one => one.key));
        const before = this.#selected.size;
        this.#selected.forEach(key => there.has(key) || this.#selected.delete(key));
        if (this.#selected.size < before) {
            this.#keep();
        }
        // colours depend on the order in the table
        const order = this.table.inOrder(groups, groupColumns(this.by, names, groups, { address, colorOf: () => null }));
        this.table.update(groups, groupColumns(this.by, names, groups, { address, colorOf: colorsOf(order) }));
    }

    #keep() {
        this.page.keep({ groups: listOf(this.#selected) });
    }
}
