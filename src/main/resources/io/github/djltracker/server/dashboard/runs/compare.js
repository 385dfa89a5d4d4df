// Comparison of runs: tables that show in what they differ.

import { count, duration, measure, modelName, number, short, time } from '../widgets/format.js';
import { el } from '../widgets/dom.js';
import { middle } from '../widgets/middle.js';
import { durationOf, rateOf, stepsText } from './runs.js';
import { blockSettings, difference } from './difference.js';
import { allKeys, flattenObject } from './settings.js';
import { compareSeries, distinct, seriesKey, seriesTitle } from '../charts/series.js';
import { swatch } from '../charts/swatch.js';
import { lastName, shapes, typeOf } from './structure.js';
import { Table } from '../widgets/table.js';

/**
 * A table with a column for each run or model and a row for each property; rows with differences are marked. Each item
 * has "run" (null for a model without one), "model", "settings", "series", "label" and "color".
 */
export function comparison(things, onlyDifferences) {
    const parts = [
        ['Model', modelRows(things)],
        ['Run', runRows(things)],
        ['Last values', metricRows(things)],
        ['Settings', keyedRows(things, thing => thing.settings)],
        ['Environment', keyedRows(things, thing => flattenObject(thing.run?.environment ?? {}))],
    ];
    const bodies = parts.map(([title, rows]) => {
        const marked = rows.map(row => ({ ...row, differs: row.texts.some(text => text !== row.texts[0]) }));
        const shown = onlyDifferences ? marked.filter(row => row.differs) : marked;
        return shown.length > 0 && el('tbody', {},
            el('tr', { class: 'part' }, el('th', { scope: 'rowgroup', colspan: String(things.length + 1) }, title)),
            shown.map(row => el('tr', { class: row.differs ? 'differs' : null },
                el('th', { scope: 'row', title: row.name }, row.differs && el('span', { class: 'unseen' }, 'different: '), middle(row.name)),
                row.texts.map((text, i) => el('td', { title: row.titles?.[i] ?? text }, text)))));
    });
    return el('div', { class: 'comparison', tabindex: '0', role: 'region', 'aria-label': 'Comparison' },
        el('table', {},
            el('thead', {}, el('tr', {}, el('td'), things.map(thing => el('th', { scope: 'col' }, swatch(thing.color), thing.label)))),
            bodies));
}

function modelRows(things) {
    const rows = [
        { name: 'experiment', texts: things.map(({ model }) => model.experiment.name) },
        { name: 'name', texts: things.map(({ model }) => modelName(model)) },
        { name: 'hash', texts: things.map(({ model }) => short(model.hash)), titles: things.map(({ model }) => model.hash) },
        { name: 'description', texts: things.map(({ model }) => model.description ?? '') },
    ];
    return rows;
}

function runRows(things) {
    const of = (name, text) => ({ name, texts: things.map(({ run }) => (run === null ? '' : text(run))) });
    return [
        of('id', run => short(run.id)),
        of('run name', run => run.name),
        of('status', run => run.status.toLowerCase()),
        of('started', run => time(run.started)),
        of('duration', run => duration(durationOf(run))),
        of('steps', stepsText),
        of('steps/s', run => number(rateOf(run))),
        of('resumed from', run => (run.resumedFrom ? `${short(run.resumedFrom.run)} at step ${count(run.resumedFrom.step)}` : '')),
    ];
}

function metricRows(things) {
    return distinct(things.flatMap(thing => thing.series)).sort(compareSeries).map(one => {
        const key = seriesKey(one);
        const values = things.map(thing => thing.series.find(other => seriesKey(other) === key));
        return {
            name: seriesTitle(one),
            texts: values.map(value => (value === undefined ? '' : measure(one.name, Number(value.last)))),
            titles: values.map(value => (value === undefined ? '' : `${value.last}, from ${value.min} to ${value.max}`)),
        };
    });
}

function keyedRows(things, mapOf) {
    const maps = things.map(mapOf);
    return allKeys(maps).map(name => ({ name, texts: maps.map(map => map.get(name) ?? '') }));
}

const WORDS = { same: 'same', changed: 'changed', added: 'added', removed: 'removed' };

/** The difference between two lists of modules as a table; on request, only the differences. */
export function architectures(left, right, onlyDifferences) {
    const rows = difference(left, right).map((row, number) => ({ ...row, number }));
    const counts = Object.keys(WORDS).map(state => [state, rows.filter(row => row.state === state).length]);
    const shown = onlyDifferences ? rows.filter(row => row.state !== 'same') : rows;
    const table = new Table({ label: 'Differences between the architectures', key: row => row.number, sort: null, rowClass: row => row.state });
    table.update(shown, [
        { id: 'state', title: 'State', plain: true, width: 9, text: row => WORDS[row.state] },
        {
            id: 'block', title: 'Block', plain: true, width: 34, text: blockText,
            node: (row, text) => {
                const indent = el('span', { class: 'indent' });
                indent.style.width = `${Math.min(12, row.depth) * 1.1}rem`;
                return [indent, text];
            },
        },
        { id: 'type', title: 'Type', plain: true, text: row => typeOf(row.right ?? row.left) },
        { id: 'output', title: 'Output', plain: true, text: outputText },
        { id: 'changes', title: 'Hyperparameters', plain: true, grow: true, text: changesText },
    ]);
    const summary = counts.filter(([, some]) => some > 0).map(([state, some]) => `${count(some)} ${WORDS[state]}`).join(', ');
    return el('div', {}, el('p', { class: 'muted' }, `${summary}.`), shown.length > 0 && table.element);
}

function blockText({ left, right }) {
    const names = [left, right].filter(Boolean).map(lastName);
    return [...new Set(names)].join(' \u2192 ');
}

function outputText({ left, right }) {
    const texts = [left, right].filter(Boolean).map(module => shapes(module.attributes.outputShapes));
    return [...new Set(texts)].join(' \u2192 ');
}

function changesText({ state, left, right, changes }) {
    if (state === 'changed') {
        return changes.map(({ key, before, after }) => `${key} ${before ?? 'none'} \u2192 ${after ?? 'none'}`.trim()).join(', ');
    }
    return [...blockSettings(right ?? left)].map(([key, text]) => `${key} ${text}`.trim()).join(', ');
}
