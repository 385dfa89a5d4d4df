// Parallel coordinates: one axis per value, one line per run, and brushes that narrow the runs down.

import { csvOf, png } from '../charts/save.js';
import { listOf, texts } from '../charts/state.js';
import { Chooser } from '../widgets/chooser.js';
import { button, el } from '../widgets/dom.js';
import { count, counted } from '../widgets/format.js';
import { AsTable } from './as-table.js';
import { endAt, readBrushes } from './brushes.js';
import { Brushing } from './brushing.js';
import { Choice } from './choice.js';
import { Frame } from './frame.js';
import { Layer } from './layer.js';
import { missingText, partText } from './notes.js';
import { areaOf, paintAxes, paintBrushes } from './parallel-axes.js';
import { ParallelKeys } from './parallel-keys.js';
import { heightOf, nearestLine, paintLine, paintLines } from './parallel-lines.js';
import { ParallelModel } from './parallel-model.js';
import { canBeLog, columnsOf, differing, KNOWN, optionsOf, settingsAmong, toAskFor, usualMetric } from './quantity.js';
import { hideRun, runText, showRun } from './run-box.js';
import { Surface } from './surface.js';
import { colorIn, isLog, toggleLog, keepColor } from './view-state.js';

const MOST_SETTINGS = 7;
const NEAR = 8;
const WIDTH_OF_AXIS = 88;

export class Parallel {
    static title = 'Parallel coordinates';
    #shown = null;
    #brushes = new Map();
    #version = 0; // of the runs and axes
    #stroke = 0; // of the brushes
    #at = -1;
    #faint = new Layer();
    #lines = new Layer();
    #scales = new Layer(); // including their texts, which take as long to paint as the lines
    #keys = new ParallelKeys();

    constructor(sheet) {
        this.sheet = sheet;
        this.#brushes = readBrushes(sheet.page.query.get('brush'));
        this.axes = new Chooser({ label: 'Axes', chosen: new Set(), onchange: () => this.#choose([...this.axes.chosen]) });
        this.logs = new Chooser({ label: 'Log scales', chosen: new Set(), onchange: () => this.#setLogs(this.logs.chosen) });
        this.color = new Choice({
            label: 'Colour', none: 'same for all',
            onchange: name => {
                keepColor(sheet.page, name);
                void sheet.ask();
            },
            onlog: () => {
                toggleLog(sheet.page, this.color.select.value);
                this.update(this.latest);
            },
        });
        this.clear = button('Clear brushes', () => this.#clearAll());
        this.filter = button('Filter by brushes', () => this.#filter());
        this.surface = new Surface({
            label: 'Parallel coordinates of runs. Left and right move between axes, up and down between runs, Enter opens a run. '
                + 'With Shift, up and down brush the axis, left and right move it. Delete removes its brush, Escape removes all.',
            paint: (ctx, width, height) => this.#paint(ctx, width, height),
        });
        this.brushing = new Brushing(this.surface, {
            brush: (axis, from, to, isDone) => this.#brush(axis, [from, to].map(place => endAt(place, this.#shown.axes[axis])), isDone),
            clear: axis => this.#clear(axis),
            move: (axis, by) => this.#move(axis, by),
        });
        this.table = new AsTable('Runs within the brushes');
        this.frame = new Frame({
            title: Parallel.title,
            controls: [this.axes.element, this.logs.element, this.color.element, this.filter, this.clear],
            body: el('div', { class: 'sweep-scroll' }, this.surface.element),
            png: () => {
                this.surface.paintNow();
                return png(this.surface.canvas, Parallel.title, []);
            },
            csv: () => csvOf(...this.#shown.csv),
        });
        this.frame.name = Parallel.title;
        this.frame.element.append(this.table.element);
        this.element = this.frame.element;
        this.#listen();
    }

    close() {
        hideRun();
        this.surface.close();
    }

    wanted(names) {
        const { page, sort } = this.sheet;
        const axes = texts(page.query.get('axes'));
        const metric = usualMetric(names, sort());
        // which settings differ is only known once all of them were fetched
        return [...toAskFor([...axes, metric, colorIn(page, metric)]), ...(axes.length === 0 ? settingsAmong(names) : [])];
    }

    update(latest) {
        this.latest = latest;
        const { runs, names } = latest;
        const { page, sort } = this.sheet;
        // their new indexes
        const again = number => (number < 0 ? -1 : runs.findIndex(run => run.id === this.#shown.runs[number].id));
        const [at, run] = [again(this.#at), again(this.#keys.run)];
        const metric = usualMetric(names, sort());
        const isLogOf = name => isLog(page, name);
        const chosen = this.#namesOfAxes(names, runs, metric);
        this.#shown = new ParallelModel({ runs, names: chosen, color: colorIn(page, metric), isLog: isLogOf, brushes: this.#brushes });
        const { quantities, color } = this.#shown;
        this.#keys.stay(chosen.length, run);
        this.#at = at;
        this.#version += 1;
        this.axes.update(optionsOf(names), new Set(chosen));
        this.logs.update(quantities.filter(canBeLog).map(({ name, title }) => ({ id: name, title, group: 'Axes' })), new Set(chosen.filter(isLogOf)));
        this.color.update([...KNOWN, ...names], color?.name ?? null);
        this.color.showLog(color, color !== null && isLogOf(color.name));
        this.surface.element.style.minWidth = `${chosen.length * WIDTH_OF_AXIS}px`;
        this.#tell();
        this.#repaint();
    }

    #namesOfAxes(names, runs, metric) {
        const chosen = texts(this.sheet.page.query.get('axes'));
        if (chosen.length > 0) {
            return [...new Set(chosen)];
        }
        return [...differing(names, runs).slice(0, MOST_SETTINGS), metric ?? 'duration'];
    }

    #choose(names) {
        this.sheet.page.keep({ axes: listOf(names) });
        void this.sheet.ask();
    }

    #setLogs(chosen) {
        const { page } = this.sheet;
        this.#shown.quantities.forEach(({ name }) => isLog(page, name) !== chosen.has(name) && toggleLog(page, name));
        this.update(this.latest);
    }

    #move(axis, by) {
        const names = this.#shown.quantities.map(({ name }) => name);
        names.splice(axis + by, 0, ...names.splice(axis, 1));
        this.sheet.page.keep({ axes: listOf(names) });
        this.update(this.latest);
    }

    /** While a brush is being drawn, the address and the table are not updated. */
    #brush(axis, ends, isDone = true) {
        this.#shown.brush(axis, ends);
        this.#repaint();
        if (isDone) {
            this.#keep();
        }
    }

    #clear(axis) {
        this.#shown.clear(axis);
        this.#repaint();
        this.#keep();
    }

    #clearAll() {
        this.#shown.clearAll();
        this.#repaint();
        this.#keep();
        this.surface.element.focus();
    }

    /** Adds the brushes to the filter of the page. */
    #filter() {
        this.sheet.narrow(this.#shown.brushFilter);
        this.#clearAll();
    }

    #keep() {
        this.sheet.page.keep({ brush: this.#shown.brushText });
        this.#tell();
    }

    #repaint() {
        this.#stroke += 1;
        this.surface.request();
    }

    /** Describes the runs within the brushes as text and as a table. */
    #tell() {
        const { runs, axes, isBrushed, quantities, runsInside } = this.#shown;
        this.clear.hidden = this.filter.hidden = !isBrushed;
        this.table.update(runsInside, columnsOf(quantities));
        this.frame.note(
            isBrushed ? `${count(runsInside.length)} of ${counted(runs.length, 'run', 'runs')} within the brushes.` : `${counted(runs.length, 'run', 'runs')}.`,
            ...axes.map(axis => missingText(axis.quantity, runs, { isPlace: true, isLog: axis.isLog })),
            partText(runs, this.latest.all),
        );
    }

    #paint(ctx, width, height) {
        if (this.#shown === null) {
            return;
        }
        const { axes, coloring, places, isBrushed, runs } = this.#shown;
        const area = areaOf(width, height, axes.length);
        this.area = area;
        this.brushing.place(area);
        if (isBrushed) {
            this.#faint.keep(this.#version, width, height, layer => paintLines(layer, area, { ...this.#shown, inside: new Uint8Array(runs.length) }, 0));
            this.#faint.putOnto(ctx, width, height);
        }
        this.#lines.keep(`${this.#version} ${this.#stroke}`, width, height, layer => paintLines(layer, area, this.#shown, 1));
        this.#lines.putOnto(ctx, width, height);
        const isFocused = this.surface.element === document.activeElement;
        const current = this.#at >= 0 ? this.#at : this.#keys.run;
        if (current >= 0) {
            paintLine(ctx, area, axes.length, places, current, coloring.colorOf(runs[current]));
        }
        const axis = isFocused ? this.#keys.axis : -1;
        // the visible width, if the axes are wider than their container
        const seen = Math.min(width, this.surface.element.parentElement.clientWidth);
        this.#scales.keep(`${this.#version} ${axis} ${seen}`, width, height, layer => {
            paintAxes(layer, area, axes, axis);
            coloring.paintLegend(layer, seen - 10, 14, seen - 20);
        });
        this.#scales.putOnto(ctx, width, height);
        paintBrushes(ctx, area, axes);
    }

    #listen() {
        const { element } = this.surface;
        element.addEventListener('pointermove', event => {
            if (!this.brushing.isActive) {
                this.#point(this.#nearest(event), event);
            }
        });
        element.addEventListener('pointerleave', () => this.#point(-1));
        element.addEventListener('click', event => {
            const found = this.#nearest(event);
            if (found >= 0) {
                this.sheet.open(this.#shown.runs[found]);
            }
        });
        element.addEventListener('keydown', event => this.#key(event));
        element.addEventListener('focus', () => this.surface.request());
        element.addEventListener('blur', () => {
            this.#keys.leave();
            this.#point(-1);
            this.surface.request();
        });
    }

    #nearest(event) {
        return this.#shown === null || !this.area ? -1 : nearestLine(this.area, this.#shown, this.surface.at(event), NEAR);
    }

    #point(run, place) {
        const isOther = run !== this.#at;
        this.#at = run;
        this.surface.element.classList.toggle('on-run', run >= 0);
        if (run < 0) {
            hideRun();
        } else {
            showRun(place, this.#shown.runs[run], this.#shown.quantities, this.#shown.coloring);
        }
        if (isOther) {
            this.surface.request();
        }
    }

    #key(event) {
        const asked = this.#shown && this.area && this.#keys.press(event, this.#shown);
        if (!asked) {
            return;
        }
        event.preventDefault();
        const { axis, run } = this.#keys;
        const { axes, runs, places, quantities } = this.#shown;
        const quantity = quantities[axis];
        const does = {
            axis: () => this.frame.say(`${quantity.title}, axis ${axis + 1} of ${axes.length}${this.#shown.brushWords(axis)}`),
            run: () => this.frame.say(runText(runs[run], [quantity, ...quantities.filter(one => one !== quantity)])),
            brush: () => {
                this.#brush(axis, asked.ends.map(i => String(quantity.of(runs[i]))));
                this.frame.say(`${quantity.title}${this.#shown.brushWords(axis)}; ${count(this.#shown.runsInside.length)} of ${counted(runs.length, 'run', 'runs')}`);
            },
            move: () => {
                this.#move(axis - asked.by, asked.by);
                this.frame.say(`${this.#shown.quantities[axis].title} is axis ${axis + 1} of ${axes.length}`);
            },
            clear: () => this.#clear(axis),
            clearAll: () => this.#clearAll(),
            open: () => this.sheet.open(runs[run]),
        };
        does[asked.does]();
        if (asked.does === 'run' || asked.does === 'brush') {
            const y = heightOf(this.area, places[run * axes.length + axis]);
            showRun(this.surface.pointAt(this.area.xs[axis], y), runs[run], quantities, this.#shown.coloring);
        }
        this.surface.request();
    }
}
