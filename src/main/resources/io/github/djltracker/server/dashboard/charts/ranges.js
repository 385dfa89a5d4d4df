// Which part of the axes a chart shows.

const PADDING = 0.05;
/** Less than this part of a value is rounding. */
const NOTHING = 1e-9;

/** The whole of the x axis that lines are on, null where there are none. */
export function boundsOf(lines, mode) {
    let low = Infinity;
    let high = -Infinity;
    for (const { begin, end } of lines) {
        for (let i = 0; i < begin.length; i++) {
            if (begin[i] < low) {
                low = begin[i];
            }
            if (end[i] > high) {
                high = end[i];
            }
        }
    }
    if (low > high) {
        return null;
    }
    if (low === high) {
        const around = mode === 'step' || mode === 'epoch' ? 1 : 1_000;
        return [low - around, high + around];
    }
    return [low, high];
}

/** From the least to the greatest finite value in a part of the x axis, with room around. */
export function rangeOf(lines, [from, to], isLog) {
    let low = Infinity;
    let high = -Infinity;
    const take = value => {
        if (Number.isFinite(value) && (!isLog || value > 0)) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
    };
    for (const { begin, end, columns, shown } of lines) {
        for (let i = 0; i < begin.length; i++) {
            if (end[i] >= from && begin[i] <= to) {
                take(columns.min[i]);
                take(columns.max[i]);
                take(columns.first[i]);
                take(columns.last[i]);
                take(shown[i]);
            }
        }
    }
    if (low > high) {
        return isLog ? [0.1, 10] : [0, 1];
    }
    return isLog ? padLog(low, high) : pad(low, high);
}

function pad(low, high) {
    const isLevel = high - low <= NOTHING * Math.max(Math.abs(low), Math.abs(high));
    const room = isLevel ? Math.abs(high) * PADDING || 1 : PADDING * (high - low);
    // not -0.05 where nothing is below zero
    return [low >= 0 && low - room < 0 ? 0 : low - room, high + room];
}

function padLog(low, high) {
    const room = high > low ? (high / low) ** PADDING : 2;
    return [low / room, high * room];
}
