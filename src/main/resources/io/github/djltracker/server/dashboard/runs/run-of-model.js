// Which run represents a model in a comparison of models: the latest, or the best by a metric.

import { get, path } from '../server/api.js';
import { distinct, isLoss, isMachinery, seriesTitle } from '../charts/series.js';
import { el, show } from '../widgets/dom.js';
import { found } from './found.js';

const LATEST = '';

export class RunOfModel {
    #offered = '';

    /** @param page its address keeps the choice */
    constructor(page) {
        this.page = page;
        this.by = page.query.get('of') ?? LATEST;
        this.select = el('select', {
            'aria-label': 'Run of each model',
            onchange: () => {
                this.by = this.select.value;
                page.keep({ of: this.by });
            },
        });
        this.element = el('label', {}, 'Run of each model ', this.select);
    }

    /**
     * Offers the metrics of these series; recreates the options only if they change, because the user may be about to
     * choose.
     */
    offer(series) {
        const options = distinct(series).filter(one => !isMachinery(one)).map(one => {
            const isLess = isLoss(one.name);
            return [`${one.name}@${one.phase ?? ''}.${isLess ? 'min' : 'max'}`, `the run with the ${isLess ? 'lowest' : 'highest'} ${seriesTitle(one)}`];
        });
        if (this.by !== LATEST && !options.some(([name]) => name === this.by)) {
            options.push([this.by, this.by]);
        }
        if (String(options) !== this.#offered) {
            this.#offered = String(options);
            show(this.select, el('option', { value: LATEST }, 'the latest run'), options.map(([name, title]) => el('option', { value: name }, title)));
        }
        this.select.value = this.by;
    }

    /** The query of the page that compares these models, and the models that have no such run. */
    async comparison(experiment, models) {
        if (this.by === LATEST) {
            return { query: { model: models.map(model => model.id) }, without: [] };
        }
        const best = await Promise.all(models.map(model => this.#best(experiment, model)));
        return { query: { run: best.filter(run => run !== null).map(run => run.id) }, without: models.filter((_, i) => best[i] === null) };
    }

    /** The best run of a model that is not archived; null if no run has a finite value. */
    async #best(experiment, model) {
        const { items } = await get(path(['experiments', experiment, 'runs'], {
            where: `hash = "${model.hash}" and not archived`, sort: this.by, descending: this.by.endsWith('.max'), column: this.by, lenient: true, limit: 1,
        }), this.page.signal);
        const [run] = items.map(found);
        return run && Number.isFinite(run.values[this.by]) ? run : null;
    }
}
