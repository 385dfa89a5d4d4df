// Order of metrics by importance: losses first, then accuracies, machinery last. The command line uses the same order.

const PHASES = ['validate', 'train_epoch', 'train'];
const MACHINERY = ['learning_rate', 'samples_per_second', 'batch_seconds'];
const PARAMETER = /^((weight|gradient)_(norm|mean|std|min|max|zeros|non_finite)|update_ratio)\/./;
const MOST_COLUMNS = 4;

/** A unique key for a metric and its phase. */
export function seriesKey({ name, phase }) {
    return phase === undefined || phase === null ? name : `${name}\n${phase}`;
}

/** The same as readable text. */
export function seriesTitle({ name, phase }) {
    return phase === undefined || phase === null ? name : `${name} ${phase}`;
}

/** Whether it is about the machine or a single parameter, rather than how well the training works. */
export function isMachinery({ name, phase }) {
    return MACHINERY.includes(name) || phase === 'system' || PARAMETER.test(name);
}

/** Whether lower is better, judging by the name. */
export function isLoss(name) {
    return /loss|error|perplexity|seconds|(^|[^a-z])(wer|r?mse|mae)([^a-z]|$)/i.test(name);
}

/** Compares two names: the more important one comes first. */
export function compareNames(a, b) {
    return rank({ name: a }) - rank({ name: b }) || inOrder(a, b);
}

/** Compares two series: the more important one comes first. */
export function compareSeries(a, b) {
    return rank(a) - rank(b) || inOrder(a.name, b.name) || comparePhases(a.phase, b.phase);
}

export function comparePhases(a, b) {
    return phaseRank(a) - phaseRank(b) || inOrder(a ?? '', b ?? '');
}

/** Natural order: layer 2 before layer 10. */
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

/** All series of a list without duplicates, the most important first. */
export function distinct(series) {
    const all = new Map();
    series.forEach(one => all.set(seriesKey(one), one));
    return [...all.values()].sort(compareSeries);
}

/**
 * The series that a table shows by default: at most 4, with the first phase of every name before the second phase of
 * any.
 */
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
