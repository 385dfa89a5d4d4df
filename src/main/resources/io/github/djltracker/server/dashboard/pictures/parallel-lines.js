// The lines of parallel coordinates, which connect the values of a run on all axes. Lines outside the brushes are faint and
// below all others.

import { inks } from '../charts/colors.js';

const FAINT = 0.18;

/**
 * The positions of runs on each axis, in one array: from 0 to 1, or NaN for runs that have none. They are computed
 * once, and not for each change of a brush.
 */
export function placesOfRuns(axes, runs) {
    const places = new Float64Array(runs.length * axes.length);
    runs.forEach((run, i) => axes.forEach(({ quantity, scale }, j) => (places[i * axes.length + j] = scale.place(quantity.of(run)))));
    return places;
}

/** Whether runs are within all brushes, as 1 and 0. */
export function within(axes, places, count) {
    const inside = new Uint8Array(count).fill(1);
    axes.forEach(({ brush }, j) => {
        if (brush !== null) {
            for (let i = 0; i < count; i++) {
                const place = places[i * axes.length + j];
                if (!(place >= brush[0] && place <= brush[1])) {
                    inside[i] = 0;
                }
            }
        }
    });
    return inside;
}

/** The height of a position; a run without one is on the rail below the axis. */
export function heightOf(area, place) {
    return Number.isNaN(place) ? area.rail : area.bottom - place * (area.bottom - area.top);
}

/**
 * Paints the lines for which "inside" has this value, with one path per colour, because a thousand separate strokes
 * would be too slow.
 */
export function paintLines(ctx, area, { axes, places, inside, colors, numbers }, wanted) {
    const paths = new Map();
    numbers.forEach((number, i) => {
        if (inside[i] === wanted) {
            const key = wanted === 1 ? number : 0;
            if (!paths.has(key)) {
                paths.set(key, []);
            }
            paths.get(key).push(i);
        }
    });
    const none = inks().text;
    ctx.lineWidth = 1;
    for (const [number, some] of paths) {
        ctx.globalAlpha = wanted === 1 ? alphaOf(numbers.length) : FAINT;
        ctx.strokeStyle = wanted === 1 && number >= 0 ? colors[number] : none;
        ctx.beginPath();
        for (const i of some) {
            line(ctx, area, axes.length, places, i);
        }
        ctx.stroke();
    }
    ctx.globalAlpha = 1;
}

/** Paints the line of one run, thick. */
export function paintLine(ctx, area, count, places, i, color) {
    for (const [style, width] of [[inks().surface, 5], [color, 2.5]]) {
        ctx.strokeStyle = style;
        ctx.lineWidth = width;
        ctx.beginPath();
        line(ctx, area, count, places, i);
        ctx.stroke();
    }
}

function line(ctx, area, count, places, i) {
    for (let j = 0; j < count; j++) {
        const y = heightOf(area, places[i * count + j]);
        if (j === 0) {
            ctx.moveTo(area.xs[0], y);
        } else {
            ctx.lineTo(area.xs[j], y);
        }
    }
    if (count === 1) {
        ctx.lineTo(area.xs[0] + 6, heightOf(area, places[i]));
    }
}

function alphaOf(count) {
    return count <= 200 ? 0.85 : count <= 2_000 ? 0.6 : 0.35;
}

/** The run within the brushes whose line is nearest to a point, at most this far away; -1 if there is none. */
export function nearestLine(area, { axes, places, inside }, { x, y }, far) {
    const { xs } = area;
    const count = axes.length;
    let j = Math.max(0, Math.min(count - 2, xs.findIndex(at => at > x) - 1));
    if (x >= xs[count - 1]) {
        j = Math.max(0, count - 2);
    }
    const to = Math.min(count - 1, j + 1);
    const part = to === j ? 0 : Math.max(0, Math.min(1, (x - xs[j]) / (xs[to] - xs[j])));
    let found = -1;
    let least = far;
    for (let i = 0; i < inside.length; i++) {
        if (inside[i] === 1) {
            const [from, end] = [heightOf(area, places[i * count + j]), heightOf(area, places[i * count + to])];
            const slope = to === j ? 0 : (end - from) / (xs[to] - xs[j]);
            const distance = Math.abs(from + part * (end - from) - y) / Math.sqrt(1 + slope * slope);
            if (distance < least) {
                found = i;
                least = distance;
            }
        }
    }
    return found;
}
