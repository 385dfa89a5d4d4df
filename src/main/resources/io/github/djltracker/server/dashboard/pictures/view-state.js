// What the pictures of a page have in common in its address.

import { listOf, texts } from '../charts/state.js';

/** Whether the scale of a value is logarithmic. */
export function isLog(page, name) {
    return texts(page.query.get('log')).includes(name);
}

/** Switches it. */
export function toggleLog(page, name) {
    const log = new Set(texts(page.query.get('log')));
    if (!log.delete(name)) {
        log.add(name);
    }
    page.keep({ log: listOf(log) });
}

const ONE_FOR_ALL = '-';

/** The name of the value that is the colour; the usual one where nobody chose, null where it is one for all. */
export function colorIn(page, usual) {
    const chosen = page.query.get('color');
    return chosen === ONE_FOR_ALL ? null : chosen ?? usual;
}

/** Chooses it; null for one for all. */
export function keepColor(page, name) {
    page.keep({ color: name ?? ONE_FOR_ALL });
}
