// Draws the table of correlations as a bar chart.

import { el } from '../widgets/dom.js';
import { counted } from '../widgets/format.js';
import { inks, lineColor } from '../charts/colors.js';
import { png } from '../charts/save.js';
import { nameText } from '../runs/found.js';
import { valueText } from './association.js';

const WIDTH = 900;
const ROW = 22;
const NAMES = 380;
const BARS = 300;
const MOST = 200;

/** Returns a promise of the picture. */
export function barsOf(title, rows) {
    const ratio = devicePixelRatio;
    const shown = rows.slice(0, MOST);
    const canvas = el('canvas', { width: Math.round(WIDTH * ratio), height: Math.round((shown.length * ROW + 10) * ratio) });
    const ctx = canvas.getContext('2d');
    const ink = inks();
    ctx.scale(ratio, ratio);
    ctx.font = '12px system-ui, sans-serif';
    const middle = NAMES + BARS / 2;
    shown.forEach((row, i) => {
        const y = i * ROW + 16;
        ctx.fillStyle = ink.text;
        ctx.fillText(nameText(row.name), 10, y, NAMES - 20);
        ctx.fillText(`${valueText(row)}  (${counted(row.runs, 'run', 'runs')})`, NAMES + BARS + 12, y, WIDTH - NAMES - BARS - 20);
        ctx.fillStyle = lineColor(row.value < 0 ? 1 : 0);
        ctx.fillRect(middle, y - 11, ((row.value ?? 0) * BARS) / 2, 14);
    });
    ctx.fillStyle = ink.text;
    ctx.fillRect(middle, 4, 1, shown.length * ROW);
    return png(canvas, title, []);
}
