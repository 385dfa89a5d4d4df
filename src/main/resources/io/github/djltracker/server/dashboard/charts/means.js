// Draws the runs of a group as one line: their mean at each position of the x axis, and a band around it.

import { between } from './line.js';

/** What the band around a mean shows. */
export const BANDS = {
    range: { title: 'mean and range', foot: 'lines: means of groups; bands: lowest to highest value' },
    deviation: { title: 'mean and deviation', foot: 'lines: means of groups; bands: one standard deviation of the runs on either side' },
};

const MOST_PLACES = 500;
const GRID = 250;

/**
 * Merges lines of one metric that have the same group and phase; the others stay as they are. A line has "of" (a run,
 * which may have a "group"), "phase", its columns, "begin" and "end", "isScattered" and "leftFrom".
 *
 * A mean is taken over runs, not over points. If a run has no point at a position where others of its group have one,
 * it contributes the value interpolated between its neighbouring points, but nothing before its first or after its last
 * point. Points that a resumed run replaces are not counted.
 *
 * @param band a name of {@link BANDS}
 */
export function together(lines, band) {
    const groups = new Map();
    const alone = [];
    for (const line of lines) {
        const { group } = line.of;
        if (group) {
            const key = `${group.key}\n${line.phase ?? ''}`;
            if (!groups.has(key)) {
                groups.set(key, []);
            }
            groups.get(key).push({ line, places: middles(line) });
        } else {
            alone.push(line);
        }
    }
    const cells = cellsOf([...groups.values()].flat().map(({ places }) => places));
    return [...[...groups.values()].map(some => mean(some, cells, band)).filter(line => line.begin.length > 0), ...alone];
}

/** The middles of the buckets of a line that count. */
function middles({ begin, end, leftFrom }) {
    const all = [];
    for (let i = 0; i < begin.length && !(begin[i] >= leftFrom); i++) {
        all.push((begin[i] + end[i]) / 2);
    }
    return all;
}

/** The cells in which means are taken: one per position, or cells of equal width if there are too many positions. */
function cellsOf(places) {
    const numbers = new Map();
    let low = Infinity;
    let high = -Infinity;
    for (const some of places) {
        for (const x of some) {
            if (numbers.size <= MOST_PLACES) {
                numbers.set(x, 0);
            }
            low = Math.min(low, x);
            high = Math.max(high, x);
        }
    }
    if (numbers.size <= MOST_PLACES) {
        [...numbers.keys()].sort((a, b) => a - b).forEach((x, i) => numbers.set(x, i));
        return { count: numbers.size, of: x => numbers.get(x) };
    }
    return { count: GRID, of: x => Math.min(GRID - 1, Math.floor(((x - low) / (high - low)) * GRID)) };
}

/** @param lines the lines of one group, each with its "places" */
function mean(lines, cells, band) {
    const [{ line: { of, phase } }] = lines;
    const all = Array.from({ length: cells.count }, () => null);
    const means = lines.map(one => gather(one, cells, all));
    const there = all.map((_, i) => i).filter(i => all[i] !== null);
    const xs = there.map(i => (all[i].begin + all[i].end) / 2);
    lines.forEach(({ line }, i) => fill(means[i], xs, there, all, line.isScattered));
    const some = there.map(i => finished(all[i], band));
    const pick = name => some.map(one => one[name]);
    const columns = Object.fromEntries(COLUMNS.map(name => [name, pick(name)]));
    const label = `${of.group.label} (${lines.length})`;
    return { of: { ...of, label, leftFrom: null }, phase, columns, begin: pick('begin'), end: pick('end'), isScattered: false, leftFrom: Infinity };
}

const COLUMNS = ['firstStep', 'lastStep', 'firstTime', 'lastTime', 'count', 'nan', 'first', 'last', 'min', 'max', 'mean', 'runs'];

/**
 * Distributes the buckets of a line to cells; returns the mean of the line in each cell, NaN if it has no value there.
 */
function gather({ line: { columns }, places }, cells, all) {
    const means = new Float64Array(cells.count).fill(NaN);
    const weights = new Float64Array(cells.count);
    for (let i = 0; i < places.length; i++) {
        const x = places[i];
        const number = cells.of(x);
        all[number] ??= {
            begin: x, end: x, firstStep: Infinity, lastStep: -Infinity, firstTime: Infinity, lastTime: -Infinity, count: 0, nan: 0, least: NaN, greatest: NaN, values: [],
        };
        const cell = all[number];
        cell.begin = Math.min(cell.begin, x);
        cell.end = Math.max(cell.end, x);
        cell.firstStep = Math.min(cell.firstStep, columns.firstStep[i]);
        cell.lastStep = Math.max(cell.lastStep, columns.lastStep[i]);
        cell.firstTime = Math.min(cell.firstTime, columns.firstTime[i]);
        cell.lastTime = Math.max(cell.lastTime, columns.lastTime[i]);
        cell.count += columns.count[i];
        cell.nan += columns.nan[i];
        extend(cell, columns.min[i]);
        extend(cell, columns.max[i]);
        if (Number.isFinite(columns.mean[i])) {
            const weight = columns.count[i] - columns.nan[i];
            weights[number] += weight;
            means[number] = Number.isNaN(means[number]) ? columns.mean[i] : between(means[number], columns.mean[i], weight / weights[number]);
        }
    }
    return means;
}

/** Interpolates the means of a run at all positions of its group, from its first to its last point. */
function fill(means, xs, there, all, isScattered) {
    let before = -1;
    for (let k = 0; k < there.length; k++) {
        const value = means[there[k]];
        if (Number.isNaN(value)) {
            continue;
        }
        for (let j = before + 1; before >= 0 && !isScattered && j < k; j++) {
            const among = between(means[there[before]], value, (xs[j] - xs[before]) / (xs[k] - xs[before]));
            all[there[j]].values.push(among);
            extend(all[there[j]], among);
        }
        all[there[k]].values.push(value);
        before = k;
    }
}

function extend(cell, value) {
    if (!Number.isNaN(value)) {
        cell.least = Number.isNaN(cell.least) ? value : Math.min(cell.least, value);
        cell.greatest = Number.isNaN(cell.greatest) ? value : Math.max(cell.greatest, value);
    }
}

function finished({ values, least, greatest, ...cell }, band) {
    const n = values.length;
    let mid = n === 0 ? NaN : 0;
    for (const value of values) {
        // divided before summing, so that large values do not overflow
        mid += value / n;
    }
    const one = { ...cell, runs: n, mean: mid, first: mid, last: mid, min: least, max: greatest };
    if (band === 'deviation' && n > 0) {
        const deviation = deviationOf(values, mid);
        // an infinity is marked with any kind of band
        one.min = least === -Infinity ? least : Math.max(-Number.MAX_VALUE, mid - deviation);
        one.max = greatest === Infinity ? greatest : Math.min(Number.MAX_VALUE, mid + deviation);
    }
    return one;
}

/** The standard deviation of a sample; 0 for a single value. */
function deviationOf(values, mid) {
    const most = values.reduce((far, value) => Math.max(far, Math.abs(value - mid)), 0);
    if (most === 0 || values.length < 2) {
        return 0;
    }
    return most * Math.sqrt(values.reduce((sum, value) => sum + ((value - mid) / most) ** 2, 0) / (values.length - 1));
}
