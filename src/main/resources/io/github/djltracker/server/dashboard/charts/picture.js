// Draws the lines of a chart: at once if they are few, otherwise in slices, so that the page stays responsive.

import { el } from '../widgets/dom.js';
import { draw, drawing } from './drawing.js';
import { turn } from './turns.js';

/** Up to this many buckets are drawn at once. */
const FEW = 4_000;
/** How long a slice takes, in ms. */
const PART = 20;
const STEPS_A_LOOK = 8;

export class Picture {
    #whole = null; // the last complete picture
    #job = null; // the picture that is being drawn

    /** @param onwhole called when a picture that was drawn in slices is complete, to paint once more */
    constructor(onwhole) {
        this.onwhole = onwhole;
    }

    /** Resolves when what was painted last is complete. */
    get done() {
        return this.#job?.done ?? Promise.resolve();
    }

    /** Draws lines into a chart. If they are many, the previous picture stays until they are complete. */
    paint(ctx, plot, lines, ratio) {
        if (lines.reduce((sum, line) => sum + line.begin.length, 0) <= FEW) {
            this.forget();
            draw(ctx, plot, lines, ratio);
            return;
        }
        const { width, height } = ctx.canvas;
        const place = [width, height, plot.left, plot.top, plot.width, plot.height, plot.min, plot.max, plot.low, plot.high, plot.shape].join();
        const isThis = one => one !== null && one.lines === lines && one.place === place;
        if (!isThis(this.#whole) && !isThis(this.#job)) {
            this.#job = { lines, place, plot, canvas: el('canvas', { width, height }), done: null };
            this.#job.done = this.#draw(this.#job, ctx.getTransform(), ratio);
        }
        if (isThis(this.#whole)) {
            atPixels(ctx, () => ctx.drawImage(this.#whole.canvas, 0, 0));
        } else if (this.#whole?.plot.shape === plot.shape) {
            atPixels(ctx, () => moved(ctx, this.#whole, plot));
        }
    }

    /** Discards the previous picture, so the next paint starts from scratch. */
    forget() {
        this.#whole = null;
        this.#job = null;
    }

    async #draw(job, transform, ratio) {
        // "willReadFrequently" makes the canvas draw synchronously, so that the time of a slice can be measured
        const ctx = job.canvas.getContext('2d', { willReadFrequently: true });
        ctx.setTransform(transform);
        const steps = drawing(ctx, job.plot, job.lines, ratio);
        for (let isOver = false; !isOver;) {
            await turn();
            if (this.#job !== job) {
                return;
            }
            const end = performance.now() + PART;
            while (!isOver && performance.now() < end) {
                for (let i = 0; i < STEPS_A_LOOK && !isOver; i++) {
                    isOver = steps.next().done;
                }
                ctx.getImageData(0, 0, 1, 1);
            }
        }
        this.#whole = job;
        this.#job = null;
        this.onwhole();
    }
}

function atPixels(ctx, paint) {
    ctx.save();
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    paint();
    ctx.restore();
}

/** Draws an earlier picture, moved to the current positions of its values. */
function moved(ctx, { canvas, plot: from }, to) {
    const [left, right, top, bottom] = [to.x(from.min), to.x(from.max), to.y(from.high), to.y(from.low)];
    ctx.beginPath();
    ctx.rect(to.left, to.top, to.width, to.height);
    ctx.clip();
    if (right > left && bottom > top) {
        ctx.drawImage(canvas, from.left, from.top, from.width, from.height, left, top, right - left, bottom - top);
    }
}
