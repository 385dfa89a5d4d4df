// How two values of runs are related, by ranks, so that neither the scale of a value nor a single large one dominates.

/** The ranks of numbers, 1 for the lowest; equal numbers share their mean rank. Infinities have ranks, NaN has none. */
export function ranks(values) {
    const order = values.map((value, index) => ({ value, index })).sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
    const result = new Array(values.length);
    for (let from = 0; from < order.length;) {
        let to = from;
        while (to < order.length && order[to].value === order[from].value) {
            to += 1;
        }
        for (let i = from; i < to; i++) {
            result[order[i].index] = (from + to + 1) / 2;
        }
        from = to;
    }
    return result;
}

/** Spearman's rank correlation of pairs of numbers, -1 to 1; null if one side is constant. */
export function rankCorrelation(xs, ys) {
    const [a, b] = [ranks(xs), ranks(ys)];
    const mean = (xs.length + 1) / 2;
    const products = (one, other) => one.reduce((sum, rank, i) => sum + (rank - mean) * (other[i] - mean), 0);
    const spread = Math.sqrt(products(a, a) * products(b, b));
    return spread > 0 ? Math.max(-1, Math.min(1, products(a, b) / spread)) : null;
}

/**
 * The share of the variance of the ranks of numbers that lies between groups, 0 to 1: eta squared from the
 * Kruskal-Wallis H, (H - k + 1) / (n - k), which a large number of groups k alone does not increase. Null if no group
 * has two members, there is only one group, or all numbers are equal.
 */
export function betweenGroups(groups, values) {
    const all = ranks(values);
    const members = new Map();
    groups.forEach((group, i) => {
        const { sum, size } = members.get(group) ?? { sum: 0, size: 0 };
        members.set(group, { sum: sum + all[i], size: size + 1 });
    });
    const [n, k] = [values.length, members.size];
    const mean = (n + 1) / 2;
    const spread = all.reduce((sum, rank) => sum + (rank - mean) ** 2, 0);
    if (k < 2 || n <= k || spread === 0) {
        return null;
    }
    const between = [...members.values()].reduce((sum, group) => sum + group.size * (group.sum / group.size - mean) ** 2, 0);
    const h = ((n - 1) * between) / spread;
    return Math.max(0, Math.min(1, (h - k + 1) / (n - k)));
}
