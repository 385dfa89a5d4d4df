// The chart of one metric: a line per run and phase, its buttons, its pointer and its keys.

import { button, el, show, svg } from '../dom.js';
import { count } from '../format.js';
import { extent, MODES, placeOf, stepsWithin } from './axes.js';
import { lines as fetchLines } from './curves.js';
import { draw } from './drawing.js';
import { Frame } from './frame.js';
import { hideValues, nearest, showValues, valuesText } from './hover.js';
import { comparePhases } from '../series.js';
import { boundsOf, rangeOf } from './ranges.js';
import { csv, png, saveFile } from './save.js';
import { reach, smooth } from './smoothing.js';

const MOST_BUCKETS = 20_000;
const BUCKETS_OF_FILE = 10_000;
const MARGIN = 0.1;

/**
 * @param panel the charts that it stands among: their runs and what holds for all of them
 * @param name the metric
 */
export class Chart {
    #all = []; // lines over the whole range
    #near = null; // lines of the part that is zoomed into, null where that is all
    #prepared = [];
    #loading = null;
    #frame = null;
    #pointer = null;
    #cursor = null; // index of the bucket that the keys stand on

    constructor(panel, name) {
        this.panel = panel;
        this.name = name;
        this.isVisible = false;
        this.isStale = true;
        this.phases = el('div', { class: 'phases' });
        this.logButton = button('log', () => panel.toggleLog(name), { class: 'quiet', title: 'Logarithmic scale' });
        this.wideButton = button('wide', () => this.#widen(), { class: 'quiet', title: 'As wide as the page', 'aria-pressed': 'false' });
        this.area = el('div', {
            class: 'plot', tabindex: '0', role: 'group',
            'aria-label': `Chart of ${name}. Arrow keys move through its values, plus and minus zoom, 0 shows all.`,
        });
        this.spoken = el('p', { class: 'unseen', 'aria-live': 'polite' });
        this.foot = el('p', { class: 'chart-foot muted' });
        this.element = el(
            'section',
            { class: 'chart', 'aria-label': name, 'data-metric': name },
            el('header', {}, el('h3', { title: name }, name),
                el('span', { class: 'tools' }, this.logButton, this.wideButton,
                    button('PNG', () => this.#savePng(), { class: 'quiet', title: 'Save what is seen' }),
                    button('CSV', () => this.#saveCsv(), { class: 'quiet', title: 'Save the numbers of what is seen' }))),
            this.phases,
            this.area,
            this.spoken,
            this.foot,
        );
        this.area.addEventListener('pointermove', event => (this.#pointer = event));
        this.area.addEventListener('pointerleave', () => this.#leave());
        this.area.addEventListener('dblclick', () => panel.zoomTo(null));
        this.area.addEventListener('keydown', event => this.#key(event));
        this.area.addEventListener('blur', () => this.#leave());
    }

    close() {
        this.#loading?.abort.abort();
        this.#frame?.close();
    }

    /** What it draws. */
    get lines() {
        return this.#near ?? this.#all;
    }

    /** Gets its lines anew: other runs or phases are shown, or another part of them. */
    async load() {
        this.isStale = true;
        if (!this.isVisible) {
            return;
        }
        this.isStale = false;
        this.#loading?.abort.abort();
        const abort = new AbortController();
        const signal = AbortSignal.any([abort.signal, this.panel.signal]);
        this.#loading = { abort, signal, done: this.#load(signal) };
        await this.#loading.done;
    }

    async #load(signal) {
        try {
            const { zoom, mode } = this.panel.state;
            if (zoom === null || mode !== 'step' || this.#all.length === 0) {
                this.#all = await this.#fetchAll(signal);
            }
            if (zoom !== null) {
                this.refresh(); // what is there, from nearer
                this.#near = await this.#fetchNear(zoom, signal);
            } else {
                this.#near = null;
            }
            this.refresh();
        } catch (error) {
            if (!signal.aborted) {
                this.isStale = true;
                show(this.foot, error.message);
            }
        }
    }

    /** Gets what has come to its lines since, and no more. */
    async grow() {
        const loading = this.#loading;
        await loading?.done;
        if (!this.isVisible || this.isStale || loading === null) {
            this.isStale = true;
            return;
        }
        const { signal } = loading;
        if (signal.aborted) {
            return; // another load has begun, and gets all
        }
        try {
            const news = await Promise.all(this.#behind().map(({ group, run, line }) =>
                fetchLines({ ...group, runs: [run.id], from: (line?.lastStep ?? -1) + 1, buckets: this.#buckets() }, signal)
                    .then(([more]) => ({ more, line }))));
            if (signal.aborted) {
                return;
            }
            for (const { more, line } of news) {
                this.#take(more, line);
            }
            if (news.length > 0) {
                this.refresh();
            }
        } catch (error) {
            if (!signal.aborted) {
                throw error;
            }
        }
    }

    /** Lines of which the list of series knows more than is drawn. */
    #behind() {
        return this.#groups().flatMap(group => group.members.map(run => ({
            group, run, line: this.#all.find(one => one.run === run.id && one.phase === group.phase && one.model === group.model),
        }))).filter(({ group, run, line }) => run.id !== null && (this.panel.lastStep(run.id, this.name, group.phase) ?? -1) > (line?.lastStep ?? -1));
    }

    #take(more, line) {
        if (more === undefined) {
            return;
        }
        if (line === undefined) {
            this.#all.push(more);
            return;
        }
        const near = this.#near?.find(one => one.run === line.run && one.phase === line.phase && one.lastStep === line.lastStep);
        for (const one of new Set([line, near ?? line])) {
            one.append(more.columns);
            one.thin(2 * this.#buckets());
        }
    }

    /** The requests that its lines take: one a model and phase. */
    #groups() {
        const groups = new Map();
        for (const run of this.panel.runs) {
            for (const phase of this.panel.phasesOf(run, this.name)) {
                const key = `${run.model}\n${phase ?? ''}`;
                const group = groups.get(key) ?? { model: run.model, name: this.name, phase, members: [] };
                group.members.push(run);
                groups.set(key, group);
            }
        }
        return [...groups.values()];
    }

    async #fetchAll(signal) {
        const fetched = await Promise.all(this.#groups().map(group => this.#fetch(group, {}, this.#buckets(), signal)));
        return fetched.flat();
    }

    async #fetchNear([low, high], signal) {
        const { mode } = this.panel.state;
        const margin = MARGIN * (high - low);
        const wide = [low - margin, high + margin];
        const requests = this.#groups().flatMap(group => {
            if (mode === 'step') {
                return [{ group, steps: stepsWithin(null, mode, null, wide) }];
            }
            // the same time or epoch is another step in each run
            return group.members.map(run => {
                const line = this.#all.find(one => one.run === run.id && one.phase === group.phase && one.model === group.model);
                return { group: { ...group, members: [run] }, steps: line && stepsWithin(line, mode, run, wide) };
            });
        });
        const fetched = await Promise.all(requests.filter(({ steps }) => steps).map(({ group, steps: [from, to] }) =>
            this.#fetch(group, { from, to }, this.#buckets(), signal)));
        return fetched.flat();
    }

    async #fetch({ members, ...group }, range, buckets, signal) {
        const ids = members.map(run => run.id);
        const found = await fetchLines({ ...group, ...range, buckets, runs: ids.includes(null) ? null : ids }, signal);
        const wanted = new Set(ids);
        return found.filter(line => wanted.has(line.run));
    }

    #buckets() {
        const width = this.area.clientWidth || 400;
        const lines = Math.max(1, this.#groups().reduce((sum, group) => sum + group.members.length, 0));
        return Math.round(Math.max(60, Math.min(width, MOST_BUCKETS / lines)));
    }

    /** Draws what it has. */
    refresh() {
        const { mode, smoothing, zoom } = this.panel.state;
        const isLog = this.panel.state.log.has(this.name);
        this.logButton.setAttribute('aria-pressed', String(isLog));
        this.#showPhases();
        const steps = Math.max(1, ...this.lines.map(line => line.lastStep - line.firstStep));
        const back = reach(smoothing, this.panel.steps ?? steps);
        // what there is less of lies on top
        this.#prepared = this.lines.flatMap(line => this.#prepare(line, mode, back)).sort((a, b) => comparePhases(b.phase, a.phase));
        const x = zoom ?? boundsOf(this.#prepared, mode);
        this.#showFoot(x);
        if (x === null) {
            return;
        }
        this.#frame ??= new Frame(this.area, {
            name: this.name,
            paint: (ctx, plot, ratio) => draw(ctx, plot, this.#prepared, ratio),
            onselect: range => this.panel.zoomTo(range),
            oncursor: left => this.#hover(left),
        });
        this.#frame.show({ mode, isLog, x, y: rangeOf(this.#prepared, x, isLog) });
    }

    redraw() {
        this.#showPhases();
        this.#prepared.forEach(line => (line.color = this.panel.styleOf(line.of, line.phase).color));
        this.#frame?.redraw();
    }

    #prepare(line, mode, back) {
        const run = this.panel.runOf(line);
        if (!run) {
            return [];
        }
        const [begin, end] = extent(line, mode, run);
        const { columns } = line;
        const isSmooth = back > 0;
        return [{
            of: run, phase: line.phase, columns, begin, end,
            shown: isSmooth ? smooth(columns, back) : columns.mean,
            raw: isSmooth ? columns.mean : null,
            leftFrom: run.leftFrom === null ? Infinity : placeOf(line, run.leftFrom, mode, run),
            ...this.panel.styleOf(run, line.phase),
        }];
    }

    #showPhases() {
        const phases = this.panel.allPhasesOf(this.name);
        const hidden = this.panel.state.hidden;
        const key = phases.map(phase => `${phase}\n${hidden.has(phase ?? '')}\n${this.panel.styleOf(this.panel.runs[0], phase).color}`).join('\n');
        if (this.phases.dataset.key === key) {
            return;
        }
        this.phases.dataset.key = key;
        show(this.phases, phases.map(phase => button('', () => this.panel.togglePhase(phase ?? ''), {
            class: 'quiet phase', 'aria-pressed': String(!hidden.has(phase ?? '')), title: `Show or hide ${phase ?? 'what has no phase'}`,
        })));
        [...this.phases.children].forEach((chip, i) => chip.append(sample(this.panel.styleOf(this.panel.runs[0], phases[i]), this.panel.runs.length > 1), phases[i] ?? 'no phase'));
    }

    #showFoot(x) {
        const nan = sum(this.lines, line => sum(line.columns.nan, one => one));
        const infinite = sum(this.lines, line => sum(line.columns.max, (one, i) => (one === Infinity || line.columns.min[i] === -Infinity ? 1 : 0)));
        const below = this.panel.state.log.has(this.name)
            ? sum(this.lines, line => sum(line.columns.min, one => (one <= 0 && one !== -Infinity ? 1 : 0))) : 0;
        const left = this.#prepared.some(line => line.leftFrom !== Infinity);
        show(
            this.foot,
            [
                (x === null || !this.#prepared.some(line => line.begin.some((begin, i) => begin <= x[1] && line.end[i] >= x[0]))) && 'No values here.',
                nan > 0 && `\u2715 ${count(nan)} NaN`,
                infinite > 0 && `\u25b2\u25bc infinite in ${count(infinite)} ${infinite === 1 ? 'place' : 'places'}`,
                below > 0 && `\u25cb zero or less in ${count(below)} ${below === 1 ? 'place' : 'places'}`,
                left && 'faint: left behind by a resume',
            ].filter(Boolean).join(' \u00b7 '),
        );
    }

    #hover(left) {
        if (left === null || this.#pointer === null) {
            return;
        }
        const x = this.#frame.valueAt(left);
        const rows = this.#rowsAt(x);
        if (rows.length === 0) {
            hideValues();
            return;
        }
        showValues(this.#pointer, this.name, MODES[this.panel.state.mode].say(x), rows);
    }

    #rowsAt(x) {
        const range = this.panel.state.zoom ?? boundsOf(this.#prepared, this.panel.state.mode);
        return this.#prepared.flatMap(line => {
            const index = nearest(line, x, range);
            const text = [this.panel.runs.length > 1 ? line.of.label : null, line.phase].filter(Boolean).join(' ') || this.name;
            return index < 0 ? [] : [{ line, index, color: line.color, text, isLeft: line.begin[index] >= line.leftFrom }];
        });
    }

    #leave() {
        this.#pointer = null;
        this.#cursor = null;
        hideValues();
    }

    #key(event) {
        const { zoom, mode } = this.panel.state;
        const all = boundsOf(this.#prepared, mode);
        if (all === null || event.ctrlKey || event.metaKey || event.altKey) {
            return;
        }
        const [low, high] = zoom ?? all;
        const part = high - low;
        const actions = {
            '+': () => this.panel.zoomTo([low + part / 4, high - part / 4]),
            '-': () => this.panel.zoomTo(part * 2 >= all[1] - all[0] ? null : [low - part / 2, high + part / 2]),
            0: () => this.panel.zoomTo(null),
            Escape: () => this.panel.zoomTo(null),
            ArrowLeft: () => (event.shiftKey ? this.panel.zoomTo([low - part / 4, high - part / 4]) : this.#step(-1, low, high)),
            ArrowRight: () => (event.shiftKey ? this.panel.zoomTo([low + part / 4, high + part / 4]) : this.#step(1, low, high)),
        };
        const action = actions[event.key === '=' ? '+' : event.key];
        if (action) {
            event.preventDefault();
            action();
        }
    }

    /** Moves through the buckets of the longest line, and says what is there. */
    #step(by, low, high) {
        const longest = this.#prepared.reduce((a, b) => (b.begin.length > a.begin.length ? b : a));
        const inside = longest.begin.map((_, i) => i).filter(i => longest.end[i] >= low && longest.begin[i] <= high);
        if (inside.length === 0) {
            return;
        }
        const start = by > 0 ? inside[0] - 1 : inside.at(-1) + 1;
        this.#cursor = Math.min(inside.at(-1), Math.max(inside[0], (this.#cursor ?? start) + by));
        const x = (longest.begin[this.#cursor] + longest.end[this.#cursor]) / 2;
        const rows = this.#rowsAt(x);
        const box = this.#frame.over.getBoundingClientRect();
        const title = MODES[this.panel.state.mode].say(x);
        showValues({ clientX: box.left + ((x - low) / (high - low)) * box.width, clientY: box.top + 20 }, this.name, title, rows);
        show(this.spoken, valuesText(this.name, title, rows));
    }

    #widen() {
        const isWide = this.element.classList.toggle('wide');
        this.wideButton.setAttribute('aria-pressed', String(isWide));
        void this.load();
    }

    async #savePng() {
        const entries = this.#prepared.map(line => ({
            text: [line.of.label, line.phase].filter(Boolean).join(' '), color: line.color, dash: line.dash,
        }));
        saveFile(await png(this.#frame.canvas, this.name, entries), `${this.name}.png`);
    }

    async #saveCsv() {
        const { zoom, mode } = this.panel.state;
        const groups = this.#groups();
        const lines = await Promise.all(groups.flatMap(group => group.members.map(run => {
            const line = this.lines.find(one => one.run === run.id && one.phase === group.phase && one.model === group.model);
            const steps = zoom && line && stepsWithin(line, mode, run, zoom);
            if (zoom && !steps) {
                return [];
            }
            const range = steps ? { from: steps[0], to: steps[1] } : {};
            return this.#fetch({ ...group, members: [run] }, range, BUCKETS_OF_FILE, this.panel.signal);
        })));
        saveFile(csv(this.name, lines.flat(), line => line.run ?? ''), `${this.name}.csv`);
    }
}

function sum(items, valueOf) {
    return items.reduce((total, item, index) => total + valueOf(item, index), 0);
}

/** A piece of line as the phase is drawn; in no run's colour where there are several. */
function sample({ color, dash, width }, isNeutral) {
    return svg('svg', { viewBox: '0 0 18 8', class: 'sample-line', 'aria-hidden': 'true' },
        svg('path', { d: 'M0 4H18', stroke: isNeutral ? 'currentColor' : color, 'stroke-width': width + 0.4, 'stroke-dasharray': dash.join(' ') || null }));
}
