// Columns of a table that show metrics: the last, least or greatest value of a series.

import { decode, value } from '../server/api.js';
import { measure, precise } from '../widgets/format.js';
import { compareSeries, distinct, isLoss, seriesTitle, telling } from '../charts/series.js';

const KINDS = { last: 'last', min: 'min', max: 'max' };

/** The id of a column, fit for an address. */
export function columnId(kind, { name, phase }) {
    return [kind, phase ?? '', name].map(encodeURIComponent).join(':');
}

/** All columns there could be, as options of a chooser. */
export function options(series) {
    return distinct(series).flatMap(one =>
        Object.keys(KINDS).map(kind => ({ id: columnId(kind, one), title: KINDS[kind], group: seriesTitle(one) })));
}

/** The ids of those that are shown unless told: last and best of what says most. */
export function usual(series) {
    return telling(series).flatMap(one => [columnId('last', one), columnId(isLoss(one.name) ? 'min' : 'max', one)]);
}

/** Reads ids from an address; null where it has none. */
export function readIds(text) {
    return text === null ? null : text.split(',').filter(id => id.split(':').length === 3 && Object.hasOwn(KINDS, id.split(':')[0]));
}

/** The columns of these ids. "seriesOf(row)" gives the series of a row. */
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

/** Series by what {@link columns} looks for. */
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
