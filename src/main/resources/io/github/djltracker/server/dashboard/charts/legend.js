// The colours of groups, above the charts.

import { el, show } from '../widgets/dom.js';
import { counted } from '../widgets/format.js';
import { swatch } from './swatch.js';

export class Legend {
    #key = '';

    constructor() {
        this.element = el('ul', { class: 'legend', 'aria-label': 'Groups', hidden: true });
    }

    /** Shows the groups of these runs, and the runs that are in no group. */
    update(runs) {
        const groups = new Map();
        for (const { id, label, color, group } of runs) {
            const key = group ? `group ${group.key}` : `run ${id}`;
            const known = groups.get(key) ?? { text: group?.label ?? label, isGroup: Boolean(group), color, runs: 0 };
            groups.set(key, { ...known, runs: known.runs + 1 });
        }
        const entries = runs.some(run => run.group) ? [...groups.values()] : [];
        const key = JSON.stringify(entries);
        if (key !== this.#key) {
            this.#key = key;
            this.element.hidden = entries.length === 0;
            show(this.element, entries.map(one => el('li', {}, swatch(one.color), one.isGroup ? `${one.text}, ${counted(one.runs, 'run', 'runs')}` : one.text)));
        }
    }
}
