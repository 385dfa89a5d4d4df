// The state in the address that all plots of a page share.

import { listOf, texts } from '../charts/state.js';

/** Whether the scale of a value is logarithmic. */
export function isLog(page, name) {
    return texts(page.query.get('log')).includes(name);
}

/** Switches between a linear and a logarithmic scale. */
export function toggleLog(page, name) {
    const log = new Set(texts(page.query.get('log')));
    if (!log.delete(name)) {
        log.add(name);
    }
    page.keep({ log: listOf(log) });
}

const ONE_FOR_ALL = '-';

/** The name of the value that determines the colour; the default if none was chosen, null for one colour for all. */
export function colorIn(page, usual) {
    const chosen = page.query.get('color');
    return chosen === ONE_FOR_ALL ? null : chosen ?? usual;
}

/** Chooses the value that determines the colour; null for one colour for all. */
export function keepColor(page, name) {
    page.keep({ color: name ?? ONE_FOR_ALL });
}
