// Colours of runs by a value: a ramp for numbers, separate colours for strings.

import { inks, isDark, lineColor, plain } from '../charts/colors.js';
import { scaleOf } from './scale.js';
import { fitted } from './surface.js';

const STEPS = 32;
const RAMP_WIDTH = 90;
const MOST_TEXTS = 12;

/** From orange over red to violet: the colours also differ in lightness, and all contrast with the background. */
function ramp(part, dark) {
    const hue = (430 - 160 * part) % 360;
    const lightness = dark ? 0.86 - 0.34 * part : 0.7 - 0.36 * part;
    return plain(`oklch(${lightness.toFixed(3)} 0.16 ${hue.toFixed(0)})`);
}

/** @param quantity null for one colour for all runs */
export class Coloring {
    constructor(quantity, runs, isLog) {
        const dark = isDark();
        this.quantity = quantity;
        this.none = inks().text;
        this.scale = quantity && scaleOf(quantity, runs, { isLog });
        const isRamp = this.scale?.values === null;
        const count = quantity === null ? 1 : isRamp ? STEPS : Math.max(1, this.scale.values.length);
        this.isRamp = isRamp;
        this.colors = Array.from({ length: count }, (_, i) => (isRamp ? ramp(i / (STEPS - 1), dark) : lineColor(i, dark)));
        this.numbers = isRamp || quantity === null ? null : new Map(this.scale.values.map((value, i) => [value, i]));
    }

    /** The number of the colour of a run; -1 if it has no value. */
    numberOf(run) {
        if (this.quantity === null) {
            return 0;
        }
        if (!this.isRamp) {
            return this.numbers.get(this.quantity.of(run)) ?? -1;
        }
        const place = this.scale.place(this.quantity.of(run));
        return Number.isNaN(place) ? -1 : Math.max(0, Math.min(STEPS - 1, Math.floor(place * STEPS)));
    }

    colorOf(run) {
        const number = this.numberOf(run);
        return number < 0 ? this.none : this.colors[number];
    }

    /** Paints the legend of the colours, on a line that ends at the right. */
    paintLegend(ctx, right, y, width) {
        if (this.quantity === null || width < RAMP_WIDTH + 60) {
            return;
        }
        ctx.textAlign = 'left';
        if (this.isRamp) {
            this.#paintRamp(ctx, right, y, width);
        } else {
            this.#paintTexts(ctx, right, y, width);
        }
    }

    #paintRamp(ctx, right, y, width) {
        const [low, high] = [0, 1].map(end => this.quantity.text(this.scale.valueAt(end)));
        const wide = text => ctx.measureText(text).width;
        const rest = width - RAMP_WIDTH - wide(low) - wide(high) - 24;
        const title = rest > 30 ? fitted(ctx, this.quantity.title, rest) : '';
        let x = right - wide(high);
        ctx.fillStyle = inks().text;
        ctx.fillText(high, x, y);
        x -= RAMP_WIDTH + 5;
        this.colors.forEach((color, i) => {
            ctx.fillStyle = color;
            ctx.fillRect(x + (i * RAMP_WIDTH) / STEPS, y - 9, RAMP_WIDTH / STEPS + 0.5, 10);
        });
        ctx.fillStyle = inks().text;
        x -= wide(low) + 5;
        ctx.fillText(low, x, y);
        ctx.fillText(title, x - wide(title) - 8, y);
    }

    #paintTexts(ctx, right, y, width) {
        const shown = this.scale.values.slice(0, MOST_TEXTS);
        const items = [];
        let used = 0;
        for (const [i, value] of shown.entries()) {
            const text = fitted(ctx, value, 110);
            const wide = ctx.measureText(text).width + 24;
            if (used + wide > width - 60) {
                break;
            }
            items.push({ text, color: this.colors[i], wide });
            used += wide;
        }
        const more = this.scale.values.length - items.length;
        const rest = more > 0 ? `and ${more} more` : '';
        let x = right - used - ctx.measureText(rest).width;
        for (const { text, color, wide } of items) {
            ctx.fillStyle = color;
            ctx.fillRect(x, y - 9, 10, 10);
            ctx.fillStyle = inks().text;
            ctx.fillText(text, x + 14, y);
            x += wide;
        }
        ctx.fillText(rest, x, y);
    }
}
