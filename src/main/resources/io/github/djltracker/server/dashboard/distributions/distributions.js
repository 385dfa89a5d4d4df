// The distribution of the values of a parameter over the steps of runs: the choice, the data that it needs, and one plot per
// run.

import { later } from '../charts/turns.js';
import { ConnectionLost } from '../server/api.js';
import { connected } from '../server/connection.js';
import { unlessLost } from '../server/live.js';
import { AsTable } from '../pictures/as-table.js';
import { Frame } from '../pictures/frame.js';
import { el, show } from '../widgets/dom.js';
import { count } from '../widgets/format.js';
import { Segments } from '../widgets/segments.js';
import * as heatMap from './heat-map.js';
import { Looks } from './looks.js';
import { KINDS, Known } from './names.js';
import { notes } from './notes.js';
import { ParameterChoice } from './parameter-choice.js';
import { picturePng } from './picture-png.js';
import * as ridges from './ridges.js';
import { RunPicture } from './run-picture.js';
import { sheetsOf } from './sheets.js';
import { csv, rowsOf, tableColumns } from './words.js';

const MOST_RUNS = 10;
const SHAPES = { map: heatMap, ridges };
const TITLES = Object.fromEntries(Object.entries(SHAPES).map(([id, { TITLE }]) => [id, TITLE]));

/** Runs have the same form as for charts: "id" (those with null are left out), "model", "label" and "color". */
export class Distributions {
    #runs = [];
    #known = new Known([]);
    #names = []; // all parameters
    #looks = new Map(); // histograms, by run and name of the series
    #pictures = new Map(); // by run
    #drawn = []; // the histograms and the sheet of each drawn run
    #turn = 0;

    /** @param page its signal ends this, and its address keeps the choice */
    constructor(page) {
        this.page = page;
        this.kinds = new Segments('The parameter or its gradient', KINDS, kind => this.#choose({ gradients: kind === 'gradient' }));
        this.shapes = new Segments('Kind of plot', TITLES, shape => this.#choose({ ridges: shape === 'ridges' }));
        this.choice = new ParameterChoice(parameter => this.#choose({ parameter }));
        this.usual = el('input', { type: 'checkbox', checked: this.#isUsual, onchange: () => this.#choose({ tails: this.usual.checked && 'out' }) });
        this.grid = el('div', { class: 'distribution-grid' });
        this.table = new AsTable('Recorded histograms', row => row.key);
        this.frame = new Frame({
            title: 'Values over steps',
            controls: [...this.choice.elements, this.kinds.element, this.shapes.element,
                el('label', { title: 'Fit the scale to most values' }, this.usual, ' Leave out outliers')],
            body: this.grid,
            png: () => picturePng(this.grid, [...this.#pictures.values()], this.#title),
            csv: () => csv(this.#series, this.#mustBeDrawn()),
        });
        this.frame.element.append(this.table.element);
        this.total = el('span', { class: 'muted' });
        this.details = el('details', { class: 'distributions', open: page.query.get('distributions') !== null, ontoggle: () => this.#toggled() },
            el('summary', {}, 'Distributions ', this.total));
        this.advice = el('p', { class: 'muted' }, 'Only norms of the parameters were recorded. To record distributions, use ',
            el('code', {}, 'optParameterDistributions(500)'), ' of the listener.');
        this.element = el('div', {}, this.details, this.advice);
        addEventListener('themechange', () => this.#pictures.forEach(picture => picture.repaint()), { signal: page.signal });
        page.signal.addEventListener('abort', () => this.#pictures.forEach(picture => picture.close()));
        this.update([], []);
    }

    /** Shows these runs. */
    update(runs, series) {
        this.#take(runs, series);
        void this.#load([]);
    }

    /** Called when the runs with these ids have new data: reads only what is new. */
    async grow(runs, series, changed) {
        this.#take(runs, series);
        await this.#load(changed);
    }

    #take(runs, series) {
        this.#runs = runs.filter(run => run.id !== null);
        const ids = new Set(this.#runs.map(run => run.id));
        this.#known = new Known(series.filter(one => ids.has(one.run)));
        this.#names = this.#known.parametersOf(this.#runs);
        const isAny = this.#names.length > 0;
        this.details.hidden = !isAny;
        this.advice.hidden = isAny || !this.#known.hasNorms;
        show(this.total, count(this.#names.length));
        if (isAny) {
            this.choice.update(this.#names, this.#parameter);
            this.kinds.show(this.#kind);
            this.shapes.show(this.#shape);
        }
    }

    get #parameter() {
        const chosen = this.page.query.get('parameter');
        return this.#names.includes(chosen) ? chosen : this.#names[0];
    }

    get #kind() {
        return this.page.query.get('gradients') === null ? 'weight' : 'gradient';
    }

    get #shape() {
        return this.page.query.get('ridges') === null ? 'map' : 'ridges';
    }

    get #isUsual() {
        return this.page.query.get('tails') === 'out';
    }

    /** The name of the series of the histograms. */
    get #series() {
        return `${this.#kind}_histogram/${this.#parameter}`;
    }

    get #what() {
        return `${KINDS[this.#kind].toLowerCase()} of ${this.#parameter}`;
    }

    get #title() {
        return `${TITLES[this.#shape]} of ${this.#parameter}${this.#kind === 'gradient' ? ', gradient' : ''}`;
    }

    #choose(state) {
        this.page.keep(state);
        this.choice.update(this.#names, this.#parameter);
        this.kinds.show(this.#kind);
        this.shapes.show(this.#shape);
        void this.#load([]);
    }

    #toggled() {
        if (this.details.open !== (this.page.query.get('distributions') !== null)) {
            this.page.keep({ distributions: this.details.open && 'open' });
        }
        void this.#load([]);
    }

    /** Reads what is to be shown and was not read yet, and what is new in the changed runs. */
    async #load(changed) {
        if (!this.details.open || this.details.hidden) {
            return;
        }
        if (!this.frame.element.isConnected) {
            this.details.append(this.frame.element);
        }
        this.#turn += 1;
        const mine = this.#turn;
        const name = this.#series;
        const all = this.#runs.filter(run => this.#known.has(run, this.#kind, this.#parameter));
        const shown = all.slice(0, MOST_RUNS);
        const wanted = new Map(shown.map(run => [`${run.id} ${name}`, run]));
        for (const [key, looks] of this.#looks) {
            if (!wanted.has(key)) {
                looks.close();
                this.#looks.delete(key);
            }
        }
        const reading = [...wanted].map(([key, run]) => {
            const looks = this.#looks.get(key) ?? new Looks(run, name, this.page.signal);
            this.#looks.set(key, looks);
            if (looks.first === null) {
                looks.first = read(looks);
            } else if (changed.includes(run.id)) {
                return read(looks);
            }
            return looks.isRead ? null : looks.first;
        });
        if (reading.some(one => one !== null)) {
            if (reading.some((one, i) => one !== null && !changed.includes(shown[i].id))) {
                this.frame.note(`Reading ${this.#what}.`);
            }
            // the previous plots stay until everything was read
            await Promise.all(reading);
        }
        if (mine === this.#turn) {
            await this.#show(mine, shown.map(run => ({ run, looks: this.#looks.get(`${run.id} ${name}`) })), all);
        }
    }

    /** Draws what was read for each run to be shown. "all" are the runs that have such data. */
    async #show(mine, sets, all) {
        const shape = SHAPES[this.#shape];
        const there = sets.filter(({ looks }) => looks.list.length > 0).map(({ run, looks }) => ({ run, looks: looks.list.toSorted((a, b) => a.step - b.step) }));
        const sheets = await sheetsOf(there.map(({ looks }) => looks), shape, this.#isUsual);
        if (mine !== this.#turn || this.page.signal.aborted) {
            return;
        }
        this.#drawn = sheets.map((sheet, i) => ({ ...there[i], shape, sheet }));
        this.frame.name = this.#series;
        this.#placePictures();
        for (const one of this.#drawn) {
            await later(() => mine === this.#turn && this.#pictures.get(one.run.id)?.update(one, this.#title));
        }
        if (mine !== this.#turn) {
            return;
        }
        this.table.update(rowsOf(this.#drawn), tableColumns(this.#runs.length > 1));
        this.frame.note(...notes({ sets, runs: this.#runs, all, drawn: this.#drawn, shape, what: this.#what }));
    }

    #placePictures() {
        const wanted = new Set(this.#drawn.map(({ run }) => run.id));
        for (const [id, picture] of this.#pictures) {
            if (!wanted.has(id)) {
                picture.close();
                this.#pictures.delete(id);
            }
        }
        this.grid.classList.toggle('alone', this.#drawn.length === 1);
        this.#drawn.forEach(({ run }, i) => {
            const picture = this.#pictures.get(run.id) ?? new RunPicture(text => this.frame.say(text));
            this.#pictures.set(run.id, picture);
            if (this.grid.children[i] !== picture.element) {
                this.grid.insertBefore(picture.element, this.grid.children[i] ?? null);
            }
        });
    }

    #mustBeDrawn() {
        if (this.#drawn.length === 0) {
            throw new Error('nothing is drawn');
        }
        return this.#drawn;
    }
}

/** Reads histograms, again if the server is lost meanwhile; reports other errors. */
async function read(looks) {
    await unlessLost(async () => {
        for (;;) {
            try {
                return await looks.read();
            } catch (error) {
                if (!(error instanceof ConnectionLost)) {
                    throw error;
                }
                await connected();
            }
        }
    }, looks.signal);
}
