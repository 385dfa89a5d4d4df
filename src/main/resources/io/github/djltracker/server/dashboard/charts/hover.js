// What a chart shows for the position under the pointer: the value of each line.

import { el, show } from '../widgets/dom.js';
import { count, counted, measure } from '../widgets/format.js';
import { middle } from '../widgets/middle.js';

const MOST_ROWS = 60;
const ROWS_A_COLUMN = 18;
const NEAR = 0.015;

let box = null;
let marks = null;

/** The bucket of a line at a position of the x axis, or close to it; -1 if there is none. */
export function nearest(line, x, [low, high]) {
    const { begin, end } = line;
    if (line.isScattered) {
        return nearestOfAll(begin, end, x, NEAR * (high - low));
    }
    let from = 0;
    let to = begin.length - 1;
    if (to < 0) {
        return -1;
    }
    while (from < to) {
        const middle = (from + to) >> 1;
        if (end[middle] < x) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    const distance = i => Math.max(0, begin[i] - x, x - end[i]);
    const found = from > 0 && distance(from - 1) < distance(from) ? from - 1 : from;
    // between two buckets of a line, the closer one counts at any distance
    const isBetween = x >= begin[0] && x <= end[end.length - 1];
    return isBetween || distance(found) <= NEAR * (high - low) ? found : -1;
}

/** The same for a line whose positions are not sorted. */
function nearestOfAll(begin, end, x, near) {
    let found = -1;
    let least = near;
    for (let i = 0; i < begin.length; i++) {
        const distance = Math.max(0, begin[i] - x, x - end[i]);
        if (distance < least) {
            found = i;
            least = distance;
        }
    }
    return found;
}

/** Shows the values at a position. Rows have a color, a text, the line and the index of its bucket. */
export function showValues(event, name, title, rows) {
    const sorted = rows.toSorted((a, b) => order(b) - order(a)).slice(0, MOST_ROWS);
    const table = el('div', { class: 'values-rows' }, sorted.map(one => row(name, one)));
    table.style.columnCount = String(Math.ceil(sorted.length / ROWS_A_COLUMN));
    showBox(event, el('p', { class: 'values-title' }, title), table, rows.length > sorted.length && el('p', { class: 'muted' }, `and ${rows.length - sorted.length} more`));
}

/** Shows elements in a box beside a position in the window. */
export function showBox(event, ...children) {
    box ??= document.body.appendChild(el('div', { class: 'values', 'aria-hidden': 'true' }));
    show(box, children);
    box.hidden = false;
    place(event);
}

export function hideValues() {
    if (box) {
        box.hidden = true;
    }
    marks?.remove();
}

/** Puts a dot on each line at its value. */
export function markValues(frame, rows) {
    const plot = frame.plotOf();
    marks ??= el('div', { class: 'value-marks', 'aria-hidden': 'true' });
    show(marks, rows.slice(0, MOST_ROWS).map(({ line, index, color }) => {
        const y = plot.y(line.shown[index]);
        if (!Number.isFinite(line.shown[index]) || Number.isNaN(y)) {
            return null;
        }
        const x = plot.x((line.begin[index] + line.end[index]) / 2);
        const dot = el('span');
        dot.style.left = `${(x - plot.left) / devicePixelRatio}px`;
        dot.style.top = `${(y - plot.top) / devicePixelRatio}px`;
        dot.style.background = color;
        return dot;
    }));
    frame.over.append(marks);
}

/** The same as text, for screen readers. */
export function valuesText(name, title, rows) {
    return [title, ...rows.map(({ text, line, index }) => `${text} ${valueText(name, line, index)}`)].join('; ');
}

function order({ line, index }) {
    const mean = line.columns.mean[index];
    return Number.isNaN(mean) ? -Infinity : mean;
}

function row(name, { color, text, line, index, isLeft }) {
    const swatch = el('span', { class: 'swatch' });
    swatch.style.background = color;
    return el('div', { class: isLeft ? 'left' : null }, swatch, el('span', { class: 'values-name' }, middle(text)), el('b', {}, valueText(name, line, index)),
        el('span', { class: 'muted' }, spread(name, line, index)));
}

function valueText(name, { columns, shown }, index) {
    if (columns.nan[index] === columns.count[index]) {
        return 'NaN';
    }
    return measure(name, shown[index], 7);
}

function spread(name, { columns }, index) {
    const parts = [];
    if (columns.count[index] > 1 && columns.min[index] !== columns.max[index]) {
        parts.push(`${measure(name, columns.min[index])} to ${measure(name, columns.max[index])}`);
    }
    if (columns.runs) {
        parts.push(counted(columns.runs[index], 'run', 'runs'));
    }
    if (columns.nan[index] > 0 && columns.nan[index] < columns.count[index]) {
        parts.push(`${count(columns.nan[index])} NaN`);
    }
    return parts.join(', ');
}

function place({ clientX, clientY }) {
    const { width, height } = box.getBoundingClientRect();
    const right = clientX + 16 + width < innerWidth ? clientX + 16 : Math.max(4, clientX - 16 - width);
    box.style.left = `${right}px`;
    box.style.top = `${Math.max(4, Math.min(clientY + 12, innerHeight - height - 4))}px`;
}
