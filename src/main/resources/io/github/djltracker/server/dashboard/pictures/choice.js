// A list from which one value of runs is chosen.

import { el, show } from '../widgets/dom.js';
import { isMetric } from '../runs/found.js';
import { isSetting, KNOWN, titleOf } from './quantity.js';

export class Choice {
    #offered = '';

    /** @param none what it says where nothing is chosen; null where something has to be */
    constructor({ label, none = null, onchange }) {
        this.none = none;
        this.select = el('select', { 'aria-label': label, onchange: () => onchange(this.select.value || null) });
        this.element = el('label', {}, `${label} `, this.select);
    }

    /** Offers these names, made anew only where they are others: somebody may be about to choose. */
    update(names, chosen) {
        const all = chosen === null || names.includes(chosen) ? names : [...names, chosen];
        const key = all.join('\n');
        if (key !== this.#offered) {
            this.#offered = key;
            const groups = [
                ['Run', all.filter(name => KNOWN.includes(name))],
                ['Metrics', all.filter(isMetric)],
                ['Settings', all.filter(isSetting)],
                ['Environment', all.filter(name => !KNOWN.includes(name) && !isMetric(name) && !isSetting(name))],
            ].filter(([, some]) => some.length > 0);
            show(
                this.select,
                this.none !== null && el('option', { value: '' }, this.none),
                groups.map(([label, some]) => el('optgroup', { label }, some.map(name => el('option', { value: name }, titleOf(name))))),
            );
        }
        this.select.value = chosen ?? '';
    }
}
