// Renders notes in Markdown as elements; user input never becomes HTML. Supports headings, lists, quotes, code, emphasis and
// web links; everything else stays text.

import { el } from './dom.js';

const FENCE = /^\s*```/;
const HEADING = /^#{1,6}\s+(.*)$/;
const ITEM = /^\s*([-*+]|\d{1,9}[.)])\s+(.*)$/;
const QUOTE = /^\s*>\s?(.*)$/;
// code, strong, emphasis, a link with a text, a plain address; none spans several lines
const SPAN = /`([^`\n]+)`|\*\*([^*\n]+)\*\*|\*([^*\s][^*\n]*)\*|\[([^\]\n]{1,500})\]\((https?:\/\/[^\s)]{1,2000})\)|(https?:\/\/[^\s<>"')\]]{1,2000})/g;

/** The elements of a text. */
export function markdown(text) {
    const lines = text.replaceAll('\r', '').split('\n');
    const parts = [];
    for (let i = 0; i < lines.length;) {
        const [part, next] = block(lines, i);
        if (part) {
            parts.push(part);
        }
        i = next;
    }
    return parts;
}

/** The block that begins on a line, null if there is none, and the index of the next line. */
function block(lines, at) {
    const line = lines[at];
    if (line.trim() === '') {
        return [null, at + 1];
    }
    if (FENCE.test(line)) {
        const end = lines.findIndex((other, i) => i > at && FENCE.test(other));
        const last = end < 0 ? lines.length : end;
        return [el('pre', { tabindex: '0' }, lines.slice(at + 1, last).join('\n')), last + 1];
    }
    const heading = HEADING.exec(line);
    if (heading) {
        return [el('h3', {}, spans(heading[1])), at + 1];
    }
    if (QUOTE.test(line)) {
        const end = endOf(lines, at, other => QUOTE.test(other));
        return [el('blockquote', {}, spans(lines.slice(at, end).map(other => QUOTE.exec(other)[1]).join('\n'))), end];
    }
    if (ITEM.test(line)) {
        const end = endOf(lines, at, other => ITEM.test(other));
        const isNumbered = /^\d/.test(ITEM.exec(line)[1]);
        return [el(isNumbered ? 'ol' : 'ul', {}, lines.slice(at, end).map(other => el('li', {}, spans(ITEM.exec(other)[2])))), end];
    }
    const end = endOf(lines, at, other => other.trim() !== '' && ![FENCE, HEADING, QUOTE, ITEM].some(one => one.test(other)));
    return [el('p', {}, spans(lines.slice(at, end).join('\n'))), end];
}

function endOf(lines, at, goesOn) {
    let end = at + 1;
    while (end < lines.length && goesOn(lines[end])) {
        end += 1;
    }
    return end;
}

function spans(text) {
    const parts = [];
    let done = 0;
    for (const found of text.matchAll(SPAN)) {
        const [all, code, strong, emphasis, label, target, address] = found;
        parts.push(text.slice(done, found.index), span(code, strong, emphasis, label, target ?? address));
        done = found.index + all.length;
    }
    return [...parts, text.slice(done)].filter(part => part !== '');
}

function span(code, strong, emphasis, label, target) {
    if (target) {
        return el('a', { href: target, rel: 'noopener noreferrer nofollow', target: '_blank' }, label ?? target);
    }
    return code ? el('code', {}, code) : strong ? el('strong', {}, strong) : el('em', {}, emphasis);
}
