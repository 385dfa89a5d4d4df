// The token that a server may want: asked for once, kept as long as this tab is open.

import { form } from './dialog.js';
import { el } from './dom.js';

const KEY = 'djl-tracker-token';
let asking = null;

/** The header that carries it; none where there is no token. */
export function authorization() {
    const token = sessionStorage.getItem(KEY);
    return token ? { Authorization: `Bearer ${token}` } : {};
}

export function hasToken() {
    return sessionStorage.getItem(KEY) !== null;
}

/** Asks for a token; whoever asks meanwhile waits for the same answer. False if there was none. */
export function askForToken(why) {
    asking ??= ask(why).finally(() => (asking = null));
    return asking;
}

async function ask(why) {
    const token = await form({
        title: 'Token',
        action: 'Go on',
        content: [el('p', {}, why)],
        fields: [{ name: 'token', label: 'Token', type: 'password', required: true }],
        submit: ({ token }) => sessionStorage.setItem(KEY, token.trim()),
    });
    return token !== null;
}
