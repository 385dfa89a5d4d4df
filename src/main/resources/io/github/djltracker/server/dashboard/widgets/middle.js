// Long names, which are cut in the middle if there is too little space, because names often differ at their ends.

import { el } from './dom.js';

const SHORT = 16;
const END = 10;

/** A name that is cut before its last characters if necessary; its tooltip has the full name. */
export function middle(name) {
    if (name.length <= SHORT) {
        return name;
    }
    const parts = { 'data-start': name.slice(0, -END), 'data-end': name.slice(-END) };
    return el('span', { class: 'middle', title: name, ...parts }, el('span', { class: 'unseen' }, name));
}
