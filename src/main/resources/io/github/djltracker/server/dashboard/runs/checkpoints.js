// The checkpoints of a run: a table with the metrics at their steps, and the best checkpoint by one of them.

import { list, path, value } from '../server/api.js';
import { distinct, isLoss, isMachinery, seriesTitle, telling } from '../charts/series.js';
import { button, el, show, uniqueId } from '../widgets/dom.js';
import { count, measure, precise, short } from '../widgets/format.js';
import { Table } from '../widgets/table.js';
import { isCheckpoint } from './settings.js';

const HASH_DIGITS = 12;

export class Checkpoints {
    #checkpoints = [];
    #metrics = [];
    #controls = '';
    #noticed = '';
    #chosen;
    /** The checkpoint at which the chosen metric was best, null if none is chosen. */
    best = null;

    /** @param page its address keeps "best", the chosen metric */
    constructor(page, model, run) {
        this.page = page;
        this.model = model;
        this.run = run;
        this.#chosen = page.query.get('best') ?? '';
        const id = uniqueId('best-by');
        this.choice = el('div', { class: 'best-by', role: 'group', 'aria-labelledby': id });
        this.answer = el('p', { class: 'best-answer', 'aria-live': 'polite' });
        this.table = new Table({
            label: 'Checkpoints',
            key: one => `${one.step} ${one.file}`,
            sort: 'step',
            rowClass: one => (one === this.best ? 'best' : ''),
        });
        this.element = el('section', { class: 'checkpoints', hidden: true },
            el('h2', { class: 'part' }, 'Checkpoints'),
            el('div', { class: 'best-line' }, el('span', { id }, 'Best by'), this.choice),
            this.answer,
            this.table.element,
            el('p', { class: 'muted' }, 'The files stay where they were saved. To see whether they still exist, run ',
                el('code', {}, `djl-tracker checkpoints ${short(run)}`), ' on the machine that saved them.'));
    }

    /**
     * Fetches them only if the run has saved more or has ended, because the server has to read every metric for them.
     */
    async load(modules, run, signal) {
        const noticed = `${modules.filter(isCheckpoint).length} ${run.status}`;
        if (noticed === this.#noticed) {
            return;
        }
        this.#noticed = noticed;
        this.#checkpoints = await list(path(['models', this.model, 'checkpoints'], { run: [this.run] }), signal);
        this.#metrics = distinct(this.#checkpoints.flatMap(one => one.values)).filter(one => !isMachinery(one));
        this.element.hidden = this.#checkpoints.length === 0;
        this.#show();
    }

    get #metric() {
        return this.#metrics.find(one => idOf(one) === this.#chosen);
    }

    #show() {
        this.#showChoice();
        const metric = this.#metric;
        const best = metric ? bestOf(this.#checkpoints, metric) : null;
        this.best = best;
        show(this.answer, best && [
            `${isLoss(metric.name) ? 'Lowest' : 'Highest'} ${seriesTitle(metric)}, ${measure(metric.name, reached(best, metric))}: step ${count(best.step)}, `,
            el('code', {}, best.file),
            best.replaced ? ', which was overwritten later' : '',
        ]);
        this.answer.hidden = !best;
        this.table.update(this.#checkpoints, this.#columns());
    }

    /** Recreates the buttons only if they change, because the user may be about to press one. */
    #showChoice() {
        const few = telling(this.#metrics);
        const more = this.#metrics.filter(one => !few.includes(one));
        const key = this.#metrics.map(idOf).join('\n\n');
        if (key !== this.#controls) {
            this.#controls = key;
            show(
                this.choice,
                few.map(one => button(seriesTitle(one), () => this.#choose(this.#chosen === idOf(one) ? '' : idOf(one)), { 'data-metric': idOf(one) })),
                more.length > 0 && el('select', { 'aria-label': 'Best by another metric', onchange: event => this.#choose(event.target.value) },
                    el('option', { value: '' }, 'another metric'),
                    more.map(one => el('option', { value: idOf(one) }, seriesTitle(one)))),
            );
        }
        for (const control of this.choice.querySelectorAll('button')) {
            control.setAttribute('aria-pressed', String(control.dataset.metric === this.#chosen));
        }
        const select = this.choice.querySelector('select');
        if (select) {
            select.value = more.some(one => idOf(one) === this.#chosen) ? this.#chosen : '';
        }
    }

    #choose(key) {
        this.#chosen = key;
        this.page.keep({ best: key || null });
        this.#show();
    }

    #columns() {
        const shown = telling(this.#metrics);
        const chosen = this.#metric;
        return [
            { id: 'step', title: 'Step', numeric: true, value: one => one.step, text: one => count(one.step) },
            { id: 'epoch', title: 'Epoch', numeric: true, hint: 'Epochs completed', value: one => one.epoch, text: one => count(one.epoch) },
            { id: 'file', title: 'File', grow: true, text: one => one.file, node: (one, text) => el('code', { title: one.host === undefined ? text : `${text} on ${one.host}` }, text) },
            { id: 'size', title: 'Size', numeric: true, value: one => one.bytes, text: one => (one.bytes === undefined ? '' : measure('bytes', one.bytes)) },
            { id: 'sha256', title: 'SHA-256', text: one => one.sha256?.slice(0, HASH_DIGITS) ?? 'not read', node: (one, text) => el('code', { title: one.sha256 ?? 'The file could not be read completely' }, text) },
            { id: 'host', title: 'Saved on', text: one => one.host ?? '' },
            ...(this.#checkpoints.some(one => one.replaced) ? [{ id: 'state', title: 'State', text: one => (one.replaced ? 'replaced' : '') }] : []),
            ...(chosen && !shown.includes(chosen) ? [chosen, ...shown] : shown).map(metric => ({
                id: `metric ${idOf(metric)}`,
                title: metric.name,
                subtitle: metric.phase ?? '',
                numeric: true,
                value: one => reached(one, metric),
                text: one => (reached(one, metric) === null ? '' : measure(metric.name, reached(one, metric))),
                node: (one, text) => el('span', { title: reached(one, metric) === null ? null : precise(reached(one, metric)) }, text),
            })),
        ];
    }
}

/** A metric in the notation of the command line. */
function idOf({ name, phase }) {
    return phase === undefined ? name : `${name}@${phase}`;
}

/** The best checkpoint, the first if several are equally good; NaN is never the best. */
export function bestOf(checkpoints, metric) {
    let best = null;
    for (const one of checkpoints) {
        const now = reached(one, metric);
        if (now !== null && !Number.isNaN(now) && (best === null || (isLoss(metric.name) ? now < reached(best, metric) : now > reached(best, metric)))) {
            best = one;
        }
    }
    return best;
}

function reached(checkpoint, metric) {
    const found = checkpoint.values.find(one => one.name === metric.name && one.phase === metric.phase);
    return found === undefined ? null : value(found.value);
}
