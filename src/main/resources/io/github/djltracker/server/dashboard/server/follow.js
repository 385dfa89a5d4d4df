// Keeps the charts and tables of runs in progress up to date.

import { every, pause, unlessLost, watch } from './live.js';

const PERIOD = 10_000;
const SHORTEST = 800;

/**
 * Follows the runs of some models. Calls "onrun" when there is news of a run, "onpoints" with the runs that have new
 * points (it may return a promise), and "onlist" when runs were added or removed.
 *
 * @param models the {@link ModelRuns} whose runs to follow
 * @param wanted whether to follow a run
 */
export function follow(page, models, { wanted = () => true, onrun, onpoints, onlist }) {
    const news = new Set();
    let watching = null;
    let watched = '';
    let isBusy = false;

    async function deliver() {
        if (isBusy) {
            return;
        }
        isBusy = true;
        while (news.size > 0 && !page.signal.aborted) {
            const runs = [...news];
            news.clear();
            const began = performance.now();
            await unlessLost(() => onpoints(runs), page.signal);
            // busy for at most half of the time
            await pause(Math.max(SHORTEST, performance.now() - began), page.signal);
        }
        isBusy = false;
    }

    function watchThem() {
        const going = models().flatMap(one => one.runs).filter(run => (run.status === 'RUNNING' || run.status === 'LOST') && wanted(run)).map(run => run.id);
        const key = going.toSorted().join();
        if (key === watched) {
            return;
        }
        watched = key;
        watching?.abort();
        watching = new AbortController();
        void watch(going, change => {
            const one = models().find(model => model.runs.some(run => run.id === change.run));
            if (one) {
                onrun(one.take(change));
                news.add(change.run);
                void deliver();
            }
        }, AbortSignal.any([page.signal, watching.signal]));
    }

    watchThem();
    void every(PERIOD, page.signal, async () => {
        for (const one of models()) {
            await one.loadRuns(page.signal);
        }
        await onlist();
        watchThem();
    });
    return { again: watchThem };
}
