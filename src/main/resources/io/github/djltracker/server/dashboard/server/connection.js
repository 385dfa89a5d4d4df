// Whether the server answers. Who finds that it does not says so here; then it is asked until it does again.

import { rooted } from '../widgets/root.js';

const HEALTH = rooted('/api/v1/health');
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 15_000;

const listeners = new Set();
let lost = null;

/** Calls the listener with null when the server answers again, and with what is known when it does not. */
export function onConnection(listener) {
    listeners.add(listener);
}

/** The server did not answer, or said that it cannot work now. */
export function connectionFailed(reason) {
    if (lost) {
        return;
    }
    lost = { reason, retryAt: 0, retry: () => {}, done: null };
    lost.restored = new Promise(resolve => (lost.done = resolve));
    void askUntilItAnswers(lost);
}

/** Waits until the server answers; at once if it does, as far as anybody knows. */
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
