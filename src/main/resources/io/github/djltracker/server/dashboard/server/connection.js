// Whether the server responds. Code that finds that it does not reports this here; the server is then asked until it does.

import { rooted } from '../widgets/root.js';

const HEALTH = rooted('/api/v1/health');
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 15_000;

const listeners = new Set();
let lost = null;

/**
 * Registers a listener, which is called with null when the server responds again, and with the details when it does
 * not.
 */
export function onConnection(listener) {
    listeners.add(listener);
}

/** Called when the server did not respond, or said that it is unavailable. */
export function connectionFailed(reason) {
    if (lost) {
        return;
    }
    lost = { reason, retryAt: 0, retry: () => {}, done: null };
    lost.restored = new Promise(resolve => (lost.done = resolve));
    void askUntilItAnswers(lost);
}

/** Waits until the server responds; immediately if it is not known to be lost. */
export function connected() {
    return lost ? lost.restored : Promise.resolve();
}

async function askUntilItAnswers(state) {
    for (let wait = FIRST_WAIT; ; wait = Math.min(LONGEST_WAIT, 2 * wait)) {
        await pauseOrRetry(state, wait);
        try {
            const answer = await fetch(HEALTH, { cache: 'no-store', signal: AbortSignal.timeout(5_000) });
            if (answer.ok) {
                break;
            }
            state.reason = `The server is unavailable: ${await detail(answer)}.`;
        } catch {
            state.reason = "The server does not respond.";
        }
    }
    lost = null;
    state.done();
    tell(null);
}

async function detail(answer) {
    try {
        const problem = await answer.json();
        return problem.detail ?? problem.title ?? answer.status;
    } catch {
        return answer.status;
    }
}

function pauseOrRetry(state, wait) {
    return new Promise(resolve => {
        const timer = setTimeout(resolve, wait);
        state.retryAt = Date.now() + wait;
        state.retry = () => {
            clearTimeout(timer);
            resolve();
        };
        tell(state);
    });
}

function tell(state) {
    listeners.forEach(listener => listener(state));
}
