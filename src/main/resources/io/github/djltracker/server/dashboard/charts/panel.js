// The charts of some runs, one per metric, with their common state: the x axis, smoothing, zoom, phases.

import { unlessLost } from '../server/live.js';
import { button, el, show } from '../widgets/dom.js';
import { count } from '../widgets/format.js';
import { isMachinery } from './series.js';
import { keyOf, SeriesIndex } from './series-index.js';
import { Arrangement, toggle } from './arrangement.js';
import { metricOf } from './axes.js';
import { Chart } from './chart.js';
import { Legend } from './legend.js';
import { Search } from './search.js';
import { Sections } from './sections.js';
import { listOf, readState, texts, USUAL_LINES, zoomText } from './state.js';
import { Styles } from './styles.js';
import { recolor } from './swatch.js';
import { Tools } from './tools.js';
import { stepsOf } from './x-metric.js';

const FEW = 8;

/**
 * A run has "id" (null for manually logged metrics), "model", "label", "color" (a number), "started", "epochs" and
 * "leftFrom", the step from which on a resumed run replaces it, null if there is none. It may have a "group" (a "key"
 * and a "label"), whose runs have one colour and may be drawn as one line. A series has "model" and the fields of the
 * API.
 */
export class Panel {
    #runs = [];
    #byKey = new Map();
    #xs = new Map(); // by run, the values of the metric on the x axis
    #series = new SeriesIndex();
    #charts = new Map();
    #styles = new Styles();
    #shown = []; // the current sections
    #isOffShown = false;

    constructor(page) {
        this.signal = page.signal;
        this.page = page;
        this.state = readState(page.query);
        this.tools = new Tools(this.state, {
            mode: mode => this.#setMode(mode),
            smooth: (setting, isLast) => this.#smooth(setting, isLast),
            usual: isUsual => this.#leaveOut(isUsual),
            lines: lines => this.#draw(lines),
            whole: () => this.zoomTo(null),
        });
        this.legend = new Legend();
        this.search = new Search(page, () => this.#arrange());
        this.offButton = button('', () => this.#showOff(), { class: 'quiet', hidden: true });
        this.arrangement = new Arrangement(name => texts(page.query.get(name)));
        this.sections = new Sections((key, isClosed) => this.#rearrange(() => this.arrangement.close(key, isClosed)));
        this.element = el(
            'div',
            { class: 'panel' },
            el('div', { class: 'head tools-of-all' }, this.tools.elements, el('span', { class: 'gap' }), this.offButton, this.search.field),
            this.legend.element,
            this.search.wrong,
            this.sections.element,
        );
        this.sight = new IntersectionObserver(entries => this.#seen(entries), { rootMargin: '150px' });
        addEventListener('themechange', () => this.#recolor(), { signal: page.signal });
        addEventListener('drawall', event => event.detail.push(this.#drawAll()), { signal: page.signal });
        this.signal.addEventListener('abort', () => this.#close());
        this.#showTools();
    }

    get runs() {
        return this.#runs;
    }

    set runs(runs) {
        this.#runs = runs;
        this.#byKey = new Map(runs.map(run => [keyOf(run), run]));
        runs.forEach(run => (run.xs = this.#xs.get(keyOf(run)) ?? null));
    }

    /** Shows these runs and series, and fetches what they need. */
    show(runs, series) {
        this.runs = runs;
        this.#take(series);
        this.#arrange();
        this.#showTools();
        this.#load();
    }

    /** Shows the same runs in other colours or groups, which requires no fetching. */
    showAnew(runs) {
        this.runs = runs;
        this.#showTools();
        this.refresh();
    }

    /** Fetches the values of the x axis, then the lines of all charts. */
    #load() {
        void unlessLost(() => this.#loadX(), this.signal).then(() => this.#charts.forEach(chart => void chart.load()));
    }

    async #loadX() {
        const { mode } = this.state;
        const name = metricOf(mode);
        const { runs } = this;
        const steps = name === null ? new Map() : await stepsOf(name, runs, run => this.#series.phasesOf(run, name), this.signal);
        if (this.state.mode === mode) {
            this.#xs = new Map([...steps].map(([run, xs]) => [keyOf(run), xs]));
            this.runs = this.#runs;
        }
    }

    /** Called when these series have new points: fetches only those. */
    async grow(series) {
        this.#take(series);
        this.#arrange();
        if (metricOf(this.state.mode) !== null) {
            await this.#loadX();
        }
        await Promise.all([...this.#charts.values()].map(chart => chart.grow()));
        this.#showTools();
    }

    #recolor() {
        recolor(this.legend.element);
        this.#charts.forEach(chart => chart.redraw());
    }

    /** Draws again because something about the runs other than their points has changed. */
    refresh() {
        this.#charts.forEach(chart => chart.refreshSoon());
    }

    #take(series) {
        this.#series.take(series, this.runs);
        this.#styles.learn(this.#series.phases);
    }

    /** The number of steps from the first to the last. */
    get steps() {
        return this.#series.steps;
    }

    lastStep(run, name, phase) {
        return this.#series.lastStep(run, name, phase);
    }

    /** The visible phases of a metric of a run. */
    phasesOf(run, name) {
        return this.#series.phasesOf(run, name).filter(phase => !this.state.hidden.has(phase ?? ''));
    }

    allPhasesOf(name) {
        return this.#series.allPhasesOf(name);
    }

    runOf(line) {
        return this.#byKey.get(keyOf({ model: line.model, id: line.run }));
    }

    /**
     * The style of a line: a colour per run and a dash pattern per phase, or a colour per phase if there is only one
     * run.
     */
    styleOf(run, phase, name) {
        return this.#styles.of(phase, this.runs.length === 1 ? null : (run?.color ?? 0), this.allPhasesOf(name).length === 1);
    }

    /** The kind of band around the means of groups, null if lines are not grouped. */
    get band() {
        return this.state.lines !== 'runs' && this.runs.some(run => run.group) ? this.state.lines : null;
    }

    zoomTo(range) {
        this.state.zoom = range;
        this.page.keep({ zoom: range && zoomText(range, this.state.mode) });
        this.#showTools();
        this.#charts.forEach(chart => void chart.load());
    }

    toggleLog(name) {
        toggle(this.state.log, name);
        this.page.keep({ log: listOf(this.state.log) });
        this.#charts.get(name).refresh();
    }

    togglePhase(phase) {
        toggle(this.state.hidden, phase);
        this.page.keep({ hide: [...this.state.hidden].map(one => encodeURIComponent(one) || '-').join(',') });
        this.#charts.forEach(chart => void chart.load());
    }

    #setMode(mode) {
        this.state.mode = mode;
        this.state.zoom = null; // the zoom was a range of the previous axis
        this.page.keep({ x: mode === 'step' ? null : mode, zoom: null });
        this.#showTools();
        this.#load();
    }

    #smooth(setting, isLast) {
        this.state.smoothing = setting;
        if (isLast) {
            // only at the end of a drag: browsers throttle pages that change the address too often
            this.page.keep({ smooth: setting || null });
        }
        this.#showTools();
        this.refresh();
    }

    #draw(lines) {
        this.state.lines = lines;
        this.page.keep({ lines: lines === USUAL_LINES ? null : lines });
        this.refresh();
    }

    #leaveOut(isUsual) {
        this.state.isUsual = isUsual;
        this.page.keep({ outliers: isUsual && 'out' });
        this.refresh();
    }

    #showTools() {
        this.tools.update(this.runs, this.#series.names, this.steps);
        this.legend.update(this.runs);
        this.search.field.hidden = this.#series.names.length <= FEW && this.search.field.value === '';
    }

    /** Puts the chart of each metric that matches the search into its section. */
    #arrange() {
        const { matches, isFound } = this.search.read();
        const all = this.#series.names;
        const off = all.filter(name => this.arrangement.off.has(name));
        const isSystem = name => !isMachinery({ name }) && this.allPhasesOf(name).every(phase => phase === 'system');
        const sections = this.arrangement.sections(all.filter(matches), isSystem);
        if (this.#isOffShown && off.length > 0) {
            sections.push({ key: 'off', title: 'Hidden', names: off });
        }
        this.#shown = sections;
        const names = new Set(sections.flatMap(section => section.names));
        for (const [name, chart] of this.#charts) {
            if (!names.has(name)) {
                this.sight.unobserve(chart.element);
                chart.close();
                chart.element.remove();
                this.#charts.delete(name);
            }
        }
        names.forEach(name => this.#charts.has(name) || this.#open(name));
        // charts that a search finds are shown even if their section is closed
        this.sections.update(sections.map(({ key, title, names: some }) => ({
            key, title, isClosed: !isFound && this.arrangement.closed.has(key), elements: some.map(name => this.#charts.get(name).element),
        })));
        this.offButton.hidden = off.length === 0;
        show(this.offButton, `${this.#isOffShown ? 'Collapse' : 'Show'} ${count(off.length)} hidden`);
    }

    #open(name) {
        const chart = new Chart(this, name);
        this.#charts.set(name, chart);
        this.sight.observe(chart.element);
    }

    /** Changes the positions of charts, and keeps them in the address. */
    #rearrange(change) {
        change();
        this.page.keep(Object.fromEntries(Object.entries(this.arrangement.kept).map(([name, some]) => [name, listOf(some)])));
        this.#arrange();
    }

    #showOff() {
        this.#isOffShown = !this.#isOffShown;
        this.#arrange();
    }

    /** The actions of the menu of a chart. */
    placeOf(name) {
        const namesBeside = () => this.#shown.find(section => section.names.includes(name))?.names ?? [name];
        return this.arrangement.actionsOf(name, namesBeside, change => this.#rearrange(change));
    }

    #seen(entries) {
        for (const { target, isIntersecting } of entries) {
            [...this.#charts.values()].find(one => one.element === target)?.see(isIntersecting);
        }
    }

    /** Draws charts that are not visible, too. */
    async #drawAll() {
        const others = [...this.#charts.values()].filter(chart => !chart.isVisible);
        others.forEach(chart => {
            chart.isVisible = true;
        });
        await Promise.all(others.filter(chart => chart.isStale).map(chart => chart.load()));
        others.forEach(chart => {
            chart.isVisible = false;
        });
    }

    #close() {
        this.sight.disconnect();
        this.#charts.forEach(chart => chart.close());
    }
}
