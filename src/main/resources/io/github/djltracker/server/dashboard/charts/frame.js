// The frame of a chart, made with uPlot: axes, grid, cursor and selection. The lines inside are drawn by drawing.js.

import uPlot from '../uplot/uPlot.esm.js';
import { logSplits, modeOf } from './axes.js';
import { inks } from './colors.js';
import { unitOf } from './ranges.js';
import { marks } from '../widgets/format.js';

const FONT = '11px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';
const FAR = 20;
const TIME_FORMATS = [
    // from this number of ms on: the usual text, and the text for a new day; see "axis values" of uPlot
    [86_400_000, '{YYYY}-{MM}-{DD}', null, null, null, null, null, null, 1],
    [3_600_000, '{HH}:{mm}', '\n{YYYY}-{MM}-{DD}', null, '\n{MM}-{DD}', null, null, null, 1],
    [60_000, '{HH}:{mm}', '\n{YYYY}-{MM}-{DD}', null, '\n{MM}-{DD}', null, null, null, 1],
    [1_000, '{HH}:{mm}:{ss}', '\n{YYYY}-{MM}-{DD}', null, '\n{MM}-{DD}', null, null, null, 1],
    [1, '{ss}.{fff}', '\n{HH}:{mm}', null, '\n{HH}:{mm}', null, null, null, 1],
];

/**
 * @param place the element to fill
 * @param name the metric, which determines the unit
 * @param paint draws into the plotting area; called with the canvas context and {@link plotOf}
 * @param onselect called with the selected part of the x axis, as [from, to]
 * @param oncursor called with the position of the pointer, null if it is elsewhere
 */
export class Frame {
    #plot = null;
    #shape = '';
    #range = null;
    #unit = { x: 1, y: 1 };

    constructor(place, { name, paint, onselect, oncursor }) {
        this.place = place;
        this.name = name;
        this.paint = paint;
        this.onselect = onselect;
        this.oncursor = oncursor;
        this.watch = new ResizeObserver(() => this.#resize());
        this.watch.observe(place);
    }

    close() {
        this.watch.disconnect();
        this.#plot?.destroy();
        this.#plot = null;
    }

    get canvas() {
        return this.#plot?.ctx.canvas ?? null;
    }

    /** The element over the plotting area, for elements on top of the lines. */
    get over() {
        return this.#plot?.over ?? null;
    }

    /** Shows this range: x and y as [from, to]. */
    show({ mode, isLog, x, y }) {
        this.#unit = { x: unitOf(x), y: unitOf(y) };
        if (isLog) {
            this.#unit.y = 1;
        }
        this.#range = { x: x.map(one => one / this.#unit.x), y: y.map(one => one / this.#unit.y) };
        const shape = `${mode} ${isLog}`;
        if (this.#plot === null || shape !== this.#shape) {
            this.#plot?.destroy();
            this.#shape = shape;
            this.#plot = new uPlot(this.#options(mode, isLog), [this.#range.x, this.#range.y], this.place);
            this.#plot.over.addEventListener('pointerleave', () => this.oncursor(null));
        } else {
            this.#plot.setData([this.#range.x, this.#range.y]);
        }
    }

    redraw() {
        this.#plot?.redraw(false, true);
    }

    /** The plotting area on the canvas: its edges, and the positions of values. */
    plotOf(u = this.#plot) {
        const { left, top, width, height } = u.bbox;
        const { min, max } = u.scales.x;
        const isLog = u.scales.y.distr === 3;
        const low = isLog ? Math.log10(u.scales.y.min) : u.scales.y.min;
        const high = isLog ? Math.log10(u.scales.y.max) : u.scales.y.max;
        const unit = this.#unit;
        const perX = width / (max - min);
        const perY = height / (high - low);
        // limits positions far beyond an edge to numbers that a canvas can handle
        const place = value => Math.max(top - FAR * height, Math.min(top + FAR * height, top + (high - value / unit.y) * perY));
        return {
            left, top, width, height, isLog,
            shape: this.#shape,
            low: u.scales.y.min * unit.y,
            high: u.scales.y.max * unit.y,
            min: min * unit.x,
            max: max * unit.x,
            x: value => left + (value / unit.x - min) * perX,
            y: isLog ? value => (value > 0 ? place(Math.log10(value)) : NaN) : place,
        };
    }

    /** The value on the x axis at this distance from the left edge of the area. */
    valueAt(left) {
        return this.#plot.posToVal(left, 'x') * this.#unit.x;
    }

    #resize() {
        const { clientWidth, clientHeight } = this.place;
        if (this.#plot && clientWidth > 0 && (clientWidth !== this.#plot.width || clientHeight !== this.#plot.height)) {
            this.#plot.setSize({ width: clientWidth, height: clientHeight });
        }
    }

    #options(mode, isLog) {
        const { tick, incrs } = modeOf(mode);
        const axis = {
            font: FONT,
            stroke: () => inks().text,
            grid: { stroke: () => inks().grid, width: 1 },
            ticks: { stroke: () => inks().grid, width: 1, size: 4 },
            gap: 4,
        };
        return {
            width: Math.max(80, this.place.clientWidth),
            height: Math.max(80, this.place.clientHeight),
            ms: 1,
            padding: [10, 14, 0, 0],
            legend: { show: false },
            cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false } },
            scales: {
                x: { time: tick === null, range: () => this.#range.x },
                y: { distr: isLog ? 3 : 1, range: () => this.#range.y },
            },
            axes: [
                { ...axis, size: 28, space: 70, ...(tick === null ? { values: TIME_FORMATS, size: 40 } : { values: (u, splits) => splits.map(split => tick(split * this.#unit.x)), ...(incrs ? { incrs } : {}) }) },
                {
                    ...axis,
                    space: 34,
                    size: (u, values) => 16 + 6.5 * Math.max(3, ...(values ?? []).map(text => text?.length ?? 0)),
                    values: (u, splits) => marks(this.name, splits.map(split => (split === null ? null : split * this.#unit.y))),
                    ...(isLog ? { splits: (u, index, min, max) => logSplits(min, max), filter: (u, splits) => splits } : {}),
                },
            ],
            series: [{}, { paths: () => null, points: { show: false } }],
            hooks: {
                draw: [u => this.paint(u.ctx, this.plotOf(u), devicePixelRatio)],
                setSelect: [u => this.#selected(u)],
                setCursor: [u => this.oncursor(u.cursor.left < 0 ? null : u.cursor.left)],
            },
        };
    }

    #selected(u) {
        const { left, width } = u.select;
        if (width > 3) {
            this.onselect([this.valueAt(left), this.valueAt(left + width)]);
        }
        u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    }
}
