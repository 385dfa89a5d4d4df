// A painted layer that is reused as the background of a plot.

import { el } from '../widgets/dom.js';
import { contextOf } from './surface.js';

export class Layer {
    #canvas = el('canvas');
    #key = '';

    /** Paints again if the key or the size (in CSS pixels) has changed. */
    keep(key, width, height, paint) {
        const now = `${key} ${width} ${height} ${devicePixelRatio}`;
        if (now !== this.#key) {
            this.#key = now;
            paint(contextOf(this.#canvas, width, height));
        }
    }

    putOnto(ctx, width, height) {
        ctx.drawImage(this.#canvas, 0, 0, width, height);
    }
}
