// Creates elements without any HTML text, so that user input is only ever text.

import { rooted } from './root.js';

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Creates an element. Properties that begin with "on" are listeners, "class" is its class, and all others are
 * attributes; null and false are left out. Children are elements and texts; null and false are left out.
 */
export function el(tag, properties = {}, ...children) {
    return fill(document.createElement(tag), properties, children);
}

/** The same for SVG. */
export function svg(tag, properties = {}, ...children) {
    return fill(document.createElementNS(SVG, tag), properties, children);
}

function fill(element, properties, children) {
    for (const [name, value] of Object.entries(properties)) {
        if (value === null || value === undefined || value === false) {
            continue;
        }
        if (name.startsWith('on')) {
            element.addEventListener(name.slice(2), value);
        } else {
            element.setAttribute(name, value === true ? '' : value);
        }
    }
    append(element, children);
    return element;
}

function append(element, children) {
    for (const child of children.flat()) {
        if (child !== null && child !== undefined && child !== false) {
            element.append(child);
        }
    }
}

/** Replaces all children. */
export function show(element, ...children) {
    element.replaceChildren(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
}

/** A button with a text. */
export function button(text, onclick, properties = {}) {
    return el('button', { type: 'button', onclick, ...properties }, text);
}

/** A link within the dashboard, to a path that begins with a slash or to a complete address. */
export function link(href, text, properties = {}) {
    return el('a', { href: rooted(href), ...properties }, text);
}

let ids = 0;

/** A unique id for a label or a description. */
export function uniqueId(prefix) {
    ids += 1;
    return `${prefix}-${ids}`;
}
