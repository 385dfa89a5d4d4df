// Distributions as text and numbers: the position under the pointer, a table, and a file.

import { csvOf } from '../charts/save.js';
import { swatch } from '../charts/swatch.js';
import { turn } from '../charts/turns.js';
import { count, counted, marks, number } from '../widgets/format.js';
import { at, BINS, quantile, rangeOf, sharesOf } from './bins.js';
import { percent } from './shades.js';

const ROWS_AT_A_TIME = 500;
const FINE = 64;
/** A fixed width, so that quantiles are only computed for visible rows. */
const WIDTH = 11;
const PARTS = { '10 %': 0.1, '25 %': 0.25, Median: 0.5, '75 %': 0.75, '90 %': 0.9 };

/** "step 100", or "steps 100 to 400, 4 histograms". */
export function stepsText({ from, to, looks }) {
    return looks.length === 1 ? `step ${count(from)}` : `steps ${count(from)} to ${count(to)}, ${counted(looks.length, 'histogram', 'histograms')}`;
}

/** Texts for a column and bin: "when", the range of values "where", and the "share" of the values. */
export function placeTexts({ columns, values }, { column, bin }) {
    const one = columns[column];
    const [low, high] = marks('value', [bin, bin + 1].map(edge => values.valueAt(edge / BINS)));
    const isAny = one.looks.some(look => look.total > 0);
    return { when: stepsText(one), where: `${low} to ${high}`, share: isAny ? percent(one.shares[bin]) : 'no finite values' };
}

/** The rows of the table: one per column of a plot, with its "run". */
export function rowsOf(drawn) {
    return drawn.flatMap(({ run, sheet }) => sheet.columns.map(column => ({ run, column, key: `${run.id} ${column.from}`, quantiles: null })));
}

/** The columns of that table. */
export function tableColumns(hasRuns) {
    const numeric = (id, value, text = number) => ({ id, title: id, numeric: true, width: WIDTH, value, text: row => text(value(row)) });
    const range = row => rangeOf(row.column.looks) ?? [NaN, NaN];
    return [
        ...(hasRuns ? [{ id: 'run', title: 'Run', text: row => row.run.label, node: (row, text) => [swatch(row.run.color), text] }] : []),
        { id: 'step', title: 'Step', numeric: true, width: 1.6 * WIDTH, value: row => row.column.from, text: ({ column: { from, to } }) => (from === to ? count(from) : `${count(from)} to ${count(to)}`) },
        numeric('Lowest', row => range(row)[0]),
        ...Object.entries(PARTS).map(([title, part]) => numeric(title, row => quantilesOf(row)(part))),
        numeric('Highest', row => range(row)[1]),
        numeric('Values', row => row.column.looks.reduce((sum, look) => sum + look.total, 0), count),
    ];
}

function quantilesOf(row) {
    row.quantiles ??= makeQuantiles(row.column.looks);
    return row.quantiles;
}

function makeQuantiles(looks) {
    const [low, high] = rangeOf(looks) ?? [NaN, NaN];
    if (!(low < high)) {
        return () => low;
    }
    // for a single histogram, its own buckets
    const shares = sharesOf(looks, value => (value / 2 - low / 2) / (high / 2 - low / 2), looks.length === 1 ? looks[0].counts.length : FINE);
    return part => quantile(shares, part, place => at(low, high, place));
}

/** All histograms of some runs as they were recorded, as a file that is generated in parts. */
export async function csv(name, drawn) {
    const buckets = drawn[0].looks[0].counts.map((_, i) => `bucket ${i + 1}`);
    const parts = [csvOf(['run', 'histogram', 'step', 'low', 'high', ...buckets], [])];
    const rows = drawn.flatMap(({ run, looks }) => looks.map(look => ({ run, look })));
    for (let i = 0; i < rows.length; i += ROWS_AT_A_TIME) {
        await turn();
        const [first, ...others] = rows.slice(i, i + ROWS_AT_A_TIME).map(({ run, look }) => [run.id, name, look.step, look.low, look.high, ...look.counts]);
        parts.push(csvOf(first, others));
    }
    return new Blob(parts, { type: parts[0].type });
}
