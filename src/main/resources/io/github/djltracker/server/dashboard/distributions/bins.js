// Converts the histograms of one parameter, each of which has its own range, to common bins.

/** The number of bins into which the range of all values is divided. */
export const BINS = 64;
/**
 * The share of the values at either end that is left out as outliers; below it, how far the range is extended again.
 */
const TAIL = 0.02;
const ROOM = 0.25;
const ENOUGH_LOOKS = 200;

/** The range from the lowest to the highest value of these histograms; null if none is finite. */
export function rangeOf(looks) {
    let [low, high] = [Infinity, -Infinity];
    for (const look of looks.filter(one => one.total > 0)) {
        low = Math.min(low, look.low);
        high = Math.max(high, look.high);
    }
    return low <= high ? [low, high] : null;
}

/** The same without outliers: the range without this share of all values at either end, slightly extended. */
export function usualRangeOf(looks) {
    const range = rangeOf(looks);
    if (range === null) {
        return null;
    }
    const some = looks.filter(look => look.total > 0);
    const stride = Math.ceil(some.length / ENOUGH_LOOKS);
    const masses = some.filter((_, i) => i % stride === 0).flatMap(({ low, high, counts, total }) =>
        counts.map((count, i) => ({ share: count / total, value: at(low, high, (i + 0.5) / counts.length) })).filter(({ share }) => share > 0));
    masses.sort((a, b) => a.value - b.value);
    const whole = masses.reduce((sum, { share }) => sum + share, 0);
    const [low, high] = [valueBelow(masses, TAIL * whole), valueBelow(masses, (1 - TAIL) * whole)];
    const room = ROOM * (high - low);
    return low < high ? [Math.max(range[0], low - room), Math.min(range[1], high + room)] : range;
}

function valueBelow(masses, part) {
    let below = 0;
    return masses.find(({ share }) => (below += share) >= part)?.value ?? masses.at(-1).value;
}

/** The number at a place between two others, whose difference may overflow. */
export function at(low, high, place) {
    return low * (1 - place) + high * place;
}

/**
 * Merges neighbouring histograms until there are at most this many columns. Each column has its "looks" (histograms),
 * their steps "from" and "to", and "begin" and "end" on an axis of steps, without gaps between columns.
 *
 * @param looks sorted by step
 */
export function columnsOf(looks, most) {
    const size = Math.max(1, Math.ceil(looks.length / most));
    const columns = [];
    for (let i = 0; i < looks.length; i += size) {
        const some = looks.slice(i, i + size);
        columns.push({ looks: some, from: some[0].step, to: some.at(-1).step });
    }
    const between = i => (columns[i].to + columns[i + 1].from) / 2;
    const last = columns.length - 1;
    columns.forEach((column, i) => {
        // the first and last columns extend as far on the outside as on the inside
        const [before, behind] = [i > 0 ? column.from - between(i - 1) : null, i < last ? between(i) - column.to : null];
        column.begin = column.from - (before ?? behind ?? 0.5);
        column.end = column.to + (behind ?? before ?? 0.5);
    });
    return columns;
}

/**
 * The share of the values in each bin, 0 to 1: the mean over these histograms, as if the values in each of their
 * buckets were evenly distributed. All are 0 if no value is finite; values outside the bins are not counted.
 *
 * @param place maps a value to its position in the range of the bins, 0 to 1
 */
export function sharesOf(looks, place, bins = BINS) {
    const shares = new Float64Array(bins);
    const some = looks.filter(look => look.total > 0);
    for (const look of some) {
        add(shares, look, place(look.low) * bins, place(look.high) * bins, 1 / some.length / look.total);
    }
    return shares;
}

function add(shares, { counts }, low, high, weight) {
    const width = (high - low) / counts.length;
    const binAt = place => Math.max(0, Math.min(shares.length - 1, Math.floor(place)));
    counts.forEach((count, i) => {
        const begin = low + i * width;
        const end = begin + width;
        if (count === 0 || end < 0 || begin > shares.length) {
            return;
        }
        const isWithinOne = !(width > 0) || Math.floor(begin) === Math.floor(end);
        for (let bin = binAt(begin); bin <= binAt(end); bin++) {
            const part = isWithinOne ? 1 : Math.max(0, Math.min(end, bin + 1) - Math.max(begin, bin)) / width;
            shares[bin] += weight * count * part;
        }
    });
}

/**
 * The value below which this part of the values lies, as precisely as the bins allow. "valueAt" maps a position in the
 * range of the bins to a value.
 */
export function quantile(shares, part, valueAt) {
    let below = 0;
    for (let bin = 0; bin < shares.length; bin++) {
        if (shares[bin] > 0 && below + shares[bin] >= part - 1e-9) {
            return valueAt((bin + Math.max(0, Math.min(1, (part - below) / shares[bin]))) / shares.length);
        }
        below += shares[bin];
    }
    return NaN;
}
