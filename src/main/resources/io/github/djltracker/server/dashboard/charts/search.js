// The search for charts, by words in their names or by a regular expression.

import { el, show } from '../widgets/dom.js';
import { nameMatcher } from '../widgets/filter.js';

export class Search {
    /** @param onchange called when the search text changes */
    constructor(page, onchange) {
        this.field = el('input', {
            type: 'search', placeholder: 'Words or a regular expression', 'aria-label': 'Filter metrics', value: page.query.get('metrics') ?? '',
            title: 'Finds charts by words in their names, or by a regular expression such as ^layer1|norm$',
            oninput: () => {
                page.keep({ metrics: this.field.value });
                onchange();
            },
        });
        this.wrong = el('p', { class: 'error', role: 'status' });
    }

    /**
     * Returns the matcher "matches", and "isFound", whether a valid search is entered; shows an error in the
     * expression.
     */
    read() {
        const { matches, error } = nameMatcher(this.field.value);
        show(this.wrong, error && `${error}. All charts are shown.`);
        this.field.setAttribute('aria-invalid', String(error !== null));
        return { matches, isFound: error === null && this.field.value.trim() !== '' };
    }
}
