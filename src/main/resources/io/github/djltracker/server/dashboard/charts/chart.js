// The chart of one metric, with one line per run and phase, its buttons, and mouse and keyboard control.

import { ConnectionLost } from '../server/api.js';
import { connected } from '../server/connection.js';
import { button, el, show } from '../widgets/dom.js';
import { middle } from '../widgets/middle.js';
import { comparePhases } from './series.js';
import { extent, metricOf, modeOf, placed, placeOf } from './axes.js';
import { footText, points } from './foot.js';
import { Frame } from './frame.js';
import { zoomOf } from './keys.js';
import { hideValues, markValues, nearest, showValues, valuesText } from './hover.js';
import { Lines } from './lines.js';
import { together } from './means.js';
import { outside } from './outliers.js';
import { Picture } from './picture.js';
import { Phases } from './phases.js';
import { draggable, placeMenu } from './place.js';
import { boundsOf, rangeOf } from './ranges.js';
import { saveButtons } from './save-buttons.js';
import { reach, smooth } from './smoothing.js';
import { later } from './turns.js';

const BUCKETS_OF_FILE = 10_000;

/**
 * @param panel the panel of charts that contains it, with their runs and common state
 * @param name the metric
 */
export class Chart {
    #prepared = [];
    #picture = new Picture(() => this.#frame?.redraw());
    #isOld = false; // something changed while it was not visible
    #isWaiting = false; // to be redrawn
    #pending = 0; // number of requests for its lines
    #points = 0; // number of points that have a position on the x axis
    #frame = null;
    #pointer = null;
    #cursor = null; // index of the bucket that was reached with the keyboard

    constructor(panel, name) {
        this.panel = panel;
        this.name = name;
        this.isVisible = false;
        this.isStale = true;
        this.phases = new Phases(panel, name);
        this.logButton = button('log', () => panel.toggleLog(name), { class: 'quiet', title: 'Logarithmic scale' });
        this.wideButton = button('wide', () => this.#widen(), { class: 'quiet', title: 'As wide as the page', 'aria-pressed': 'false' });
        this.area = el('div', {
            class: 'plot', tabindex: '0', role: 'group',
            'aria-label': `Chart of ${name}. Arrow keys move through its values, plus and minus zoom, 0 shows all.`,
        });
        this.spoken = el('p', { class: 'unseen', 'aria-live': 'polite' });
        this.foot = el('p', { class: 'chart-foot muted' });
        const title = el('h3', { title: `${name}; drag to move it` }, middle(name));
        const place = panel.placeOf(name);
        this.element = el(
            'section',
            { class: 'chart', 'aria-label': name, 'data-metric': name },
            el('header', {}, title,
                el('span', { class: 'tools' }, this.logButton, this.wideButton,
                    saveButtons(name, { picture: () => this.#whole(), numbers: () => this.lines.read(panel.state.zoom, BUCKETS_OF_FILE) }),
                    placeMenu(name, place))),
            this.phases.element,
            this.area,
            this.spoken,
            this.foot,
        );
        draggable(this.element, title, (other, isBehind) => place.drop(other.dataset.metric, isBehind));
        this.lines = new Lines(panel, name, () => this.area.clientWidth || 400);
        this.area.addEventListener('pointermove', event => (this.#pointer = event));
        this.area.addEventListener('pointerleave', () => this.#leave());
        this.area.addEventListener('dblclick', () => panel.zoomTo(null));
        this.area.addEventListener('keydown', event => this.#key(event));
        this.area.addEventListener('blur', () => this.#leave());
    }

    close() {
        this.lines.close();
        this.#picture.forget();
        this.#frame?.close();
    }

    /** Fetches its lines again, because other runs, other phases or another part are shown. */
    async load() {
        this.isStale = true;
        if (this.isVisible) {
            this.isStale = false;
            await this.#orSay(() => later(() => this.lines.load(() => this.refresh())));
        }
    }

    /** Fetches only the new points of its lines. */
    async grow() {
        if (!this.isVisible || this.isStale) {
            await this.load();
        } else {
            await this.#orSay(() => this.lines.grow());
        }
    }

    /**
     * Fetches, and draws if there is something new. If the server is lost, fetches everything once it is back; shows
     * other errors.
     */
    #orSay(getting) {
        return this.#busy(async () => {
            try {
                if (await getting()) {
                    await later(() => this.panel.signal.aborted || this.refresh());
                }
            } catch (error) {
                this.isStale = true;
                if (error instanceof ConnectionLost) {
                    void connected().then(() => this.panel.signal.aborted || this.load());
                } else {
                    show(this.foot, error.message);
                }
            }
        });
    }

    /** Called when it becomes visible or is no longer visible. */
    see(isVisible) {
        this.isVisible = isVisible;
        if (isVisible && this.isStale) {
            void this.load();
        } else if (isVisible && this.#isOld) {
            this.refreshSoon();
        }
    }

    /** Draws what it has, when it is its turn; if it is not visible, once it becomes visible. */
    refreshSoon() {
        this.#isOld = !this.isVisible;
        if (this.isVisible && !this.isStale && !this.#isWaiting) {
            this.#isWaiting = true;
            void this.#busy(() => later(() => {
                this.#isWaiting = false;
                this.panel.signal.aborted || this.refresh();
            }));
        }
    }

    /** Draws what it has. */
    refresh() {
        this.#isOld = false;
        const { mode, smoothing, zoom, isUsual } = this.panel.state;
        const isLog = this.panel.state.log.has(this.name);
        this.logButton.setAttribute('aria-pressed', String(isLog));
        this.phases.update();
        const back = reach(smoothing, this.panel.steps);
        // lines with fewer points are on top
        this.#prepared = this.#prepare(this.lines.shown, mode, back).sort((a, b) => comparePhases(b.phase, a.phase));
        const x = zoom ?? boundsOf(this.#prepared, mode);
        const y = x && rangeOf(this.#prepared, x, isLog, isUsual);
        this.#showFoot(x, y);
        if (x === null) {
            this.#frame?.redraw();
            return;
        }
        this.#frame ??= new Frame(this.area, {
            name: this.name,
            paint: (ctx, plot, ratio) => this.#picture.paint(ctx, plot, this.#prepared, ratio),
            onselect: range => this.panel.zoomTo(range),
            oncursor: left => this.#hover(left),
        });
        this.#frame.show({ mode, isLog, x, y });
    }

    redraw() {
        this.phases.update();
        this.#prepared.forEach(line => (line.color = this.panel.styleOf(line.of, line.phase, this.name).color));
        this.#picture.forget();
        this.#frame?.redraw();
    }

    /**
     * Prepares lines for drawing: with their positions, merged by group if requested, smoothed, each with its style.
     */
    #prepare(lines, mode, back) {
        const { band } = this.panel;
        const some = lines.flatMap(line => this.#place(line, mode));
        this.#points = points(some);
        return (band === null ? some : together(some, band)).map(line => ({
            ...line,
            shown: back > 0 ? smooth(line.columns, back) : line.columns.mean,
            raw: back > 0 ? line.columns.mean : null,
            ...this.panel.styleOf(line.of, line.phase, this.name),
        }));
    }

    #place(line, mode) {
        const run = this.panel.runOf(line);
        return run ? [{
            of: run, phase: line.phase, ...placed(line, extent(line, mode, run), mode),
            leftFrom: run.leftFrom === null ? Infinity : placeOf(line, run.leftFrom, mode, run),
        }] : [];
    }

    #showFoot(x, y) {
        const { mode, log, isUsual } = this.panel.state;
        const isLog = log.has(this.name);
        const without = metricOf(mode) === null ? 0 : this.panel.runs.filter(run => run.xs === null && this.panel.phasesOf(run, this.name).length > 0).length;
        show(this.foot, footText(this.lines.shown, this.#prepared, {
            x, isLog, metric: metricOf(mode), without, placed: this.#points, band: this.panel.band, beyond: isUsual && x ? outside(this.#prepared, x, y, isLog) : null,
        }));
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
        showValues(this.#pointer, this.name, modeOf(this.panel.state.mode).say(x), rows);
        markValues(this.#frame, rows);
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
        const all = boundsOf(this.lines.all.flatMap(line => this.#place(line, mode)), mode);
        if (all === null || event.ctrlKey || event.metaKey || event.altKey) {
            return;
        }
        const range = zoomOf(event, zoom, all, mode);
        const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
        if (range !== undefined) {
            event.preventDefault();
            this.panel.zoomTo(range);
        } else if (step && !event.shiftKey) {
            event.preventDefault();
            this.#step(step, ...(zoom ?? all));
        }
    }

    /** Moves through the buckets of the longest line, and announces the values there. */
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
        const title = modeOf(this.panel.state.mode).say(x);
        showValues({ clientX: box.left + ((x - low) / (high - low)) * box.width, clientY: box.top + 20 }, this.name, title, rows);
        markValues(this.#frame, rows);
        show(this.spoken, valuesText(this.name, title, rows));
    }

    #widen() {
        const isWide = this.element.classList.toggle('wide');
        this.wideButton.setAttribute('aria-pressed', String(isWide));
        void this.load();
    }

    async #whole() {
        await this.#picture.done;
        return { canvas: this.#frame?.canvas ?? null, lines: this.#prepared };
    }

    /** Marks the chart as busy until this is done. */
    async #busy(work) {
        this.#pending += 1;
        this.element.setAttribute('aria-busy', 'true');
        try {
            await work();
            await this.#picture.done;
        } finally {
            this.#pending -= 1;
            this.element.setAttribute('aria-busy', String(this.#pending > 0));
        }
    }
}
