// Work that is done a piece at a time, each in a task of its own, so that the page answers in between.

const waiting = [];

/** Waits for the next task. */
export function turn() {
    return new Promise(resolve => setTimeout(resolve));
}

/** Waits until what was shown before this is on the screen, or for the next task where nobody sees the page. */
export function painted() {
    return document.hidden ? turn() : new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
}

/** Does this when all is done that was to be done later before, in a task of its own; a promise of that. */
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
