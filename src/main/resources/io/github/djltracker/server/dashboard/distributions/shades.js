// Colours of shares: low shares are close to the colour of the background, high ones far from it, in both themes.

import { inks, isDark, plain } from '../charts/colors.js';

const STEPS = 64;
const HALF = 46;
const GAP = 5;

/** From pale yellow over green to dark blue in the light theme, reversed in the dark theme. */
function shade(part, dark) {
    const lightness = dark ? 0.3 + 0.64 * part : 0.95 - 0.64 * part;
    const hue = dark ? 268 - 165 * part : 103 + 165 * part;
    return plain(`oklch(${lightness.toFixed(3)} ${(0.06 + 0.08 * Math.sin(Math.PI * Math.min(1, 0.15 + part))).toFixed(3)} ${hue.toFixed(0)})`);
}

/** A share with three significant digits. */
export function percent(share) {
    return `${Number((100 * share).toPrecision(3))} %`;
}

export class Shades {
    #colors = Array.from({ length: STEPS }, (_, i) => shade(i / (STEPS - 1), isDark()));

    /** The colour at a position from 0 to 1. */
    at(place) {
        return this.#colors[Math.max(0, Math.min(STEPS - 1, Math.floor(place * STEPS)))];
    }

    /** The colour of a share, on a square root scale, because most shares are small compared with the greatest. */
    of(share, most) {
        return this.at(Math.sqrt(share / most));
    }

    /** Paints the legend of the colours, on a line that ends at the right. */
    paintLegend(ctx, { right, y, width }, most) {
        const [low, middle, high] = ['0', percent(most / 4), percent(most)];
        const wide = text => ctx.measureText(text).width;
        const needed = 2 * HALF + 4 * GAP + wide(low) + wide(middle) + wide(high);
        if (needed > width) {
            return;
        }
        const ink = inks();
        const title = 'share of values';
        ctx.textAlign = 'left';
        let x = right - needed;
        ctx.fillStyle = ink.text;
        if (needed + wide(title) + 2 * GAP <= width) {
            ctx.fillText(title, x - wide(title) - 2 * GAP, y);
        }
        const put = text => {
            ctx.fillStyle = ink.text;
            ctx.fillText(text, x, y);
            x += wide(text) + GAP;
        };
        const ramp = from => {
            for (let i = 0; i < HALF; i++) {
                ctx.fillStyle = this.at(from + i / HALF / 2);
                ctx.fillRect(x + i, y - 9, 1.2, 10);
            }
            x += HALF + GAP;
        };
        put(low);
        ramp(0);
        put(middle);
        ramp(0.5);
        put(high);
    }
}
