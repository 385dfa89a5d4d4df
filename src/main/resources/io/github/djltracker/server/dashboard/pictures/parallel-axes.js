// The axes of parallel coordinates: their positions, titles, ticks and brushes, and the rail for runs without a value.

import { inks } from '../charts/colors.js';
import { fitted } from './surface.js';

const TOP = 62;
const RAIL = 22;
const BOTTOM = 12;
const BRUSH = 14;

/**
 * The positions of the axes: "xs", "top" and "bottom", and "rail", the height for runs that have no position on an
 * axis.
 */
export function areaOf(width, height, count) {
    const side = Math.min(90, width / (2 * count));
    const part = count > 1 ? (width - 2 * side) / (count - 1) : 0;
    return {
        xs: Array.from({ length: count }, (_, i) => Math.round(count > 1 ? side + i * part : width / 2) + 0.5),
        top: TOP, bottom: height - BOTTOM - RAIL, rail: height - BOTTOM - 4, width, part: count > 1 ? part : width,
    };
}

/**
 * Paints the axes. They have "quantity", "scale", "isLog" and "without", the kinds of values that have no position on
 * it.
 */
export function paintAxes(ctx, area, axes, current) {
    const ink = inks();
    const marks = Math.max(2, Math.floor((area.bottom - area.top) / 40));
    axes.forEach((axis, j) => {
        const x = area.xs[j];
        ctx.strokeStyle = ink.text;
        ctx.lineWidth = j === current ? 2 : 1;
        ctx.beginPath();
        ctx.moveTo(x, area.top);
        ctx.lineTo(x, area.bottom);
        ctx.stroke();
        ctx.textAlign = 'center';
        ctx.fillStyle = ink.strong;
        ctx.fillText(fitted(ctx, axis.quantity.title, area.part - 10), x, area.top - 24);
        ctx.fillStyle = ink.text;
        ctx.fillText(axis.isLog ? 'log' : '', x, area.top - 11);
        ctx.textAlign = 'left';
        for (const { place, text } of axis.scale.marks(marks)) {
            label(ctx, fitted(ctx, text, area.part - 20), x + 6, area.bottom - place * (area.bottom - area.top) + 3.5);
            ctx.fillRect(x - 3, area.bottom - place * (area.bottom - area.top) - 0.5, 6, 1);
        }
        if (axis.without) {
            label(ctx, fitted(ctx, axis.without, area.part - 20), x + 6, area.rail + 3.5);
            ctx.fillRect(x - 3, area.rail - 0.5, 6, 1);
        }
    });
}

/** Paints the brushes. */
export function paintBrushes(ctx, area, axes) {
    axes.forEach((axis, j) => axis.brush !== null && brush(ctx, area, area.xs[j], axis.brush));
}

/** A text with an outline, readable on top of lines. */
function label(ctx, text, x, y) {
    ctx.strokeStyle = inks().surface;
    ctx.lineWidth = 3;
    ctx.strokeText(text, x, y);
    ctx.fillText(text, x, y);
}

function brush(ctx, area, x, [from, to]) {
    const y = place => area.bottom - Math.max(0, Math.min(1, place)) * (area.bottom - area.top);
    const height = Math.max(2, y(from) - y(to));
    ctx.globalAlpha = 0.25;
    ctx.fillStyle = inks().strong;
    ctx.fillRect(x - BRUSH / 2, y(to), BRUSH, height);
    ctx.globalAlpha = 1;
    ctx.strokeStyle = inks().strong;
    ctx.lineWidth = 1;
    ctx.strokeRect(x - BRUSH / 2, y(to), BRUSH, height);
}

/** The axis at a position, -1 if none is near. */
export function axisAt(area, x) {
    return area.xs.findIndex(at => Math.abs(at - x) <= Math.min(16, area.part / 3));
}
