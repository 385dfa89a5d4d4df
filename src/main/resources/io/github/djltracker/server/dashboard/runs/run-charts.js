// The charts of runs beside the table of these runs.

import { Panel } from '../charts/panel.js';
import { painted } from '../charts/turns.js';
import { follow } from '../server/follow.js';
import { unlessLost } from '../server/live.js';
import { el, show } from '../widgets/dom.js';
import { DrawnRuns } from './drawn.js';
import { leftFrom } from './runs.js';

export class RunCharts {
    #drawn = new DrawnRuns();
    #looks = [];
    #all = [];
    #key = null;
    #ids = null; // ids of the shown runs, null until they are shown
    #turn = 0;
    #following = null;

    /** @param page its signal ends this, and its address keeps the state of the charts */
    constructor(page) {
        this.page = page;
        this.panel = new Panel(page);
        this.words = el('p', { class: 'muted', role: 'status' });
        this.element = el('section', { class: 'run-charts', 'aria-label': 'Charts', hidden: true }, this.words, this.panel.element);
    }

    /**
     * Draws these runs.
     *
     * @param looks for each a "run", its "label", its "color", and its "group" if it is in one
     * @param all all known runs, including those that may have been resumed from others
     * @param text describes the drawn runs
     */
    async show(looks, all, text) {
        show(this.words, text);
        this.#looks = looks;
        this.#all = all;
        const key = JSON.stringify(looks.map(({ run, label, color, group }) => [run.id, label, color, group]));
        if (key === this.#key) {
            // their current states
            this.#drawn.runs = looks.map(({ run }) => run);
            this.#following?.again();
            return;
        }
        this.#key = key;
        if (this.#ids !== null && isSame(this.#ids, looks)) {
            this.#drawn.runs = looks.map(({ run }) => run);
            this.panel.showAnew(this.#lines());
            return;
        }
        this.#ids = null;
        this.#turn += 1;
        const mine = this.#turn;
        let isKnown = false;
        await unlessLost(async () => {
            await painted();
            await this.#drawn.show(looks.map(({ run }) => run), this.page.signal);
            isKnown = true;
        }, this.page.signal);
        if (mine !== this.#turn) {
            return;
        }
        if (!isKnown) {
            // the next call of "show" fetches again
            this.#key = null;
            return;
        }
        this.#ids = new Set(this.#looks.map(({ run }) => run.id));
        this.panel.show(this.#lines(), this.#drawn.series);
        this.panel.element.hidden = this.#drawn.series.length === 0;
        this.#follow();
    }

    #lines() {
        const left = leftFrom(this.#all);
        return this.#looks.map(({ run, label, color, group = null }) => ({
            id: run.id, model: run.model, label, color, group, started: run.started, epochs: this.#drawn.epochsOf(run), leftFrom: left.get(run.id) ?? null,
        }));
    }

    #follow() {
        if (this.#following) {
            this.#following.again();
            return;
        }
        this.#following = follow(this.page, () => [this.#drawn], {
            onrun: () => {},
            onpoints: async ids => {
                const mine = this.#turn;
                const some = new Set(ids);
                await unlessLost(() => this.#drawn.load(this.#drawn.runs.filter(run => some.has(run.id)), this.page.signal), this.page.signal);
                if (mine === this.#turn) {
                    this.panel.runs = this.#lines();
                    this.panel.element.hidden = this.#drawn.series.length === 0;
                    await this.panel.grow(this.#drawn.series);
                }
            },
            onlist: () => {},
        });
    }
}

function isSame(ids, looks) {
    return ids.size === looks.length && looks.every(({ run }) => ids.has(run.id));
}
