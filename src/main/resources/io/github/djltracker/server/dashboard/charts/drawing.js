// Draws lines into a chart: the band between lowest and highest value, the line, and marks for values that are not finite.

const FAINT = 0.25;
const MARK = 4;

/**
 * Draws all bands before all lines, so that no band covers a line. Each line has its columns, "begin" and "end" (the
 * positions of its buckets on the x axis), "shown" (the values to draw), "raw" (the values before smoothing, null if
 * they are the same), "color", "dash", "width", and "leftFrom" (the position from which on a resumed run replaces it,
 * or Infinity).
 */
export function draw(ctx, plot, lines, ratio) {
    const steps = drawing(ctx, plot, lines, ratio);
    while (!steps.next().done) {
        // the generator draws
    }
}

/** The same in steps, each of which draws a part of one line. */
export function* drawing(ctx, plot, lines, ratio) {
    ctx.save();
    ctx.beginPath();
    // slightly wider, so that a dot on the edge is not cut off
    ctx.rect(plot.left - 3 * ratio, plot.top, plot.width + 6 * ratio, plot.height);
    ctx.clip();
    const density = Math.max(0.35, 1 / Math.sqrt(Math.max(1, lines.length / 3)));
    for (const line of lines) {
        twice(ctx, plot, line, faintness => band(ctx, plot, line, faintness * density, ratio));
        yield;
    }
    for (const line of lines) {
        twice(ctx, plot, line, faintness => {
            if (line.raw) {
                path(ctx, plot, line, line.raw, faintness * 0.3, ratio);
            }
            path(ctx, plot, line, line.shown, faintness, ratio);
        });
        yield;
    }
    for (const line of lines) {
        marks(ctx, plot, line, ratio);
        yield;
    }
    ctx.restore();
}

/** Paints the part that counts at full strength, and the part that a resumed run replaces faintly. */
function twice(ctx, plot, line, paint) {
    if (line.leftFrom === Infinity) {
        paint(1);
        return;
    }
    const edge = Math.min(plot.left + plot.width, Math.max(plot.left, plot.x(line.leftFrom)));
    clipped(ctx, plot.left, plot.top, edge - plot.left, plot.height, () => paint(1));
    clipped(ctx, edge, plot.top, plot.left + plot.width - edge, plot.height, () => paint(FAINT));
}

function clipped(ctx, left, top, width, height, paint) {
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, top, width, height);
    ctx.clip();
    paint();
    ctx.restore();
}

function band(ctx, plot, line, strength, ratio) {
    const { min, max, count } = line.columns;
    let from = 0;
    ctx.fillStyle = line.color;
    ctx.strokeStyle = line.color;
    ctx.lineWidth = ratio;
    ctx.setLineDash([]);
    for (let i = 0; i <= min.length; i++) {
        // the end of a contiguous range of numbers
        if (i === min.length || Number.isNaN(min[i]) || Number.isNaN(line.begin[i])) {
            if (i > from && count.slice(from, i).some(points => points > 1)) {
                piece(ctx, plot, line, min, max, from, i);
                ctx.globalAlpha = 0.2 * strength;
                ctx.fill();
                ctx.globalAlpha = 0.35 * strength;
                ctx.stroke();
            }
            from = i + 1;
        }
    }
    ctx.globalAlpha = 1;
}

function piece(ctx, plot, line, min, max, from, to) {
    ctx.beginPath();
    for (let i = from; i < to; i++) {
        ctx.lineTo(plot.x(line.begin[i]), plot.y(max[i]));
        ctx.lineTo(plot.x(line.end[i]), plot.y(max[i]));
    }
    for (let i = to - 1; i >= from; i--) {
        ctx.lineTo(plot.x(line.end[i]), plot.y(min[i]));
        ctx.lineTo(plot.x(line.begin[i]), plot.y(min[i]));
    }
    ctx.closePath();
}

function path(ctx, plot, line, values, strength, ratio) {
    ctx.globalAlpha = strength;
    ctx.strokeStyle = line.color;
    ctx.fillStyle = line.color;
    ctx.lineWidth = line.width * ratio;
    ctx.lineJoin = 'round';
    ctx.setLineDash(line.dash.map(length => length * ratio));
    ctx.beginPath();
    let isDown = false;
    for (let i = 0; i < values.length; i++) {
        // an infinite value is drawn as a mark, not as part of the line
        const y = Number.isFinite(values[i]) ? plot.y(values[i]) : NaN;
        if (Number.isNaN(y) || Number.isNaN(line.begin[i])) {
            isDown = false;
            continue;
        }
        const x = plot.x((line.begin[i] + line.end[i]) / 2);
        if (isDown) {
            ctx.lineTo(x, y);
        } else {
            ctx.moveTo(x, y);
            isDown = true;
        }
    }
    ctx.stroke();
    ctx.setLineDash([]);
    dots(ctx, plot, line, values, ratio);
    ctx.globalAlpha = 1;
}

/** Draws a dot for each value if they are far apart, and for a value on its own between gaps. */
function dots(ctx, plot, line, values, ratio) {
    const inSight = line.begin.filter(x => x >= plot.min && x <= plot.max).length;
    const all = inSight > 0 && plot.width / inSight > 12 * ratio;
    const isThere = i => i >= 0 && i < values.length && Number.isFinite(values[i]) && !Number.isNaN(plot.y(values[i]));
    for (let i = 0; i < values.length; i++) {
        if (isThere(i) && (all || (!isThere(i - 1) && !isThere(i + 1)))) {
            ctx.beginPath();
            ctx.arc(plot.x((line.begin[i] + line.end[i]) / 2), plot.y(values[i]), 2 * ratio, 0, 2 * Math.PI);
            ctx.fill();
        }
    }
}

/**
 * Marks values that are not drawn as part of the line: NaN is a cross at the top, infinities and values outside the
 * scale are arrows at the edge beyond which they lie.
 */
function marks(ctx, plot, line, ratio) {
    const { nan, min, max } = line.columns;
    ctx.strokeStyle = line.color;
    ctx.fillStyle = line.color;
    ctx.lineWidth = 1.5 * ratio;
    const size = MARK * ratio;
    const top = plot.top + 1.5 * size;
    const bottom = plot.top + plot.height - 1.5 * size;
    for (let i = 0; i < nan.length; i++) {
        const x = plot.x((line.begin[i] + line.end[i]) / 2);
        if (nan[i] > 0) {
            cross(ctx, x, top, size);
        }
        if (max[i] > plot.high) {
            arrow(ctx, x, top + (nan[i] > 0 ? 2.5 * size : 0), -size, max[i] === Infinity);
        }
        if (min[i] === -Infinity || (min[i] < plot.low && !(plot.isLog && min[i] <= 0))) {
            arrow(ctx, x, bottom, size, min[i] === -Infinity);
        } else if (plot.isLog && min[i] <= 0) {
            // zero and negative values have no position on a logarithmic scale
            ring(ctx, x, bottom, size * 0.8);
        }
    }
}

function cross(ctx, x, y, size) {
    ctx.beginPath();
    ctx.moveTo(x - size, y - size);
    ctx.lineTo(x + size, y + size);
    ctx.moveTo(x - size, y + size);
    ctx.lineTo(x + size, y - size);
    ctx.stroke();
}

/** A filled arrow for an infinity, a hollow one for a value outside the scale. */
function arrow(ctx, x, y, size, isFull) {
    ctx.beginPath();
    ctx.moveTo(x, y + size);
    ctx.lineTo(x - size, y - size);
    ctx.lineTo(x + size, y - size);
    ctx.closePath();
    if (isFull) {
        ctx.fill();
    } else {
        ctx.stroke();
    }
}

function ring(ctx, x, y, size) {
    ctx.beginPath();
    ctx.arc(x, y, size, 0, 2 * Math.PI);
    ctx.stroke();
}
