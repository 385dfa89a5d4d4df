// The token that a server may want: asked for once, kept as long as this tab is open.

import { form } from '../widgets/dialog.js';
import { el } from '../widgets/dom.js';

const KEY = 'djl-tracker-token';
let asking = null;
let isDeclined = false;

/** The header that carries it; none where there is no token. */
export function authorization() {
    const token = sessionStorage.getItem(KEY);
    return token ? { Authorization: `Bearer ${token}` } : {};
}

export function hasToken() {
    return sessionStorage.getItem(KEY) !== null;
}

/**
 * Asks for a token; whoever asks meanwhile waits for the same answer. False if there was none: then nobody is asked again
 * but for what the reader wants to do himself.
 */
export function askForToken(why, isWanted) {
    if (isDeclined && !isWanted) {
        return Promise.resolve(false);
    }
    asking ??= ask(why).finally(() => (asking = null));
    return asking;
}

async function ask(why) {
    const token = await form({
        title: 'Token',
        action: 'Continue',
        content: [el('p', {}, why)],
        fields: [{ name: 'token', label: 'Token', type: 'password', required: true }],
        submit: ({ token }) => keep(token.trim()),
    });
    isDeclined = token === null;
    return !isDeclined;
}

function keep(token) {
    // what no header can carry
    if (!/^[\x21-\x7e]+$/.test(token)) {
        throw new Error('A token consists of visible ASCII characters, without spaces.');
    }
    sessionStorage.setItem(KEY, token);
}
