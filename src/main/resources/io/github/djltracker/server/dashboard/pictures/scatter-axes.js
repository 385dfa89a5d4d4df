// The axes of a scatter plot: its area, the grid, the ticks and the titles.

import { inks } from '../charts/colors.js';
import { fitted } from './surface.js';

const TITLE = 13;
const LINE = 18;
const NARROW = 600;
const BOTTOM = 38;
const RIGHT = 14;
const MOST_OF_TEXTS = 0.3;

/**
 * The area of the points: its edges, and functions from positions (0 to 1) to pixels. In a narrow plot, the legend of
 * the colours has a line of its own.
 */
export function areaOf(ctx, width, height, y, hasLegend) {
    const title = hasLegend && width < NARROW ? TITLE + LINE : TITLE;
    const top = title + TITLE;
    const down = Math.max(2, Math.floor((height - top - BOTTOM) / 34));
    const widest = Math.max(20, ...y.marks(down).map(({ text }) => ctx.measureText(text).width));
    const left = Math.min(widest, width * MOST_OF_TEXTS) + 18;
    const [right, bottom] = [width - RIGHT, height - BOTTOM];
    return {
        left, right, top, bottom, down, title,
        legend: { right: width - 10, y: TITLE, width: title === TITLE ? width / 2 : width - 20 },
        across: Math.max(2, Math.floor((right - left) / 80)),
        x: place => left + place * (right - left),
        y: place => bottom - place * (bottom - top),
    };
}

/** Paints the axes. "of" are the quantities, "x" and "y" the scales. */
export function paintAxes(ctx, area, { of, x, y }) {
    const ink = inks();
    ctx.lineWidth = 1;
    ctx.strokeStyle = ink.grid;
    ctx.fillStyle = ink.text;
    ctx.beginPath();
    ctx.textAlign = 'right';
    for (const { place, text } of y.marks(area.down)) {
        const at = Math.round(area.y(place)) + 0.5;
        ctx.moveTo(area.left, at);
        ctx.lineTo(area.right, at);
        ctx.fillText(fitted(ctx, text, area.left - 14), area.left - 7, at + 3.5);
    }
    ctx.textAlign = 'center';
    const across = x.marks(area.across);
    for (const { place, text } of across) {
        const at = Math.round(area.x(place)) + 0.5;
        ctx.moveTo(at, area.top);
        ctx.lineTo(at, area.bottom);
        ctx.fillText(fitted(ctx, text, (area.right - area.left) / Math.max(1, across.length) - 4), at, area.bottom + 15);
    }
    ctx.stroke();
    ctx.textAlign = 'left';
    ctx.fillStyle = ink.strong;
    ctx.fillText(fitted(ctx, of.y.title, (area.right - area.left) / 2), area.left, area.title);
    ctx.textAlign = 'right';
    ctx.fillText(fitted(ctx, of.x.title, area.right - area.left), area.right, area.bottom + 31);
    ctx.textAlign = 'left';
}
