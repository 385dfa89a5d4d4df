// Values as short text. Numbers have the same format as on the command line; times are in the user's time zone.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A value with four digits: plain from 0.0001 to 9,999,999, otherwise with an exponent; "" if there is none. */
export function number(value) {
    return inDigits(value, 4);
}

function inDigits(value, digits) {
    if (value === null || value === undefined) {
        return '';
    }
    if (!Number.isFinite(value)) {
        return String(value);
    }
    if (value === 0) {
        return '0';
    }
    const rounded = Number(value.toPrecision(digits));
    const size = Math.abs(rounded);
    if (size >= 1e-4 && size < 1e7) {
        return String(rounded);
    }
    return rounded.toExponential().replace('e+', 'e');
}

/** Ticks of an axis, with as many digits as are needed to distinguish them. */
export function marks(name, values) {
    const there = values.filter(value => value !== null);
    const least = Math.min(...there.slice(1).map((value, i) => Math.abs(value - there[i])));
    const most = Math.max(...there.map(Math.abs));
    const digits = Math.ceil(Math.log10(most / least)) + 1;
    return values.map(value => (value === null ? null : scaled(name, value, digits > 4 && digits <= 15 ? digits : 4)));
}

const SIZES = ['B', 'kB', 'MB', 'GB', 'TB'];

/** A value of a metric: in units of bytes if its name says so, otherwise a number with this many digits. */
export function measure(name, value, digits = 4) {
    return digits > 4 && !isBytes(name, value) ? precise(value) : scaled(name, value, 4);
}

function isBytes(name, value) {
    return /(^|[^a-z])bytes$/i.test(name) && Number.isFinite(value);
}

function scaled(name, value, digits) {
    if (!isBytes(name, value)) {
        return inDigits(value, digits);
    }
    const size = Math.min(SIZES.length - 1, Math.max(0, Math.floor(Math.log10(Math.abs(value) || 1) / 3)));
    return `${Number((value / 1000 ** size).toPrecision(digits))} ${SIZES[size]}`;
}

/** A number with full precision, for tooltips. */
export function precise(value) {
    if (!Number.isFinite(value) || Number.isInteger(value)) {
        return number(value) && String(value);
    }
    return String(Number(value.toPrecision(7)));
}

/** A count or a step: 12,810. */
export function count(value) {
    return value === null || value === undefined ? '' : grouped.format(value);
}

/** A count with its noun. */
export function counted(value, one, many) {
    return `${count(value)} ${value === 1 ? one : many}`;
}

/** Date and time in the user's time zone. */
export function time(millis) {
    return dateTime.format(millis);
}

/** How long ago: "now", "12 s ago", "3 min ago", "5 h ago", "12 d ago"; a date after more than a month. */
export function ago(millis, now = Date.now()) {
    const gone = now - millis;
    if (gone < 2_000) {
        return 'now';
    }
    if (gone < MINUTE) {
        return `${Math.floor(gone / 1_000)} s ago`;
    }
    if (gone < HOUR) {
        return `${Math.floor(gone / MINUTE)} min ago`;
    }
    if (gone < 2 * DAY) {
        return `${Math.floor(gone / HOUR)} h ago`;
    }
    if (gone < 31 * DAY) {
        return `${Math.floor(gone / DAY)} d ago`;
    }
    return date.format(millis);
}

/** A duration in its two largest units; below a minute, in tenths of a second. */
export function duration(millis) {
    const whole = Math.max(0, millis);
    if (whole < MINUTE) {
        return `${(whole / 1_000).toFixed(1)} s`;
    }
    if (whole < HOUR) {
        return `${Math.floor(whole / MINUTE)} min ${two((whole % MINUTE) / 1_000)} s`;
    }
    if (whole < DAY) {
        return `${Math.floor(whole / HOUR)} h ${two((whole % HOUR) / MINUTE)} min`;
    }
    return `${Math.floor(whole / DAY)} d ${two((whole % DAY) / HOUR)} h`;
}

function two(value) {
    return String(Math.floor(value)).padStart(2, '0');
}

/** The first digits of a hash or an id, usually enough to distinguish a few. */
export function short(id) {
    return id.slice(0, 8);
}

/** The name of a model, or else the beginning of its hash. */
export function modelName(model) {
    return model.name ?? short(model.hash);
}

/** Any JSON value on one line: strings as they are, lists of numbers as 3 × 3, objects as JSON. */
export function json(value) {
    if (value === null || value === undefined) {
        return '';
    }
    if (Array.isArray(value)) {
        return value.map(json).join(value.every(item => typeof item === 'number') ? ' \u00d7 ' : ', ');
    }
    if (typeof value === 'number') {
        return Number.isInteger(value) ? String(value) : precise(value);
    }
    return typeof value === 'string' ? value : JSON.stringify(value);
}
