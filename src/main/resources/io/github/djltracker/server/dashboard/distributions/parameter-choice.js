// The list from which a parameter is chosen, with a search if there are many.

import { el, show } from '../widgets/dom.js';
import { nameMatcher } from '../widgets/filter.js';

const FEW = 8;

export class ParameterChoice {
    #names = [];
    #offered = '';
    #chosen = null;

    constructor(onchange) {
        this.onchange = onchange;
        this.select = el('select', { 'aria-label': 'Parameter', onchange: () => onchange(this.select.value) });
        this.field = el('input', {
            type: 'search', placeholder: 'Words or a regular expression', 'aria-label': 'Filter parameters',
            title: 'Filters the list of parameters; Enter picks the first one', oninput: () => this.#offer(), onkeydown: event => this.#key(event),
        });
        this.wrong = el('span', { class: 'error', role: 'status' });
        this.elements = [el('label', {}, 'Parameter ', this.select), this.field, this.wrong];
    }

    update(names, chosen) {
        this.#names = names;
        this.#chosen = chosen;
        this.field.hidden = names.length <= FEW;
        this.#offer();
    }

    #found() {
        const { matches, error } = nameMatcher(this.field.value);
        return { found: this.#names.filter(matches), error };
    }

    /**
     * The chosen parameter stays in the list, whatever the search text. Recreated only if it changes, because the user
     * may be about to choose.
     */
    #offer() {
        const { found, error } = this.#found();
        const offered = found.includes(this.#chosen) ? found : [this.#chosen, ...found];
        const key = offered.join('\n');
        if (key !== this.#offered) {
            this.#offered = key;
            show(this.select, offered.map(name => el('option', { value: name }, name)));
        }
        this.select.value = this.#chosen;
        show(this.wrong, error ? `${error}. All parameters are listed.` : found.length === 0 && 'No parameter matches.');
        this.field.setAttribute('aria-invalid', String(error !== null || found.length === 0));
    }

    #key(event) {
        const [first] = this.#found().found;
        if (event.key === 'Enter' && first !== undefined) {
            this.onchange(first);
        }
    }
}
