// What was painted once and is put below a picture again and again.

import { el } from '../widgets/dom.js';
import { contextOf } from './surface.js';

export class Layer {
    #canvas = el('canvas');
    #key = '';

    /** Paints what has to be another when the key is, of this size in pixels of the page. */
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
