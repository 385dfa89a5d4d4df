// Functions that a table needs for the order of its rows.

import { el, show } from './dom.js';

/** Brings children into this order with as few moves as possible; the focus is kept. */
export function arrange(parent, elements) {
    const focused = document.activeElement;
    const wanted = new Set(elements);
    for (const child of [...parent.children]) {
        if (!wanted.has(child)) {
            child.remove();
        }
    }
    elements.forEach((element, index) => {
        if (parent.children[index] !== element) {
            parent.insertBefore(element, parent.children[index] ?? null);
        }
    });
    if (focused !== document.activeElement && parent.contains(focused)) {
        focused.focus();
    }
}

/** Makes a part of a table as high as the rows that it replaces. */
export function spacer(body, height, across) {
    if (height <= 0) {
        show(body);
        return;
    }
    const cell = body.querySelector('td') ?? el('td');
    // no more than there are columns, because each additional one takes a share of the width
    cell.colSpan = across;
    cell.style.height = `${height}px`;
    if (!cell.isConnected) {
        show(body, el('tr', {}, cell));
    }
}

/** Compares two values. Absent values and NaN are last in both directions. */
export function compare(a, b, descending) {
    const isLastA = isNothing(a);
    const isLastB = isNothing(b);
    if (isLastA || isLastB) {
        return isLastA - isLastB;
    }
    const order = typeof a === 'string' || typeof b === 'string' ? String(a).localeCompare(String(b), undefined, { numeric: true }) : a - b;
    return descending ? -order : order;
}

function isNothing(value) {
    return value === null || value === undefined || value === '' || Number.isNaN(value);
}
