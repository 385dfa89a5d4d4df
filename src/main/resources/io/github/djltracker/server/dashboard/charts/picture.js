// The lines of a chart as a picture: few are drawn at once, many a part at a time, so that the page is never busy for long.

import { el } from '../widgets/dom.js';
import { draw, drawing } from './drawing.js';
import { turn } from './turns.js';

/** So many buckets are drawn at once. */
const FEW = 4_000;
/** How long a part takes, in ms. */
const PART = 20;
const STEPS_A_LOOK = 8;

export class Picture {
    #whole = null; // the last that is complete
    #job = null; // the one that is drawn now

    /** @param onwhole is told when a picture is complete that was drawn in parts, to paint once more */
    constructor(onwhole) {
        this.onwhole = onwhole;
    }

    /** Until what was painted last is complete. */
    get done() {
        return this.#job?.done ?? Promise.resolve();
    }

    /** Draws lines into a chart. Where they are many, what was there before stands in their place until they are complete. */
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

    /** What is painted next is drawn anew. */
    forget() {
        this.#whole = null;
        this.#job = null;
    }

    async #draw(job, transform, ratio) {
        // read often, so that it is drawn here and now, and the time that it took is known
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

/** An earlier picture where its values are now. */
function moved(ctx, { canvas, plot: from }, to) {
    const [left, right, top, bottom] = [to.x(from.min), to.x(from.max), to.y(from.high), to.y(from.low)];
    ctx.beginPath();
    ctx.rect(to.left, to.top, to.width, to.height);
    ctx.clip();
    if (right > left && bottom > top) {
        ctx.drawImage(canvas, from.left, from.top, from.width, from.height, left, top, right - left, bottom - top);
    }
}
