// Mouse and touch control of the axes of parallel coordinates: sets brushes, and moves axes.

import { el, show } from '../widgets/dom.js';

const A_CLICK = 4;

/**
 * The strips over the axes, in which a finger sets a brush; elsewhere it scrolls. "told" has the callbacks "brush(axis,
 * from, to, isDone)" with positions from 0 to 1, "clear(axis)" and "move(axis, by)".
 */
export class Brushing {
    #area = null;
    #drag = null;

    constructor(surface, told) {
        this.surface = surface;
        this.told = told;
        this.strips = el('div', { 'aria-hidden': 'true' });
        surface.element.append(this.strips);
        this.strips.addEventListener('pointerdown', event => this.#begin(event));
        this.strips.addEventListener('pointermove', event => this.#go(event));
        this.strips.addEventListener('pointerup', event => this.#end(event));
        this.strips.addEventListener('pointercancel', () => (this.#drag = null));
        // a click on an axis removes its brush, and opens no run
        this.strips.addEventListener('click', event => event.stopPropagation());
    }

    get isActive() {
        return this.#drag !== null;
    }

    /** Puts the strips over the axes. */
    place(area) {
        const key = area.xs.join();
        if (key !== this.#area?.xs.join()) {
            show(this.strips, area.xs.map((x, j) => {
                const strip = el('span', { class: 'axis-strip', 'data-axis': String(j) });
                const width = Math.min(36, area.part * 0.7);
                strip.style.left = `${x - width / 2}px`;
                strip.style.width = `${width}px`;
                return strip;
            }));
        }
        this.#area = area;
    }

    #begin(event) {
        const strip = event.target.closest('.axis-strip');
        if (strip === null || event.button !== 0) {
            return;
        }
        const { x, y } = this.surface.at(event);
        this.strips.setPointerCapture(event.pointerId);
        this.#drag = { axis: Number(strip.dataset.axis), x, y, isTitle: y < this.#area.top - 6, isFar: false };
    }

    #go(event) {
        const drag = this.#drag;
        if (drag === null) {
            return;
        }
        const { x, y } = this.surface.at(event);
        drag.isFar ||= Math.hypot(x - drag.x, y - drag.y) >= A_CLICK;
        if (drag.isTitle) {
            this.#move(drag, x);
        } else if (drag.isFar) {
            this.told.brush(drag.axis, ...this.#places(drag.y, y), false);
        }
    }

    #move(drag, x) {
        const { xs } = this.#area;
        const by = x > xs[drag.axis + 1] ? 1 : x < xs[drag.axis - 1] ? -1 : 0;
        if (by !== 0) {
            this.told.move(drag.axis, by);
            drag.axis += by;
        }
    }

    #end(event) {
        const drag = this.#drag;
        this.#drag = null;
        if (drag === null || drag.isTitle) {
            return;
        }
        if (drag.isFar) {
            this.told.brush(drag.axis, ...this.#places(drag.y, this.surface.at(event).y), true);
        } else {
            this.told.clear(drag.axis);
        }
    }

    #places(...ys) {
        const { top, bottom } = this.#area;
        return ys.map(y => Math.max(0, Math.min(1, (bottom - y) / (bottom - top)))).sort((a, b) => a - b);
    }
}
