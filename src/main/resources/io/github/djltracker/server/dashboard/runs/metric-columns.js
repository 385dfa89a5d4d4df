// Columns of a table with metrics: the last, lowest or highest value of a series.

import { decode, value } from '../server/api.js';
import { measure, precise } from '../widgets/format.js';
import { compareSeries, distinct, isLoss, seriesTitle, telling } from '../charts/series.js';

const KINDS = { last: 'last', min: 'min', max: 'max' };

/** The id of a column, for the address. */
export function columnId(kind, { name, phase }) {
    return [kind, phase ?? '', name].map(encodeURIComponent).join(':');
}

/** All possible columns as options of a chooser. */
export function options(series) {
    return distinct(series).flatMap(one =>
        Object.keys(KINDS).map(kind => ({ id: columnId(kind, one), title: KINDS[kind], group: seriesTitle(one) })));
}

/** The ids of the columns that are shown by default: last and best value of the most important metrics. */
export function usual(series) {
    return telling(series).flatMap(one => [columnId('last', one), columnId(isLoss(one.name) ? 'min' : 'max', one)]);
}

/** Reads ids from an address; null if it has none. */
export function readIds(text) {
    return text === null ? null : text.split(',').filter(id => id.split(':').length === 3 && Object.hasOwn(KINDS, id.split(':')[0]));
}

/** The columns with these ids. "seriesOf(row)" returns the series of a row. */
export function columns(ids, seriesOf) {
    return [...ids]
        .map(id => ({ id, ...parse(id) }))
        .sort((a, b) => compareSeries(a, b) || Object.keys(KINDS).indexOf(a.kind) - Object.keys(KINDS).indexOf(b.kind))
        .map(({ id, kind, name, phase }) => {
            const find = row => {
                const series = seriesOf(row).get(key(name, phase));
                return series === undefined ? null : value(series[kind]);
            };
            return {
                id,
                title: name,
                subtitle: [phase, KINDS[kind]].filter(Boolean).join(' '),
                hint: `${{ last: 'Last', min: 'Lowest', max: 'Highest' }[kind]} value of ${seriesTitle({ name, phase })}`,
                numeric: true,
                value: find,
                text: row => (find(row) === null ? '' : measure(name, find(row))),
                depends: find,
                node: (row, text) => titled(text, find(row)),
            };
        });
}

/** An index of series, for the lookups of {@link columns}. */
export function index(series) {
    return new Map(series.map(one => [key(one.name, one.phase), one]));
}

function key(name, phase) {
    return `${phase ?? ''}\n${name}`;
}

function parse(id) {
    const [kind, phase, name] = id.split(':').map(decode);
    return { kind, name, phase: phase || undefined };
}

function titled(text, exact) {
    const node = document.createElement('span');
    node.textContent = text;
    if (exact !== null) {
        node.title = precise(exact);
    }
    return node;
}
