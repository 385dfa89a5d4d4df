// Keeps a page up to date, by periodic requests and by the events of runs in progress.

import { ConnectionLost, open, path, Problem } from './api.js';
import { connected } from './connection.js';
import { say } from './notice.js';

/**
 * Repeats a task, a period after it last ended, but not while the page is hidden or the server is lost. A task that
 * takes long is repeated less often.
 */
export async function every(period, signal, task) {
    let wait = period;
    while (!signal.aborted) {
        await pause(wait, signal);
        await seen(signal);
        await connected();
        if (signal.aborted) {
            return;
        }
        const began = performance.now();
        await unlessLost(task, signal);
        wait = Math.max(period, 5 * (performance.now() - began));
    }
}

/** Does a task. Errors are shown, unless the server is lost or the page was left meanwhile. */
export async function unlessLost(task, signal) {
    try {
        await task();
    } catch (error) {
        if (signal.aborted || error instanceof ConnectionLost) {
            return;
        }
        if (error instanceof Problem && error.isMissing) {
            dispatchEvent(new Event('gone'));
        } else {
            say(`This page may be out of date: ${error.message}`);
        }
    }
}

/** Waits, but ends early if the signal is aborted. */
export function pause(millis, signal) {
    return new Promise(resolve => {
        const timer = setTimeout(resolve, millis);
        signal.addEventListener('abort', () => {
            clearTimeout(timer);
            resolve();
        }, { once: true });
    });
}

/** Waits until the page is visible. */
function seen(signal) {
    if (!document.hidden) {
        return Promise.resolve();
    }
    return new Promise(resolve => {
        const done = () => {
            if (!document.hidden || signal.aborted) {
                document.removeEventListener('visibilitychange', done);
                resolve();
            }
        };
        document.addEventListener('visibilitychange', done);
        signal.addEventListener('abort', done, { once: true });
    });
}

const FIRST_RETRY = 1_000;
const LONGEST_RETRY = 30_000;
const MOST_WATCHED = 50;

/**
 * Watches runs until all have ended, with a single connection, since browsers limit their number. Pauses while the page
 * is hidden. Calls "onchange" with the data of each event.
 */
export async function watch(runs, onchange, signal) {
    const going = new Set(runs.slice(0, MOST_WATCHED));
    let retry = FIRST_RETRY;
    while (!signal.aborted && going.size > 0) {
        await seen(signal);
        await connected();
        if (signal.aborted) {
            return;
        }
        const hidden = untilHidden(signal);
        try {
            const answer = await open(path(['changes'], { run: [...going] }), { signal: hidden, headers: { Accept: 'text/event-stream' } });
            for await (const event of events(answer.body)) {
                retry = FIRST_RETRY;
                if (event.type === 'change') {
                    const change = JSON.parse(event.data);
                    if (change.ended !== undefined) {
                        going.delete(change.run);
                    }
                    onchange(change);
                }
            }
        } catch (error) {
            if (signal.aborted) {
                return;
            }
            if (error instanceof Problem && error.isMissing) {
                return;
            }
        }
        if (!hidden.aborted) {
            await pause(retry, signal);
            retry = Math.min(LONGEST_RETRY, 2 * retry);
        }
    }
}

/** A signal that is aborted when the page is hidden or left. */
function untilHidden(signal) {
    const abort = new AbortController();
    document.addEventListener('visibilitychange', () => document.hidden && abort.abort(), { signal: abort.signal });
    return AbortSignal.any([signal, abort.signal]);
}

/** Server-sent events, read from the body of a response, because an EventSource cannot send a token. */
async function* events(body) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        text += piece.value;
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
            const event = eventOf(text.slice(0, end));
            text = text.slice(end + 2);
            if (event.data) {
                yield event;
            }
        }
    }
}

function eventOf(lines) {
    const event = { type: 'message', data: '' };
    for (const line of lines.split('\n')) {
        if (line.startsWith('event: ')) {
            event.type = line.slice(7);
        } else if (line.startsWith('data: ')) {
            event.data += line.slice(6);
        }
    }
    return event;
}
