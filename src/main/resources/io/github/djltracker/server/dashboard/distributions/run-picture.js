// The plot of one run: the distribution of values over its steps, with mouse and keyboard control.

import { hideValues, showBox } from '../charts/hover.js';
import { swatch } from '../charts/swatch.js';
import { Layer } from '../pictures/layer.js';
import { Surface } from '../pictures/surface.js';
import { el, show } from '../widgets/dom.js';
import { BINS } from './bins.js';
import { Shades } from './shades.js';
import { placeTexts } from './words.js';

export class RunPicture {
    #drawn = null; // the run, the shape and the sheet
    #version = 0;
    #layer = new Layer();
    #area = null;
    #at = null; // the column and bin that is pointed at

    /** @param say announces a text to screen readers */
    constructor(say) {
        this.tell = say;
        this.caption = el('figcaption');
        this.surface = new Surface({ label: '', paint: (ctx, width, height) => this.#paint(ctx, width, height) });
        this.element = el('figure', { class: 'distribution' }, this.caption, this.surface.element);
        const { element } = this.surface;
        element.addEventListener('pointermove', event => this.#point(this.#find(event), event));
        element.addEventListener('pointerleave', () => this.#point(null));
        element.addEventListener('blur', () => this.#point(null));
        element.addEventListener('keydown', event => this.#key(event));
    }

    close() {
        if (this.#at !== null) {
            hideValues();
        }
        this.surface.close();
        this.element.remove();
    }

    /** @param title describes the sheet */
    update(drawn, title) {
        const { run, shape, sheet } = drawn;
        const isOther = this.#drawn?.shape !== shape;
        this.#drawn = drawn;
        if (this.#at !== null && (isOther || this.#at.column >= sheet.columns.length)) {
            this.#point(null);
        }
        show(this.caption, swatch(run.color), run.label);
        this.surface.element.setAttribute('aria-label', `${title}, run ${run.label}. Arrow keys move through its steps and values, Home and End to the first and the last step.`);
        this.surface.element.dataset.drawn = `${shape.TITLE}: ${sheet.columns.length} of ${sheet.columns.reduce((sum, { looks }) => sum + looks.length, 0)}, `
            + `values ${sheet.values.valueAt(0)} to ${sheet.values.valueAt(1)}, share ${sheet.most}`;
        this.repaint();
    }

    /** Paints again immediately, in the colours of the theme. */
    repaint() {
        if (this.#drawn !== null) {
            this.#drawn.sheet.shades = new Shades();
            this.#version += 1;
            this.surface.paintNow();
        }
    }

    #paint(ctx, width, height) {
        if (this.#drawn === null) {
            return;
        }
        const { shape, sheet } = this.#drawn;
        this.#layer.keep(this.#version, width, height, below => {
            this.#area = shape.paint(below, width, height, sheet);
        });
        this.#layer.putOnto(ctx, width, height);
        if (this.#at !== null) {
            shape.mark(ctx, this.#area, sheet, this.#at);
        }
    }

    #find(event) {
        return this.#area === null ? null : this.#drawn.shape.at(this.#area, this.#drawn.sheet, this.surface.at(event));
    }

    #point(at, place) {
        const isOther = at?.column !== this.#at?.column || at?.bin !== this.#at?.bin;
        this.#at = at;
        if (at === null) {
            hideValues();
        } else {
            const { when, where, share } = placeTexts(this.#drawn.sheet, at);
            const row = (name, value) => el('div', {}, el('span', { class: 'values-name muted' }, name), el('b', {}, value));
            showBox(place, el('p', { class: 'values-title' }, when), el('div', { class: 'values-rows' }, row('value', where), row('share of values', share)));
        }
        if (isOther) {
            this.surface.request();
        }
    }

    #key(event) {
        if (this.#drawn === null || this.#area === null || event.ctrlKey || event.metaKey || event.altKey) {
            return;
        }
        const { shape, sheet } = this.#drawn;
        if (event.key === 'Escape') {
            this.#point(null);
            return;
        }
        const to = placeOf(event.key, this.#at, shape, sheet.columns);
        if (to !== null) {
            event.preventDefault();
            const { x, y } = shape.spot(this.#area, sheet, to);
            this.#point(to, this.surface.pointAt(x, y));
            const { when, where, share } = placeTexts(sheet, to);
            this.tell(`${when}; value ${where}; ${share}`);
        }
    }
}

/**
 * The column and bin to which a key moves; null for other keys. Home, and any move without a current position, goes to
 * the fullest bin of the first column, End to that of the last.
 */
function placeOf(key, from, shape, columns) {
    const last = columns.length - 1;
    const move = shape.MOVES[key];
    if (key === 'Home' || key === 'End' || (move && from === null)) {
        const column = key === 'End' ? last : 0;
        return { column, bin: fullest(columns[column].shares) };
    }
    return move ? { column: between(from.column + move[0], last), bin: between(from.bin + move[1], BINS - 1) } : null;
}

function fullest(shares) {
    return shares.indexOf(Math.max(...shares));
}

function between(number, last) {
    return Math.max(0, Math.min(last, number));
}
