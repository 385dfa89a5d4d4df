// Histograms of one parameter, each of its own range, brought to bins that are the same for all.

/** Into how many the range of all values is cut. */
export const BINS = 64;
/** So much of the values at either end is left out of a usual range, and so much of it is put on again. */
const TAIL = 0.02;
const ROOM = 0.25;
const ENOUGH_LOOKS = 200;

/** From the least to the greatest value of these looks; null where none is finite. */
export function rangeOf(looks) {
    let [low, high] = [Infinity, -Infinity];
    for (const look of looks.filter(one => one.total > 0)) {
        low = Math.min(low, look.low);
        high = Math.max(high, look.high);
    }
    return low <= high ? [low, high] : null;
}

/** The same without what lies far out: between so many values of all looks at either end, with some room. */
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

/** The number at a place between two, whose difference may be none. */
export function at(low, high, place) {
    return low * (1 - place) + high * place;
}

/**
 * Takes neighbours together until there are no more than so many columns. Each has its "looks", their steps "from" and "to",
 * and where it begins and ends on an axis of steps that leaves nothing between two of them.
 *
 * @param looks in the order of their steps
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
        // at the ends, as far as on the other side
        const [before, behind] = [i > 0 ? column.from - between(i - 1) : null, i < last ? between(i) - column.to : null];
        column.begin = column.from - (before ?? behind ?? 0.5);
        column.end = column.to + (behind ?? before ?? 0.5);
    });
    return columns;
}

/**
 * The share of the values in each bin, 0 to 1: the mean over these looks, each as if the values within one of its buckets were spread
 * evenly. All are 0 where none is finite; what lies beyond the bins is in none.
 *
 * @param place where a value is in the range of the bins, 0 to 1
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

/** The value below which so great a part of the values is, as near as the bins tell; "valueAt" says what is at a place of their range. */
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
