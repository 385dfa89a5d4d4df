// A list for choosing a value of the runs, with a switch for a logarithmic scale.

import { button, el, show } from '../widgets/dom.js';
import { isMetric } from '../runs/found.js';
import { canBeLog, KNOWN, optionsOf, titleOf } from './quantity.js';

export class Choice {
    #offered = '';

    /**
     * @param none the text if nothing is chosen; null if a choice is required
     * @param onlog called when the logarithmic scale is switched; null if there is no switch
     */
    constructor({ label, none = null, onchange, onlog = null }) {
        this.none = none;
        this.select = el('select', { 'aria-label': label, onchange: () => onchange(this.select.value || null) });
        this.log = onlog && button('log', onlog, { class: 'quiet', title: 'Logarithmic scale', 'aria-label': `Logarithmic scale of ${label}` });
        this.element = el('span', { class: 'choice' }, el('label', {}, `${label} `, this.select), this.log);
    }

    /** Offers these names; recreates the options only if they change, because the user may be about to choose. */
    update(names, chosen) {
        const all = chosen === null || names.includes(chosen) ? names : [...names, chosen];
        const key = all.join('\n');
        if (key !== this.#offered) {
            this.#offered = key;
            const groups = new Map();
            optionsOf(all.filter(name => !KNOWN.includes(name)), all.filter(name => KNOWN.includes(name))).forEach(({ id, group }) => {
                const label = isMetric(id) ? 'Metrics' : group;
                groups.set(label, [...(groups.get(label) ?? []), id]);
            });
            show(
                this.select,
                this.none !== null && el('option', { value: '' }, this.none),
                [...groups].map(([label, some]) => el('optgroup', { label }, some.map(name => el('option', { value: name }, titleOf(name))))),
            );
        }
        this.select.value = chosen ?? '';
    }

    /** Shows whether the scale is logarithmic; hides the button if it cannot be. */
    showLog(quantity, isLog) {
        this.log.hidden = quantity === null || !canBeLog(quantity);
        this.log.setAttribute('aria-pressed', String(isLog));
    }
}
