// Ticks of a time axis, at round times in the user's time zone.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WITHIN_DAYS = [1_000, 10_000, 30_000, ...[1, 2, 5, 10, 15, 30].map(part => part * MINUTE), ...[1, 2, 3, 6, 12].map(part => part * HOUR)];
const DAYS = [1, 2, 5, 10];
const MONTHS = [1, 2, 3, 6, 12, 24, 60, 120];

const hours = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const seconds = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const days = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' });
const months = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'short' });

/** At most this many ticks between two times, as "value" in milliseconds and "text". */
export function timeMarks(low, high, most) {
    const span = high - low;
    const fits = step => step * most >= span;
    const part = WITHIN_DAYS.find(fits);
    if (part !== undefined) {
        return within(low, high, part).map(value => ({ value, text: textWithin(value, part) }));
    }
    const some = DAYS.find(count => fits(count * DAY));
    const [list, format] = some !== undefined
        ? [starts(low, high, (date, i) => date.setDate(date.getDate() + i * some), date => date.setHours(24, 0, 0, 0)), days]
        : [starts(low, high, stepOfMonths(MONTHS.find(count => fits(count * 31 * DAY)) ?? MONTHS.at(-1)), date => date.setMonth(date.getMonth() + 1, 1)), months];
    return list.map(value => ({ value, text: format.format(value) }));
}

/** Counted from the preceding midnight, so that they are round in a time zone with a half-hour offset. */
function within(low, high, part) {
    const midnight = new Date(low).setHours(0, 0, 0, 0);
    const result = [];
    for (let value = midnight + Math.ceil((low - midnight) / part) * part; value <= high && result.length < 100; value += part) {
        result.push(value);
    }
    return result;
}

function textWithin(value, part) {
    const date = new Date(value);
    const isMidnight = date.getHours() === 0 && date.getMinutes() === 0 && date.getSeconds() === 0;
    return (isMidnight ? days : part < MINUTE ? seconds : hours).format(value);
}

/** Days or months by the calendar, because their lengths differ. */
function starts(low, high, move, begin) {
    const first = new Date(low);
    first.setHours(0, 0, 0, 0);
    begin(first);
    const result = [];
    for (let i = 0; i < 100; i++) {
        const value = move(new Date(first), i);
        if (value > high) {
            break;
        }
        result.push(value);
    }
    return result;
}

function stepOfMonths(count) {
    return (date, i) => date.setMonth(date.getMonth() + i * count);
}
