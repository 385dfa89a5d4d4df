// Work in slices, each in a task of its own, so that the page stays responsive in between.

const waiting = [];

/** Waits for the next task. */
export function turn() {
    return new Promise(resolve => setTimeout(resolve));
}

/** Waits until what was shown before is on the screen or, if the page is hidden, for the next task. */
export function painted() {
    return document.hidden ? turn() : new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
}

/** Does this in a task of its own, after all work that was queued before; returns a promise of the result. */
export function later(work) {
    return new Promise((resolve, reject) => {
        waiting.push({ work, resolve, reject });
        if (waiting.length === 1) {
            setTimeout(next);
        }
    });
}

function next() {
    const { work, resolve, reject } = waiting[0];
    try {
        resolve(work());
    } catch (error) {
        reject(error);
    } finally {
        waiting.shift();
        if (waiting.length > 0) {
            setTimeout(next);
        }
    }
}
