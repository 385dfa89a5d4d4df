// Empty states, which say what to do next.

import { button, el, show } from './dom.js';
import { ROOT } from './root.js';

/** A headline, what to do, and lines of Java to copy. */
export function empty(title, text, code = null) {
    return el('section', { class: 'empty' }, el('h2', {}, title), el('p', {}, text), code && sample(code));
}

/** The line of Java that records a training into an experiment of this tracker. */
export function attachLine(experiment) {
    return `TrackingListener.attach(config, ExperimentTracker.open("${location.origin}${ROOT}").experiment("${javaText(experiment)}").models());`;
}

function javaText(text) {
    return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
}

function sample(code) {
    const text = el('code', {}, code);
    const copy = button('Copy', async () => {
        // a page that was not loaded over TLS cannot use the clipboard
        if (navigator.clipboard) {
            await navigator.clipboard.writeText(code);
            show(copy, 'Copied');
        } else {
            getSelection().selectAllChildren(text);
        }
    }, { class: 'quiet' });
    return el('div', { class: 'sample' }, el('pre', { tabindex: '0' }, text), copy);
}
