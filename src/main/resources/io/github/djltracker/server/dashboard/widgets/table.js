// A table of many rows, sortable by any column. If there are many rows, only the visible ones are in the document.

import { el, show } from './dom.js';
import { middle } from './middle.js';
import { arrange, compare, spacer } from './rows.js';

const ALL_SHOWN = 120;
const SPARE_ROWS = 10;
const WIDEST = 38;
const TITLE = 16;

/**
 * A column has an "id", a "title", and "text(row)", the text of its cell. It may have "value(row)", a number or string
 * to sort by; "node(row, text)", the content of the cell if it is more than the text; "numeric"; "hint", which explains
 * the title; "depends(row)", what the node depends on in addition to the text; "subtitle", a second line of the title,
 * in which case the title may be cut; "width" in digits, if it is not determined by the text; "grow", to take the
 * remaining width; "plain", not sortable.
 */
export class Table {
    #columns = [];
    #columnsKey = '';
    #headKey = '';
    #rows = [];
    #sorted = [];
    #widths = [];
    #isTight = false; // whether a text became wider than its column
    #cells = new Map(); // visible rows: by key, an element and its texts
    #from = 0;
    #to = -1;
    #last = null; // where a range of selected rows begins

    /**
     * @param label describes the table, for screen readers
     * @param key identifies a row
     * @param sort the id of a column, with "-" in front for descending order
     * @param onsort called when the user sorts
     * @param select optional: "selected", a set of keys; "label(row)"; "onchange()"
     * @param rowClass optional: the class of a row
     * @param isFirst optional: whether a row is above all others, regardless of sorting
     */
    constructor({ label, key, sort, onsort, select = null, rowClass = null, isFirst = () => false }) {
        this.rowClass = rowClass;
        this.isFirst = isFirst;
        this.key = key;
        this.sort = sort;
        this.onsort = onsort;
        this.select = select;
        this.columnWidths = el('colgroup');
        this.head = el('thead');
        this.above = el('tbody', { 'aria-hidden': 'true' });
        this.body = el('tbody');
        this.below = el('tbody', { 'aria-hidden': 'true' });
        this.table = el('table', { 'aria-label': label }, this.columnWidths, this.head, this.above, this.body, this.below);
        // focusable, so that it can be scrolled with the keyboard
        this.element = el('div', { class: 'table', role: 'region', 'aria-label': label, tabindex: '0' }, this.table);
        this.element.addEventListener('scroll', () => this.#showRows(), { passive: true });
        this.element.addEventListener('paper', () => this.#showRows());
        new ResizeObserver(() => this.#showRows()).observe(this.element);
    }

    update(rows, columns = this.#columns) {
        const key = columns.map(({ id, width }) => `${id} ${width ?? ''}`).join('\n');
        const isNew = key !== this.#columnsKey;
        this.#columnsKey = key;
        this.#columns = columns;
        if (isNew) {
            this.#cells.clear();
            this.body.replaceChildren();
        }
        if (isNew || rows.length !== this.#rows.length) {
            this.#rows = rows;
            this.#layOut();
        }
        this.#rows = rows;
        this.#showHead();
        this.#arrange();
    }

    /** Shows the selection as it is now. */
    refreshSelection() {
        for (const [key, { element }] of this.#cells) {
            const box = element.querySelector('input[type=checkbox]');
            box.checked = this.select.selected.has(key);
            element.classList.toggle('selected', box.checked);
        }
        const box = this.head.querySelector('input[type=checkbox]');
        const chosen = this.#sorted.filter(row => this.select.selected.has(this.key(row))).length;
        box.checked = chosen > 0 && chosen === this.#sorted.length;
        box.indeterminate = chosen > 0 && chosen < this.#sorted.length;
    }

    /** Recreates the header only if it changes, because the user may be about to press one of its buttons. */
    #showHead() {
        const key = JSON.stringify([this.sort, this.#columns.map(({ id, title, subtitle, numeric }) => [id, title, subtitle, numeric])]);
        if (key === this.#headKey) {
            return;
        }
        this.#headKey = key;
        const columns = this.#columns.map(column => this.#heading(column));
        const all = this.select && el('th', { class: 'check', scope: 'col' },
            el('input', { type: 'checkbox', 'aria-label': 'Select all', onchange: event => this.#selectAll(event.target.checked) }));
        const focused = this.head.contains(document.activeElement) ? document.activeElement.dataset.column : null;
        show(this.head, el('tr', {}, all, columns));
        if (focused) {
            this.head.querySelector(`button[data-column="${CSS.escape(focused)}"]`)?.focus();
        }
    }

    #heading(column) {
        const descending = this.sort === `-${column.id}`;
        const ascending = this.sort === column.id;
        const order = descending ? 'descending' : ascending ? 'ascending' : null;
        const text = column.subtitle === undefined ? column.title : [el('span', { class: 'title' }, middle(column.title)), el('span', { class: 'subtitle' }, middle(column.subtitle))];
        const title = column.plain
            ? el('span', {}, text)
            : el('button', {
                type: 'button',
                'data-column': column.id,
                onclick: () => this.#sortBy(ascending || (column.numeric && !descending) ? `-${column.id}` : column.id),
            }, text);
        return el('th', { scope: 'col', class: column.numeric ? 'numeric' : null, 'aria-sort': order, title: column.hint ?? column.title }, title);
    }

    #sortBy(sort) {
        this.sort = sort;
        this.onsort?.(sort);
        this.#showHead();
        this.#arrange();
    }

    /** Columns keep their widths while rows change: as wide as the longest text needs. */
    #layOut() {
        this.#widths = this.#columns.map(column => {
            if (column.width) {
                return column.width;
            }
            let longest = column.subtitle === undefined ? column.title.length + 2 : Math.max(column.subtitle.length + 2, Math.min(TITLE, column.title.length));
            for (const row of this.#rows) {
                longest = Math.max(longest, column.text(row).length);
            }
            return Math.min(WIDEST, longest);
        });
        const grow = this.#columns.findIndex(column => column.grow);
        const cols = this.#widths.map((width, index) => {
            const col = el('col');
            col.style.width = index === grow ? '' : `calc(${width}ch + 1.6rem)`;
            return col;
        });
        show(this.columnWidths, this.select && el('col', { class: 'check' }), cols);
        const fixed = this.#widths.reduce((sum, width) => sum + width, 0);
        this.table.style.minWidth = `calc(${fixed}ch + ${(1.6 * cols.length + 2).toFixed(1)}rem)`;
    }

    /** The rows in the order in which they are shown with these columns. */
    inOrder(rows, columns) {
        const descending = this.sort?.startsWith('-') ?? false;
        const id = descending ? this.sort.slice(1) : this.sort;
        const column = columns.find(one => one.id === id);
        const value = column?.value ?? column?.text ?? (() => null);
        const keyed = rows.map((row, index) => ({ row, index, isFirst: this.isFirst(row), value: value(row) }));
        keyed.sort((a, b) => b.isFirst - a.isFirst || compare(a.value, b.value, descending) || a.index - b.index);
        return keyed.map(({ row }) => row);
    }

    #arrange() {
        this.#sorted = this.inOrder(this.#rows, this.#columns);
        const isLong = this.#sorted.length > ALL_SHOWN;
        this.element.classList.toggle('long', isLong);
        this.table.setAttribute('aria-rowcount', this.#sorted.length + 1);
        this.#to = -1;
        this.#showRows();
    }

    #showRows() {
        if (this.#columns.length === 0) {
            // the layout happens before the first update
            return;
        }
        const count = this.#sorted.length;
        let from = 0;
        let to = count;
        const height = this.#rowHeight();
        if (count > ALL_SHOWN && !document.documentElement.hasAttribute('data-paper')) {
            from = Math.max(0, Math.floor(this.element.scrollTop / height) - SPARE_ROWS);
            to = Math.min(count, from + Math.ceil(this.element.clientHeight / height) + 2 * SPARE_ROWS);
        }
        if (from === this.#from && to === this.#to) {
            return;
        }
        this.#from = from;
        this.#to = to;
        const wanted = new Map();
        const elements = [];
        for (let index = from; index < to; index++) {
            const row = this.#sorted[index];
            const cells = this.#row(row);
            cells.element.setAttribute('aria-rowindex', index + 2);
            wanted.set(cells.key, cells);
            elements.push(cells.element);
        }
        this.#cells = wanted;
        if (this.#isTight) {
            this.#isTight = false;
            this.#layOut();
        }
        arrange(this.body, elements);
        const across = this.#columns.length + (this.select ? 1 : 0);
        spacer(this.above, from * height, across);
        spacer(this.below, (count - to) * height, across);
        if (this.select) {
            this.refreshSelection();
        }
    }

    #rowHeight() {
        const first = this.body.firstElementChild;
        return first ? first.getBoundingClientRect().height || 28 : 28;
    }

    /** The element of a row, in which only changed cells are recreated. */
    #row(row) {
        const key = this.key(row);
        const cells = this.#cells.get(key) ?? this.#newRow(key);
        cells.current = row;
        if (this.rowClass) {
            cells.element.className = this.rowClass(row);
        }
        this.#columns.forEach((column, index) => {
            const text = column.text(row);
            const state = `${text}\n${column.depends?.(row) ?? ''}`;
            if (cells.states[index] !== state) {
                cells.states[index] = state;
                const cell = cells.columns[index];
                const focused = cell.contains(document.activeElement) ? document.activeElement.localName : null;
                cell.title = text;
                show(cell, column.node ? column.node(row, text) : text);
                if (focused !== null) {
                    (cell.querySelector(focused) ?? cell.querySelector('button, a, input'))?.focus();
                }
                this.#isTight ||= !column.width && text.length > this.#widths[index] && text.length <= WIDEST;
            }
        });
        return cells;
    }

    #newRow(key) {
        const columns = this.#columns.map(column => el('td', { class: column.numeric ? 'numeric' : column.class }));
        const cells = { key, states: [], columns, current: null, element: null };
        const box = this.select && el('td', { class: 'check' },
            el('input', { type: 'checkbox', onclick: event => this.#selectOne(key, event) }));
        cells.element = el('tr', { 'data-key': key }, box, columns);
        if (box) {
            const input = box.firstChild;
            // labelled on focus, because there are many rows
            input.addEventListener('focus', () => input.setAttribute('aria-label', this.select.label(cells.current)));
            input.setAttribute('aria-label', 'Select this row');
        }
        return cells;
    }

    #selectAll(on) {
        this.#sorted.forEach(row => this.#set(this.key(row), on));
        this.#changed();
    }

    #selectOne(key, event) {
        const on = event.target.checked;
        const index = this.#sorted.findIndex(row => this.key(row) === key);
        const other = event.shiftKey && this.#last !== null ? this.#last : index;
        for (let i = Math.min(index, other); i <= Math.max(index, other); i++) {
            this.#set(this.key(this.#sorted[i]), on);
        }
        this.#last = index;
        this.#changed();
    }

    #set(key, on) {
        if (on) {
            this.select.selected.add(key);
        } else {
            this.select.selected.delete(key);
        }
    }

    #changed() {
        this.refreshSelection();
        this.select.onchange();
    }
}
