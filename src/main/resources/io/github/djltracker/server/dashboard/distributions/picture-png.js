// Saves neighbouring plots as one file, as they are visible.

import { inks } from '../charts/colors.js';
import { png } from '../charts/save.js';
import { el } from '../widgets/dom.js';

/** Returns a promise of the file; "grid" is the element that contains the plots. */
export function picturePng(grid, pictures, title) {
    if (pictures.length === 0) {
        throw new Error('nothing is drawn');
    }
    const ratio = devicePixelRatio;
    const { left, top, width, height } = grid.getBoundingClientRect();
    const whole = el('canvas', { width: Math.round(width * ratio), height: Math.round(height * ratio) });
    const ctx = whole.getContext('2d');
    ctx.scale(ratio, ratio);
    ctx.font = '600 12px system-ui, sans-serif';
    for (const { caption, surface } of pictures) {
        surface.paintNow();
        const text = caption.getBoundingClientRect();
        ctx.fillStyle = inks().strong;
        ctx.fillText(caption.textContent, text.left - left + 8, text.top - top + 13, text.width);
        const { canvas } = surface;
        const place = canvas.getBoundingClientRect();
        ctx.drawImage(canvas, place.left - left, place.top - top, place.width, place.height);
    }
    return png(whole, title, []);
}
