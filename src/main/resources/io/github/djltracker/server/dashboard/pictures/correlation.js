// How strongly each setting is related to a metric, as a table with bars.

import { button, el } from '../widgets/dom.js';
import { count } from '../widgets/format.js';
import { Table } from '../widgets/table.js';
import { csvOf } from '../charts/save.js';
import { isMetric, nameText } from '../runs/found.js';
import { associations, meaning, strength, valueText } from './association.js';
import { barsOf } from './bars.js';
import { Choice } from './choice.js';
import { Frame } from './frame.js';
import { missingText, partText } from './notes.js';
import { quantityOf, settingsAmong, toAskFor, usualMetric } from './quantity.js';

const OTHERS = ['duration', 'step'];

export class Correlation {
    static title = 'Correlation';
    #rows = [];
    #metric = null;

    constructor(sheet) {
        this.sheet = sheet;
        this.choice = new Choice({
            label: 'Metric',
            onchange: name => {
                sheet.page.keep({ metric: name });
                void sheet.ask();
            },
        });
        this.table = new Table({ label: Correlation.title, key: row => row.name, sort: '-value' });
        this.table.element.classList.add('short');
        this.frame = new Frame({
            title: Correlation.title,
            controls: [this.choice.element],
            body: this.table.element,
            png: () => barsOf(this.frame.name, this.#rows),
            csv: () => csvOf(['setting', 'measure', 'value', 'values', 'runs'],
                this.#rows.map(row => [nameText(row.name), row.measure, row.value, row.values, row.runs])),
        });
        this.element = this.frame.element;
    }

    wanted(names) {
        return [...settingsAmong(names), ...toAskFor([this.#chosen(names)])];
    }

    update({ runs, all, names }) {
        const chosen = this.#chosen(names);
        this.choice.update([...OTHERS, ...names.filter(isMetric)], chosen);
        if (chosen === null) {
            this.frame.note('No run has a metric yet.');
            return;
        }
        this.#metric = quantityOf(chosen, runs);
        this.frame.name = `Correlation with ${this.#metric.title}`;
        const { rows, same } = associations(settingsAmong(names), this.#metric, runs);
        this.#rows = rows.toSorted((a, b) => strength(b) - strength(a));
        this.table.update(this.#rows, this.#columns());
        this.frame.note(
            missingText(this.#metric, runs),
            same > 0 && `${count(same)} ${same === 1 ? 'setting is' : 'settings are'} left out, because ${same === 1 ? 'it has' : 'they have'} the same value in all runs.`,
            partText(runs, all),
        );
    }

    #chosen(names) {
        return this.sheet.page.query.get('metric') ?? usualMetric(names, this.sheet.sort());
    }

    #columns() {
        const { sheet } = this;
        const metric = this.#metric;
        return [
            {
                id: 'setting', title: 'Setting', grow: true, text: row => nameText(row.name),
                node: (row, text) => button(text, () => sheet.go('scatter', { x: row.name, y: metric.name, color: null }),
                    { class: 'cell-link', title: `Show a scatter plot of ${text}` }),
            },
            {
                id: 'value', title: 'Strength', numeric: true, width: 22, value: row => (row.value === null ? null : strength(row)), text: valueText,
                depends: row => row.value, node: (row, text) => el('span', { class: 'bar-cell', title: meaning(row, metric.title) }, row.value !== null && bar(row), el('span', {}, text)),
            },
            { id: 'measure', title: 'Measure', width: 24, text: row => row.measure },
            { id: 'values', title: 'Values', numeric: true, value: row => row.values, text: row => count(row.values) },
            { id: 'runs', title: 'Runs', numeric: true, value: row => row.runs, text: row => count(row.runs) },
        ];
    }
}

/** To the right for a positive correlation, to the left for a negative one. */
function bar({ value }) {
    const part = el('span', { class: value < 0 ? 'falls' : null });
    part.style.width = `${Math.abs(value ?? 0) * 50}%`;
    return el('span', { class: 'extent', 'aria-hidden': 'true' }, part);
}
