// Scales that fit most of the values and ignore outliers.

const OUTER = 0.05;
/** How far the scale extends beyond the quantiles, relative to the distance between them. */
const WIDER = 1;
const MOST_VALUES = 20_000;

/**
 * The range from the lowest to the highest value that is not an outlier, within [low, high]: the values without the
 * lowest and highest 5 %, extended by the same span on both sides.
 */
export function usualRange(lines, [from, to], isLog, [low, high]) {
    const total = lines.reduce((sum, line) => sum + line.begin.length, 0);
    const stride = Math.ceil((3 * total) / MOST_VALUES);
    const values = [];
    let turn = 0;
    const take = value => {
        if (Number.isFinite(value) && (!isLog || value > 0) && turn++ % stride === 0) {
            values.push(isLog ? Math.log10(value) : value);
        }
    };
    for (const { begin, end, columns, shown } of lines) {
        for (let i = 0; i < begin.length; i++) {
            if (end[i] >= from && begin[i] <= to) {
                take(columns.min[i]);
                take(columns.max[i]);
                take(shown[i]);
            }
        }
    }
    if (values.length === 0) {
        return [low, high];
    }
    const sorted = Float64Array.from(values).sort();
    const last = sorted.length - 1;
    const least = sorted[Math.ceil(OUTER * last)];
    const most = sorted[Math.floor((1 - OUTER) * last)];
    // the difference of two large numbers may overflow
    const room = WIDER * most - WIDER * least;
    const [bottom, top] = [least - room, most + room].map(one => (isLog ? 10 ** one : one));
    return [Math.max(low, bottom), Math.min(high, top)];
}

/** How many buckets of lines lie above and below a scale, and whether each of them is a single value. */
export function outside(lines, [from, to], [low, high], isLog) {
    const found = { above: 0, below: 0, isExact: true };
    for (const { begin, end, columns } of lines) {
        for (let i = 0; i < begin.length; i++) {
            if (end[i] >= from && begin[i] <= to) {
                const isAbove = columns.max[i] > high && columns.max[i] !== Infinity;
                const isBelow = columns.min[i] < low && columns.min[i] !== -Infinity && (!isLog || columns.min[i] > 0);
                found.above += isAbove;
                found.below += isBelow;
                found.isExact &&= !(isAbove || isBelow) || columns.count[i] === 1;
            }
        }
    }
    return found;
}
