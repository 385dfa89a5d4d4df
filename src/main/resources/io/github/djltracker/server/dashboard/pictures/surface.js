// A canvas as wide as its container, painted again when the width changes, at most once per frame.

import { el } from '../widgets/dom.js';

const FONT = '11px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';

export class Surface {
    #frame = 0;

    /** @param paint called with the context, and the width and height in CSS pixels */
    constructor({ label, paint }) {
        this.paint = paint;
        this.canvas = el('canvas');
        this.element = el('div', { class: 'plot sweep', tabindex: '0', role: 'group', 'aria-label': label }, this.canvas);
        this.watch = new ResizeObserver(() => this.request());
        this.watch.observe(this.element);
    }

    close() {
        this.watch.disconnect();
        cancelAnimationFrame(this.#frame);
    }

    get width() {
        return this.element.clientWidth;
    }

    get height() {
        return this.element.clientHeight;
    }

    /** Paints before the next frame. */
    request() {
        cancelAnimationFrame(this.#frame);
        this.#frame = requestAnimationFrame(() => this.paintNow());
    }

    paintNow() {
        const { width, height, canvas } = this;
        if (width > 0 && height > 0) {
            canvas.style.width = `${width}px`;
            canvas.style.height = `${height}px`;
            this.paint(contextOf(canvas, width, height), width, height);
        }
    }

    /** The position of an event, from the upper left corner. */
    at(event) {
        const { left, top } = this.canvas.getBoundingClientRect();
        return { x: event.clientX - left, y: event.clientY - top };
    }

    /** The inverse, to show a box at a position. */
    pointAt(x, y) {
        const { left, top } = this.canvas.getBoundingClientRect();
        return { clientX: left + x, clientY: top + y };
    }
}

/** The context of an empty canvas of this size in CSS pixels. */
export function contextOf(canvas, width, height) {
    const ratio = devicePixelRatio;
    const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
    // only if necessary, because resizing takes time
    if (canvas.width !== across || canvas.height !== down) {
        canvas.width = across;
        canvas.height = down;
    }
    const ctx = canvas.getContext('2d');
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, width, height);
    ctx.font = FONT;
    return ctx;
}

/** A text that is at most this wide: if it is longer, its middle is left out, since names differ at both ends. */
export function fitted(ctx, text, width) {
    if (ctx.measureText(text).width <= width) {
        return text;
    }
    for (let length = Math.min(text.length, Math.floor(width / 3)); length > 1; length--) {
        const head = Math.ceil(length / 2);
        const short = `${text.slice(0, head)}\u2026${text.slice(text.length - (length - head))}`;
        if (ctx.measureText(short).width <= width) {
            return short;
        }
    }
    return '';
}
