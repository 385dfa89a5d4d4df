// The HTTP API: JSON in and out, problems as errors.

import { connectionFailed } from './connection.js';
import { rooted } from '../widgets/root.js';
import { askForToken, authorization, hasToken } from './token.js';

const BASE = rooted('/api/v1');
const PATIENCE = 60_000;
const MOST_ITEMS = 10_000;
const SILENT = "The server does not respond.";

/** What the server refused, and why. */
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

/** The server did not answer. It is asked until it does; see connection.js. */
export class ConnectionLost extends Error {}

/** The path below /api/v1, with what a user typed escaped. Parameters that are null are left out. */
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

/** A text of an address as it was before it was escaped; as it is where nobody escaped it. */
export function decode(text) {
    try {
        return decodeURIComponent(text);
    } catch {
        return text;
    }
}

/** One thing. */
export async function get(where, signal) {
    return whole(await request('GET', BASE + where, { signal }), signal);
}

/** All items of a list, however many parts it comes in. */
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

/** A part of a list: its "items", and in "next" where the next part is; null behind the last one. */
export async function part(where, signal) {
    const { items, next } = await whole(await request('GET', where.startsWith(BASE) ? where : BASE + where, { signal }), signal);
    return { items, next: next ? rooted(next) : null };
}

/** Creates, changes or deletes; answers with what the server says, null if nothing. */
export async function send(method, where, body) {
    const answer = await request(method, BASE + where, { body });
    return answer.status === 204 ? null : whole(answer);
}

/** The answer as it comes, for what is no JSON object. */
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

/** The body, which may break off as the answer may fail to come. */
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

/** A value as it comes: a number, or the name of one that JSON has no digits for. */
export function value(text) {
    return typeof text === 'string' ? Number(text) : text;
}
