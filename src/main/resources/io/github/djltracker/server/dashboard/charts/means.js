// Lines of the runs of a group as one: their mean at each place of the x axis, and a band around it.

import { between } from './line.js';

/** What the band of a mean is. */
export const BANDS = {
    range: { title: 'mean and range', foot: 'lines: means of groups; bands: from least to greatest' },
    deviation: { title: 'mean and deviation', foot: 'lines: means of groups; bands: one standard deviation of the runs on either side' },
};

const MOST_PLACES = 500;
const GRID = 250;

/**
 * Takes lines of one metric together that are of one group and phase; the others stay as they are. A line has "of" (a run,
 * which has a "group" or none), "phase", its columns, "begin" and "end", "isScattered" and "leftFrom".
 *
 * A mean is over runs and not over points. Where a run has no point at a place, while others of its group do, it counts with what lies
 * between its neighbours; it does not before its first point and after its last. What it left behind by a resume is not counted.
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
            groups.set(key, [...(groups.get(key) ?? []), line]);
        } else {
            alone.push(line);
        }
    }
    const cells = cellsOf([...groups.values()].flat());
    return [...[...groups.values()].map(some => mean(some, cells, band)).filter(line => line.begin.length > 0), ...alone];
}

/** Where the buckets of a line are that count. */
function middles({ begin, end, leftFrom }) {
    const there = begin.findIndex(x => x >= leftFrom);
    return begin.slice(0, there < 0 ? begin.length : there).map((x, i) => (x + end[i]) / 2);
}

/** The places at which means are taken: each place that there is, or equally wide ones where they are many. */
function cellsOf(lines) {
    const places = new Set();
    let low = Infinity;
    let high = -Infinity;
    for (const x of lines.flatMap(middles)) {
        if (places.size <= MOST_PLACES) {
            places.add(x);
        }
        low = Math.min(low, x);
        high = Math.max(high, x);
    }
    if (places.size <= MOST_PLACES) {
        const numbers = new Map([...places].sort((a, b) => a - b).map((x, i) => [x, i]));
        return { count: numbers.size, of: x => numbers.get(x) };
    }
    return { count: GRID, of: x => Math.min(GRID - 1, Math.floor(((x - low) / (high - low)) * GRID)) };
}

function mean(lines, cells, band) {
    const [{ of, phase }] = lines;
    const all = Array.from({ length: cells.count }, () => null);
    const runs = lines.map(line => gather(line, cells, all));
    const there = all.map((_, i) => i).filter(i => all[i] !== null);
    for (const { line, own } of runs) {
        fill(own, there.map(i => (all[i].begin + all[i].end) / 2), there, all, line.isScattered);
    }
    const some = there.map(i => finished(all[i], band));
    const pick = name => some.map(one => one[name]);
    const columns = Object.fromEntries(COLUMNS.map(name => [name, pick(name)]));
    const label = `${of.group.label} (${lines.length})`;
    return { of: { ...of, label, leftFrom: null }, phase, columns, begin: pick('begin'), end: pick('end'), isScattered: false, leftFrom: Infinity };
}

const COLUMNS = ['firstStep', 'lastStep', 'firstTime', 'lastTime', 'count', 'nan', 'first', 'last', 'min', 'max', 'mean', 'runs'];

/** Puts the buckets of a line into its cells; its own mean of each. */
function gather(line, cells, all) {
    const { columns } = line;
    const own = new Map();
    middles(line).forEach((x, i) => {
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
            const before = own.get(number);
            const weight = columns.count[i] - columns.nan[i];
            own.set(number, before
                ? { value: between(before.value, columns.mean[i], weight / (before.weight + weight)), weight: before.weight + weight }
                : { value: columns.mean[i], weight });
        }
    });
    return { line, own };
}

/** Counts a run at each place that its group has, from its first to its last. */
function fill(own, xs, there, all, isScattered) {
    let before = -1;
    for (let k = 0; k < there.length; k++) {
        if (!own.has(there[k])) {
            continue;
        }
        const { value } = own.get(there[k]);
        for (let j = before + 1; before >= 0 && !isScattered && j < k; j++) {
            const among = between(own.get(there[before]).value, value, (xs[j] - xs[before]) / (xs[k] - xs[before]));
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
    // divided before they are added up, so that great values do not become infinite
    const mid = n === 0 ? NaN : values.reduce((sum, value) => sum + value / n, 0);
    const one = { ...cell, runs: n, mean: mid, first: mid, last: mid, min: least, max: greatest };
    if (band === 'deviation' && n > 0) {
        const deviation = deviationOf(values, mid);
        // an infinity is marked whatever the band is
        one.min = least === -Infinity ? least : Math.max(-Number.MAX_VALUE, mid - deviation);
        one.max = greatest === Infinity ? greatest : Math.min(Number.MAX_VALUE, mid + deviation);
    }
    return one;
}

/** Of a sample: 0 of one value. */
function deviationOf(values, mid) {
    const most = values.reduce((far, value) => Math.max(far, Math.abs(value - mid)), 0);
    if (most === 0 || values.length < 2) {
        return 0;
    }
    return most * Math.sqrt(values.reduce((sum, value) => sum + ((value - mid) / most) ** 2, 0) / (values.length - 1));
}
