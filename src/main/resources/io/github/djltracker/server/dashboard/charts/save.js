// Saves a chart as a file: the visible picture as PNG, the numbers behind it as CSV.

import { el } from '../widgets/dom.js';
import { inks } from './colors.js';

const COLUMNS = ['firstStep', 'lastStep', 'firstTime', 'lastTime', 'first', 'last', 'min', 'max', 'mean', 'count', 'nan'];
const HEAD = 26;
const LEGEND_ROW = 18;
/** The length of a dash with its gaps. */
const SAMPLE = 40;

/** Offers a file for download. */
export function saveFile(blob, name) {
    const url = URL.createObjectURL(blob);
    const anchor = el('a', { href: url, download: name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '_').slice(0, 100) });
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The buckets of lines as rows; texts of users are escaped so that spreadsheets do not treat them as formulas. */
export function csv(name, lines, nameOf) {
    const rows = [['run', 'metric', 'phase', ...COLUMNS].join(',')];
    for (const line of lines) {
        const head = [nameOf(line), name, line.phase ?? ''].map(cell).join(',');
        for (let i = 0; i < line.length; i++) {
            rows.push(`${head},${COLUMNS.map(column => line.columns[column][i]).join(',')}`);
        }
    }
    return blob(rows);
}

/** Rows of any values, below their column names; numbers are written unchanged, null as an empty cell. */
export function csvOf(head, rows) {
    return blob([head, ...rows].map(row => row.map(one => (typeof one === 'number' ? String(one) : cell(String(one ?? '')))).join(',')));
}

function blob(rows) {
    return new Blob([rows.join('\r\n'), '\r\n'], { type: 'text/csv;charset=utf-8' });
}

function cell(text) {
    const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** The canvas of a chart, with its title above and a legend below. Entries have a text, a color and a dash. */
export function png(canvas, title, entries) {
    const ratio = devicePixelRatio;
    const ink = inks();
    const width = canvas.width / ratio;
    const columns = Math.max(1, Math.floor(width / 220));
    const rows = Math.ceil(entries.length / columns);
    const height = HEAD + canvas.height / ratio + rows * LEGEND_ROW + 10;
    const whole = el('canvas', { width: canvas.width, height: Math.round(height * ratio) });
    const ctx = whole.getContext('2d');
    ctx.scale(ratio, ratio);
    ctx.fillStyle = ink.surface;
    ctx.fillRect(0, 0, width, height);
    ctx.drawImage(canvas, 0, HEAD, width, canvas.height / ratio);
    ctx.fillStyle = ink.strong;
    ctx.font = '600 13px system-ui, sans-serif';
    ctx.fillText(title, 10, 18, width - 20);
    ctx.font = '11px system-ui, sans-serif';
    entries.forEach((entry, i) => {
        const x = 12 + (i % columns) * (width / columns);
        const y = HEAD + canvas.height / ratio + 14 + Math.floor(i / columns) * LEGEND_ROW;
        ctx.strokeStyle = entry.color;
        ctx.lineWidth = 2;
        ctx.setLineDash(entry.dash);
        ctx.beginPath();
        ctx.moveTo(x, y - 4);
        ctx.lineTo(x + SAMPLE, y - 4);
        ctx.stroke();
        ctx.fillStyle = ink.text;
        ctx.fillText(entry.text, x + SAMPLE + 6, y, width / columns - SAMPLE - 20);
    });
    return new Promise(resolve => whole.toBlob(resolve, 'image/png'));
}
