// Ridges: one outline of the values per histogram, with the latest in front.

import { inks } from '../charts/colors.js';
import { areaOf, paintAxes } from '../pictures/scatter-axes.js';
import { BINS } from './bins.js';

export const TITLE = 'Ridges';
/** More outlines would hide each other. */
export const MOST = 32;
/** What keys do: move by this many outlines and bins. */
export const MOVES = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };
/** A histogram whose values are all equal would make all others look flat, so it does not affect the scale. */
export const ignoresLevel = true;
const OLDEST = 0.25;
const NEAR = 3;
const FLAT = 0.75;

const middleOf = ({ from, to }) => (from + to) / 2;
/** The position of an outline on the axis of steps. */
export const stepsOf = column => [middleOf(column), middleOf(column)];

/** Paints it; returns the area that it covers. */
export function paint(ctx, width, height, sheet) {
    const { columns, values, steps, shades } = sheet;
    // the first step is at the top
    const down = { marks: most => steps.marks(most).map(({ place, text }) => ({ place: 1 - place, text })) };
    const whole = areaOf(ctx, width, height, down, false);
    const length = whole.bottom - whole.top;
    const tall = Math.min(0.45, 8 / Math.max(1, sheet.deepest)) * length;
    const area = { ...whole, tall, y: place => whole.bottom - place * (length - tall) };
    paintAxes(ctx, area, { of: { x: { title: 'value' }, y: { title: 'step' } }, x: values, y: down });
    const ink = inks();
    columns.forEach((column, i) => {
        const points = outline(area, sheet, i);
        const base = baseOf(area, sheet, i);
        trace(ctx, points);
        ctx.fillStyle = shades.at(OLDEST + (1 - OLDEST) * steps.place(middleOf(column)));
        ctx.fill();
        // no outline where it is flat, which would cover what is behind it
        trace(ctx, points, ({ y }) => y < base - FLAT);
        ctx.strokeStyle = ink.surface;
        ctx.lineWidth = 1;
        ctx.stroke();
    });
    return area;
}

/** Makes a path of points, with gaps at those that are not wanted. */
function trace(ctx, points, isWanted = () => true) {
    ctx.beginPath();
    let isDown = false;
    for (const point of points) {
        const wanted = isWanted(point);
        if (wanted && isDown) {
            ctx.lineTo(point.x, point.y);
        } else if (wanted) {
            ctx.moveTo(point.x, point.y);
        }
        isDown = wanted;
    }
}

function baseOf(area, { columns, steps }, column) {
    return area.y(1 - steps.place(middleOf(columns[column])));
}

/** The height of a share; a histogram whose values are all equal is no higher than the highest of the others. */
function heightOf(area, { columns, most }, column, bin) {
    return area.tall * Math.min(1, columns[column].shares[bin] / most);
}

/**
 * From the left end on the baseline to the right end: a point for each bin that is not empty or is next to such a bin.
 */
function outline(area, sheet, column) {
    const { shares } = sheet.columns[column];
    const base = baseOf(area, sheet, column);
    const first = shares.findIndex(share => share > 0);
    if (first < 0) {
        return [];
    }
    const last = shares.findLastIndex(share => share > 0);
    const points = [{ x: area.x(first / BINS), y: base }];
    for (let bin = first; bin <= last; bin++) {
        points.push({ x: area.x((bin + 0.5) / BINS), y: base - heightOf(area, sheet, column, bin) });
    }
    points.push({ x: area.x((last + 1) / BINS), y: base });
    return points;
}

/** The outline and bin at a position: the foremost outline there, or else the nearest one; null outside of the plot. */
export function at(area, sheet, { x, y }) {
    const bin = Math.floor(((x - area.left) / (area.right - area.left)) * BINS);
    if (bin < 0 || bin >= BINS || y < area.top || y > area.bottom + NEAR || sheet.columns.length === 0) {
        return null;
    }
    const all = sheet.columns.map((_, column) => ({ column, base: baseOf(area, sheet, column) }));
    const isIn = ({ column, base }) => y <= base + NEAR && y >= base - Math.max(NEAR, heightOf(area, sheet, column, bin));
    const found = all.findLast(isIn) ?? all.toSorted((a, b) => Math.abs(a.base - y) - Math.abs(b.base - y))[0];
    return { column: found.column, bin };
}

/** The position of a bin of an outline. */
export function spot(area, sheet, { column, bin }) {
    return { x: area.x((bin + 0.5) / BINS), y: baseOf(area, sheet, column) - heightOf(area, sheet, column, bin) };
}

/** Marks an outline and one of its bins. */
export function mark(ctx, area, sheet, place) {
    const { strong, surface } = inks();
    ctx.strokeStyle = strong;
    ctx.lineWidth = 1.5;
    trace(ctx, outline(area, sheet, place.column));
    ctx.stroke();
    const { x, y } = spot(area, sheet, place);
    ctx.fillStyle = strong;
    ctx.strokeStyle = surface;
    ctx.beginPath();
    ctx.arc(x, y, 4, 0, 2 * Math.PI);
    ctx.fill();
    ctx.stroke();
}
