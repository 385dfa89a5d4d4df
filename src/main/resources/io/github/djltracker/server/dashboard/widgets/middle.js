// Long names, cut in the middle where there is no room: their ends often tell them apart.

import { el } from './dom.js';

const SHORT = 16;
const END = 10;

/** A name that is cut before its last letters if it must be, and is in its title as a whole. */
export function middle(name) {
    if (name.length <= SHORT) {
        return name;
    }
    const parts = { 'data-start': name.slice(0, -END), 'data-end': name.slice(-END) };
    return el('span', { class: 'middle', title: name, ...parts }, el('span', { class: 'unseen' }, name));
}
