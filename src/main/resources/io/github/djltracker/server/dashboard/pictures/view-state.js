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
