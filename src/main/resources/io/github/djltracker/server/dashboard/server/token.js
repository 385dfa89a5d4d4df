// The token that a server may require: asked for once, and kept as long as the tab is open.

import { form } from '../widgets/dialog.js';
import { el } from '../widgets/dom.js';

const KEY = 'djl-tracker-token';
let asking = null;
let isDeclined = false;

/** The header with the token; empty if there is none. */
export function authorization() {
    const token = sessionStorage.getItem(KEY);
    return token ? { Authorization: `Bearer ${token}` } : {};
}

export function hasToken() {
    return sessionStorage.getItem(KEY) !== null;
}

/**
 * Asks for a token; concurrent calls wait for the same answer. False if none was entered: the user is then asked again
 * only for requests with "isWanted", which are changes that the user makes.
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
    // characters that a header cannot contain
    if (!/^[\x21-\x7e]+$/.test(token)) {
        throw new Error('A token consists of visible ASCII characters, without spaces.');
    }
    sessionStorage.setItem(KEY, token);
}
