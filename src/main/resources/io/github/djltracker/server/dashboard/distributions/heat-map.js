// A heat map: steps from left to right, values from bottom to top, the share of the values as colour.

import { inks } from '../charts/colors.js';
import { areaOf, paintAxes } from '../pictures/scatter-axes.js';
import { el } from '../widgets/dom.js';
import { BINS } from './bins.js';

export const TITLE = 'Heat map';
/** The number of columns for which a narrow plot has space. */
export const MOST = 240;
/** What keys do: move by this many columns and bins. */
export const MOVES = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
/** The colour scale takes all columns into account. */
export const ignoresLevel = false;
/** The range of a column on the axis of steps. */
export const stepsOf = column => [column.begin, column.end];

/** Paints it; returns the area that it covers. */
export function paint(ctx, width, height, { columns, values, steps, most, shades }) {
    const area = areaOf(ctx, width, height, values, true);
    paintAxes(ctx, area, { of: { x: { title: 'step' }, y: { title: 'value' } }, x: steps, y: values });
    shades.paintLegend(ctx, area.legend, most);
    const cells = cellsOf(columns, most, shades);
    ctx.imageSmoothingEnabled = false;
    columns.forEach((column, i) => {
        const [from, to] = sidesOf(area, steps, column);
        ctx.drawImage(cells, i, 0, 1, BINS, from, area.top, to - from, area.bottom - area.top);
    });
    return area;
}

/** One pixel per column and bin, transparent if the bin is empty. */
function cellsOf(columns, most, shades) {
    const canvas = el('canvas', { width: columns.length, height: BINS });
    const ctx = canvas.getContext('2d');
    columns.forEach(({ shares }, i) => shares.forEach((share, bin) => {
        if (share > 0) {
            ctx.fillStyle = shades.of(share, most);
            ctx.fillRect(i, BINS - 1 - bin, 1, 1);
        }
    }));
    return canvas;
}

/** Rounded to whole pixels, so that there are no gaps between columns. */
function sidesOf(area, steps, { begin, end }) {
    const from = Math.round(area.x(steps.place(begin)));
    return [from, Math.max(from + 1, Math.round(area.x(steps.place(end))))];
}

/** The column and bin at a position; null if there is none. */
export function at(area, { columns, steps }, { x, y }) {
    const bin = Math.floor(((area.bottom - y) / (area.bottom - area.top)) * BINS);
    const column = columns.findIndex(one => x >= area.x(steps.place(one.begin)) && x < area.x(steps.place(one.end)));
    return column < 0 || bin < 0 || bin >= BINS ? null : { column, bin };
}

/** The position of a column and bin. */
export function spot(area, { columns, steps }, { column, bin }) {
    const [from, to] = sidesOf(area, steps, columns[column]);
    return { x: (from + to) / 2, y: area.y((bin + 0.5) / BINS) };
}

/** Marks a column and bin. */
export function mark(ctx, area, { columns, steps }, { column, bin }) {
    const [from, to] = sidesOf(area, steps, columns[column]);
    ctx.strokeStyle = inks().strong;
    ctx.lineWidth = 1;
    ctx.strokeRect(from - 0.5, area.top - 0.5, to - from + 1, area.bottom - area.top + 1);
    ctx.lineWidth = 2;
    ctx.strokeRect(from - 1, area.y((bin + 1) / BINS) - 1, to - from + 2, (area.bottom - area.top) / BINS + 2);
}
