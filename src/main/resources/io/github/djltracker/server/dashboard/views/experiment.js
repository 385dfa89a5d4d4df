// The models of an experiment, with the results of their runs.

import { get, list, path } from '../server/api.js';
import { Chooser } from '../widgets/chooser.js';
import { button, el, link, show } from '../widgets/dom.js';
import { attachLine, empty } from '../widgets/empty.js';
import { matcher } from '../widgets/filter.js';
import { count, modelName, short } from '../widgets/format.js';
import { every } from '../server/live.js';
import { say } from '../server/notice.js';
import { Annotations, archivedToo, saidOf, selectionButtons, starNode, tagColumns, tagsText } from '../runs/annotations.js';
import { columns as metricColumns, index, options, readIds, usual } from '../runs/metric-columns.js';
import { keptViews } from '../page/kept-views.js';
import { navigate } from '../page/router.js';
import { RunOfModel } from '../runs/run-of-model.js';
import { runsNode, runsText, runsTotal } from '../runs/status.js';
import { Table } from '../widgets/table.js';
import { timeColumn } from '../widgets/times.js';

const PERIOD = 3_000;

export async function open(page) {
    const { id } = page.params;
    const [experiment, first, kept] = await Promise.all([
        get(path(['experiments', id]), page.signal),
        list(path(['experiments', id, 'summaries']), page.signal),
        keptViews(page, id, 'MODELS'),
    ]);
    page.place([experiment.name, null]);
    let models = first.map(withIndex);
    let chosen = readIds(page.query.get('columns'));

    const selected = new Set();
    const table = new Table({
        label: `Models of ${experiment.name}`,
        key: model => model.id,
        sort: page.query.get('sort') ?? '-active',
        onsort: sort => page.keep({ sort: sort === '-active' ? null : sort }),
        select: { selected, label: model => `Select ${modelName(model)}`, onchange: () => showSelected() },
    });
    const filter = el('input', {
        type: 'search', 'aria-label': 'Filter models', placeholder: 'Filter by name, hash, description', value: page.query.get('q') ?? '',
        oninput: () => {
            page.keep({ q: filter.value });
            update();
        },
    });
    const chooser = new Chooser({
        label: 'Columns',
        chosen: new Set(),
        onchange: () => {
            chosen = [...chooser.chosen];
            page.keep({ columns: chosen.join(',') || ':' });
            update();
        },
    });
    const runOf = new RunOfModel(page);
    const compare = button('Compare', () => void go(), { class: 'primary' });
    const said = new Annotations('experiments', () => said.show(experiment));
    said.show(experiment);
    const archived = archivedToo(page, () => update());
    const marking = selectionButtons('models', () => models.filter(model => selected.has(model.id)), () => update());
    const total = el('span', { class: 'muted' });
    const content = el('div');
    show(
        page.root,
        el('div', { class: 'head' }, el('h1', {}, experiment.name), said.star, total, link(path(['experiments', id, 'runs']), 'All runs'), el('span', { class: 'gap' }),
            kept, said.edit, said.archive),
        said.element,
        el('div', { class: 'head' }, filter, archived.element, el('span', { class: 'gap' }), marking.elements, chooser.element, runOf.element, compare),
        content,
    );

    async function go() {
        try {
            const { query, without } = await runOf.comparison(id, [...selected].map(one => models.find(model => model.id === one)));
            if (without.length > 0) {
                say(`Left out, because no run has that value: ${without.map(modelName).join(', ')}.`);
            }
            if (without.length < selected.size) {
                await navigate(path(['compare'], query));
            }
        } catch (error) {
            say(`The comparison failed: ${error.message}`);
        }
    }

    function showSelected() {
        compare.disabled = selected.size === 0;
        show(compare, selected.size === 0 ? 'Compare' : `Compare ${selected.size}`);
        marking.update();
    }

    function update() {
        const matches = matcher(filter.value);
        const shown = models.filter(model => archived.isShown(model) && matches(`${model.name ?? ''} ${model.hash} ${model.description ?? ''} ${tagsText(model)}`));
        const series = models.flatMap(model => model.series);
        const ids = chosen ?? usual(series);
        chooser.update(options(series), new Set(ids));
        show(total, shown.length < models.length ? `${count(shown.length)} of ${count(models.length)} models` : `${count(models.length)} ${models.length === 1 ? 'model' : 'models'}`);
        filter.hidden = models.length === 0;
        archived.element.hidden = !models.some(model => saidOf(model).isArchived);
        compare.hidden = models.length === 0;
        runOf.element.hidden = models.length === 0;
        runOf.offer(series);
        if (models.length === 0) {
            show(content, empty(
                'No models yet',
                'Attach the listener to the training configuration. The trained network then appears here.',
                attachLine(experiment.name),
            ));
        } else if (shown.length === 0) {
            const typed = filter.value.trim();
            show(content, empty('No match', typed ? `No model has "${typed}" in its name, hash, description or tags.` : 'All models are archived.'));
        } else {
            table.update(shown, [NAME, ...tagColumns(shown), ...COLUMNS, ...metricColumns(ids, model => model.index)]);
            if (table.element.parentNode !== content) {
                show(content, table.element);
            }
        }
        showSelected();
    }

    update();
    addEventListener('timeschange', update, { signal: page.signal });
    void every(PERIOD, page.signal, async () => {
        models = (await list(path(['experiments', id, 'summaries']), page.signal)).map(withIndex);
        const there = new Set(models.map(model => model.id));
        selected.forEach(one => there.has(one) || selected.delete(one));
        update();
    });
}

function withIndex(model) {
    return { ...model, index: index(model.series) };
}

const NAME = {
    id: 'name', title: 'Model', grow: true, text: model => modelName(model), depends: model => `${saidOf(model).isStarred} ${model.description}`,
    node: (model, text) => [starNode(model), link(path(['models', model.id]), text, { title: model.description ?? text })],
};

const COLUMNS = [
    { id: 'hash', title: 'Hash', text: model => short(model.hash), node: model => el('code', { title: model.hash }, short(model.hash)) },
    {
        id: 'parameters', title: 'Parameters', numeric: true, value: parameters, text: model => count(parameters(model)),
        node: (model, text) => el('span', { title: model.description }, text),
    },
    { id: 'runs', title: 'Runs', numeric: true, class: 'runs', text: model => runsText(model.runs), value: model => runsTotal(model.runs), node: model => runsNode(model.runs) },
    { id: 'step', title: 'Step', numeric: true, text: model => count(model.step), value: model => model.step },
    timeColumn({ id: 'active', title: 'Last activity', hint: 'When the last entry of a run arrived' }, model => model.active),
];

/** The number that the listener wrote into the description. */
function parameters(model) {
    const found = /([\d,]+) parameters/.exec(model.description ?? '');
    return found ? Number(found[1].replaceAll(',', '')) : null;
}
