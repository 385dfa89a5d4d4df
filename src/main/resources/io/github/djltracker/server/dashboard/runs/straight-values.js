// Metrics that were logged without a step, and therefore have no chart.

import { list, path } from '../server/api.js';
import { el } from '../widgets/dom.js';
import { measure, short, time } from '../widgets/format.js';
import { Table } from '../widgets/table.js';

export class StraightValues {
    constructor(model, signal) {
        this.model = model;
        this.signal = signal;
        this.table = new Table({ label: 'Values without a step', key: one => one.id, sort: '-time' });
        this.table.element.classList.add('short');
        this.element = el('section', { hidden: true }, el('h2', { class: 'part' }, 'Values without a step'), this.table.element);
        this.known = '';
    }

    /** Shows those of a model with these series; fetches them if there are new ones. */
    async update(series) {
        const without = series.filter(one => one.firstStep === undefined);
        const names = [...new Set(without.map(one => one.name))];
        const known = without.map(one => `${one.run} ${one.name} ${one.phase} ${one.count}`).join();
        this.element.hidden = names.length === 0;
        if (known === this.known) {
            return;
        }
        this.known = known;
        const metrics = await Promise.all(names.map(name => list(path(['models', this.model.id, 'metrics'], { name }), this.signal)));
        this.table.update(metrics.flat().filter(one => one.step === undefined), [
            { id: 'name', title: 'Metric', grow: true, text: one => one.name },
            { id: 'phase', title: 'Phase', text: one => one.phase ?? '' },
            { id: 'value', title: 'Value', numeric: true, value: one => Number(one.value), text: one => measure(one.name, Number(one.value)) },
            { id: 'time', title: 'Time', width: 24, value: one => one.time, text: one => time(one.time) },
            { id: 'run', title: 'Run', text: one => (one.run ? short(one.run) : 'manual') },
        ]);
    }
}
