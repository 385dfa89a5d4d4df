// Colours of lines, readable in both themes: the same hues, darker in the light theme and lighter in the dark one.

import { el } from '../widgets/dom.js';

const HUES = [255, 45, 155, 330, 25, 295, 195, 85, 230, 5];
const GOLDEN_ANGLE = 137.5;

/** Whether the page is dark at the moment. */
export function isDark() {
    if (document.documentElement.hasAttribute('data-paper')) {
        return false;
    }
    const theme = document.documentElement.dataset.theme;
    return theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

/** The colour of the line with this number. The first ten are far apart; further ones lie between them. */
export function lineColor(index, dark = isDark()) {
    const round = Math.floor(index / HUES.length);
    const hue = round === 0 ? HUES[index] : (HUES[index % HUES.length] + round * GOLDEN_ANGLE) % 360;
    const lightness = (dark ? 0.76 : 0.55) + [0, -0.09, 0.07][round % 3];
    return plain(`oklch(${lightness.toFixed(2)} 0.15 ${hue.toFixed(0)})`);
}

const known = new Map();
let pixel = null;

/**
 * A colour as red, green and blue: without a GPU, a canvas takes ten times as long to draw lines in colours of any
 * other form.
 */
export function plain(color) {
    if (!known.has(color)) {
        pixel ??= el('canvas', { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
        pixel.fillStyle = color;
        pixel.fillRect(0, 0, 1, 1);
        known.set(color, `rgb(${[...pixel.getImageData(0, 0, 1, 1).data].slice(0, 3).join(' ')})`);
    }
    return known.get(color);
}

/** Colours of text, grid, marks and surface. */
export function inks(dark = isDark()) {
    return dark
        ? { text: '#98a3ae', grid: '#2a3036', strong: '#dfe4e8', surface: '#1b1f23' }
        : { text: '#5d6873', grid: '#e9ecef', strong: '#1c2126', surface: '#ffffff' };
}
