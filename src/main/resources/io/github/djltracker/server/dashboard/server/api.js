// The HTTP API: sends and receives JSON, and throws problems as errors.

import { connectionFailed } from './connection.js';
import { rooted } from '../widgets/root.js';
import { askForToken, authorization, hasToken } from './token.js';

const BASE = rooted('/api/v1');
const PATIENCE = 60_000;
const MOST_ITEMS = 10_000;
const SILENT = "The server does not respond.";

/** A request that the server rejected, with the reason. */
export class Problem extends Error {
    constructor(status, type, title, detail) {
        super(detail ?? title ?? `status ${status}`);
        this.status = status;
        this.type = type;
    }

    get isMissing() {
        return this.status === 404 || this.status === 410;
    }
}

/** The server did not respond. It is asked again until it does; see connection.js. */
export class ConnectionLost extends Error {}

/** The path below /api/v1, with user input escaped. Parameters that are null are left out. */
export function path(parts, parameters = {}) {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) {
        for (const one of Array.isArray(value) ? value : [value]) {
            if (one !== null && one !== undefined) {
                query.append(name, one);
            }
        }
    }
    const text = query.toString();
    return `/${parts.map(encodeURIComponent).join('/')}${text && `?${text}`}`;
}

/** The unescaped form of a text in an address; unchanged if it is not escaped correctly. */
export function decode(text) {
    try {
        return decodeURIComponent(text);
    } catch {
        return text;
    }
}

/** Fetches a single object. */
export async function get(where, signal) {
    return whole(await request('GET', BASE + where, { signal }), signal);
}

/** Fetches all items of a list, page by page. */
export async function list(where, signal) {
    const items = [];
    let next = `${where}${where.includes('?') ? '&' : '?'}limit=${MOST_ITEMS}`;
    while (next) {
        const one = await part(next, signal);
        items.push(...one.items);
        next = one.next;
    }
    return items;
}

/** Fetches a page of a list: its "items", and in "next" the address of the next page, null after the last one. */
export async function part(where, signal) {
    const { items, next } = await whole(await request('GET', where.startsWith(BASE) ? where : BASE + where, { signal }), signal);
    return { items, next: next ? rooted(next) : null };
}

/** Creates, changes or deletes; returns the response of the server, null if it is empty. */
export async function send(method, where, body) {
    const answer = await request(method, BASE + where, { body });
    return answer.status === 204 ? null : whole(answer);
}

/** The raw response, for content that is not a JSON object. */
export function open(where, { signal, headers } = {}) {
    return request('GET', where.startsWith(BASE) ? where : BASE + where, { signal, headers, patience: null });
}

async function request(method, url, { body, signal, headers = {}, patience = PATIENCE }) {
    for (;;) {
        const answer = await attempt(method, url, { body, signal, headers, patience });
        if (answer.ok) {
            return answer;
        }
        const problem = await problemOf(answer);
        if (answer.status === 502 || answer.status === 503 || answer.status === 504) {
            connectionFailed(`The server is temporarily unavailable: ${problem.message}.`);
            throw new ConnectionLost(problem.message);
        }
        const isAsked = answer.status === 401 || (answer.status === 403 && method !== 'GET' && hasToken());
        if (!isAsked || !(await askForToken(why(answer.status), method !== 'GET'))) {
            throw problem;
        }
    }
}

function why(status) {
    if (status === 403) {
        return 'Your token only allows reading. Enter a token that allows changes.';
    }
    return hasToken() ? 'This token is unknown to the server.' : 'This server requires a token. Ask its administrator for one.';
}

/** Reads the body, which may break off, just as a response may fail to arrive. */
async function whole(answer, signal) {
    try {
        return await answer.json();
    } catch (error) {
        throw lost(error, signal);
    }
}

function lost(error, signal) {
    if (signal?.aborted) {
        return error;
    }
    connectionFailed(SILENT);
    return new ConnectionLost(SILENT);
}

async function attempt(method, url, { body, signal, headers, patience }) {
    const signals = [signal, patience && AbortSignal.timeout(patience)].filter(Boolean);
    try {
        return await fetch(url, {
            method,
            signal: signals.length > 0 ? AbortSignal.any(signals) : null,
            headers: {
                ...authorization(),
                ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
                ...headers,
            },
            body: body === undefined ? undefined : JSON.stringify(body),
        });
    } catch (error) {
        throw lost(error, signal);
    }
}

async function problemOf(answer) {
    try {
        const { type, title, detail } = await answer.json();
        return new Problem(answer.status, type, title, detail);
    } catch {
        return new Problem(answer.status, 'about:blank', answer.statusText);
    }
}

/** A value of the API: a number, or the name of a value that JSON cannot represent as a number. */
export function value(text) {
    return typeof text === 'string' ? Number(text) : text;
}
