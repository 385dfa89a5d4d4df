// What keeps a page fresh: asking again from time to time, and the events of runs that go on.

import { ConnectionLost, open, path, Problem } from './api.js';
import { connected } from './connection.js';
import { say } from './notice.js';

/**
 * Does a task again and again, a period after the last time; not while nobody sees the page or the server is gone. The
 * task is done more seldom where it takes long.
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

/** Does it, unless the server is gone or the page is left meanwhile. */
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

/** Waits, but no longer than until the signal. */
export function pause(millis, signal) {
    return new Promise(resolve => {
        const timer = setTimeout(resolve, millis);
        signal.addEventListener('abort', () => {
            clearTimeout(timer);
            resolve();
        }, { once: true });
    });
}

/** Waits until somebody sees the page. */
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
 * Tells how runs go on, until none of them does: one connection for all of them, since a browser has few. It rests while
 * nobody sees the page. "onchange" is told what an event says.
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

/** A signal for when nobody sees the page any more, or it is left. */
function untilHidden(signal) {
    const abort = new AbortController();
    document.addEventListener('visibilitychange', () => document.hidden && abort.abort(), { signal: abort.signal });
    return AbortSignal.any([signal, abort.signal]);
}

/** Server-sent events, read from the body of an answer: an EventSource sends no token. */
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
