// Which metrics say most: the losses first, then the accuracies, machinery last. The command line has the same order.

const PHASES = ['validate', 'train_epoch', 'train'];
const MACHINERY = ['learning_rate', 'samples_per_second', 'batch_seconds'];
const PARAMETER = /^((weight|gradient)_(norm|mean|std|min|max|zeros|non_finite)|update_ratio)\/./;
const MOST_COLUMNS = 4;

/** A metric and its phase as one text, to be told from all others. */
export function seriesKey({ name, phase }) {
    return phase === undefined || phase === null ? name : `${name}\n${phase}`;
}

/** The same for people. */
export function seriesTitle({ name, phase }) {
    return phase === undefined || phase === null ? name : `${name} ${phase}`;
}

/** Whether it tells of the machine or of a single parameter, not of how well the training does. */
export function isMachinery({ name, phase }) {
    return MACHINERY.includes(name) || phase === 'system' || PARAMETER.test(name);
}

/** Whether less of it is better, as far as its name says. */
export function isLoss(name) {
    return /loss|error|perplexity|seconds|(^|[^a-z])(wer|r?mse|mae)([^a-z]|$)/i.test(name);
}

/** Compares two names: the more telling one comes first. */
export function compareNames(a, b) {
    return rank({ name: a }) - rank({ name: b }) || inOrder(a, b);
}

/** Compares two series: the more telling one comes first. */
export function compareSeries(a, b) {
    return rank(a) - rank(b) || inOrder(a.name, b.name) || comparePhases(a.phase, b.phase);
}

export function comparePhases(a, b) {
    return phaseRank(a) - phaseRank(b) || inOrder(a ?? '', b ?? '');
}

/** layer 2 before layer 10. */
export function inOrder(a, b) {
    return a.localeCompare(b, undefined, { numeric: true });
}

function rank(series) {
    if (isMachinery(series)) {
        return series.phase === 'system' ? 9 : PARAMETER.test(series.name) ? 8 : 3 + Math.max(0, MACHINERY.indexOf(series.name));
    }
    return /loss/i.test(series.name) ? 0 : /acc/i.test(series.name) ? 1 : 2;
}

function phaseRank(phase) {
    const place = PHASES.indexOf(phase);
    return place < 0 ? PHASES.length : place;
}

/** All series of a list, each once, the most telling first. */
export function distinct(series) {
    const all = new Map();
    series.forEach(one => all.set(seriesKey(one), one));
    return [...all.values()].sort(compareSeries);
}

/** Those that a table shows unless told: at most 4, every name's first phase before any name's second. */
export function telling(series) {
    const all = distinct(series);
    const some = all.filter(one => !isMachinery(one));
    const columns = [];
    for (let round = 0; round < 2; round++) {
        const seen = new Map();
        for (const one of some.length > 0 ? some : all) {
            const place = seen.get(one.name) ?? 0;
            seen.set(one.name, place + 1);
            if (place === round && columns.length < MOST_COLUMNS) {
                columns.push(one);
            }
        }
    }
    return columns.sort(compareSeries);
}
