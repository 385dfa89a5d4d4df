// The line below the bar: the server is lost, or something was done.

import { onConnection } from './connection.js';
import { button, el, show } from '../widgets/dom.js';

const SHOWN = 4_000;
let timer = null;

/** While the server is lost, says so, and when the next attempt is made. */
export function watchConnection() {
    onConnection(state => {
        clearInterval(timer);
        document.documentElement.toggleAttribute('data-lost', state !== null);
        if (state === null) {
            say('The server is available again.');
            return;
        }
        const countdown = el('span');
        const tick = () => show(countdown, `${Math.max(0, Math.ceil((state.retryAt - Date.now()) / 1_000))} s`);
        show(
            place(),
            el('p', { class: 'lost' }, state.reason, ' This page may be out of date. Retrying in ', countdown, '. ',
                button('Retry now', () => state.retry())),
        );
        tick();
        timer = setInterval(tick, 500);
    });
}

/** Says for a moment that something was done. */
export function say(text) {
    if (document.documentElement.hasAttribute('data-lost')) {
        return; // a lost server is more important
    }
    clearInterval(timer);
    const line = el('p', {}, text);
    show(place(), line);
    setTimeout(() => line.remove(), SHOWN);
}

function place() {
    return document.getElementById('notice');
}
