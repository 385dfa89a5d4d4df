// A model: its runs with their settings, their charts, and the blocks of the network.

import { decode, get, list, path, send } from '../server/api.js';
import { Panel } from '../charts/panel.js';
import { recolor } from '../charts/swatch.js';
import { Distributions } from '../distributions/distributions.js';
import { Chooser } from '../widgets/chooser.js';
import { confirm } from '../widgets/dialog.js';
import { button, el, link, show } from '../widgets/dom.js';
import { attachLine, empty } from '../widgets/empty.js';
import { matcher } from '../widgets/filter.js';
import { follow } from '../server/follow.js';
import { count, counted, modelName, short } from '../widgets/format.js';
import { Annotations } from '../runs/annotations.js';
import { options, readIds, usual } from '../runs/metric-columns.js';
import { say } from '../server/notice.js';
import { navigate } from '../page/router.js';
import { ModelRuns, runColumns, searchText } from '../runs/runs.js';
import { allKeys, differingKeys, usualKeys } from '../runs/settings.js';
import { structure } from '../runs/structure.js';
import { StraightValues } from '../runs/straight-values.js';
import { Table } from '../widgets/table.js';

const SHOWN_AT_FIRST = 10;
const MOST_SHOWN = 100;
const TABS = { runs: 'Runs and charts', structure: 'Structure' };

export async function open(page) {
    const model = await get(path(['models', page.params.id]), page.signal);
    place(page, model);
    const tab = Object.hasOwn(TABS, page.query.get('tab') ?? '') ? page.query.get('tab') : 'runs';
    const content = el('div');
    show(page.root, head(page, model), tabs(page, tab), content);
    await { runs: openRuns, structure: openStructure }[tab](page, model, content);
}

function place(page, model) {
    page.place([model.experiment.name, path(['experiments', model.experiment.id])], [modelName(model), null]);
}

function head(page, model) {
    const title = el('h1', {}, modelName(model));
    const text = el('p', { class: 'muted description' }, model.description ?? '');
    const tell = () => {
        show(title, modelName(model));
        show(text, model.description ?? '');
        place(page, model);
        said.show(model);
    };
    const said = new Annotations('models', () => tell(), {
        fields: () => [{ name: 'description', label: 'Description', type: 'lines', value: model.description ?? '' }],
        submit: async ({ description }) => {
            if (description !== (model.description ?? '')) {
                Object.assign(model, await send('PATCH', path(['models', model.id]), { description }));
            }
        },
    });
    const remove = button('Delete', async () => {
        const isDone = await confirm({
            title: 'Delete model',
            text: `"${modelName(model)}" will be deleted with all its runs and metrics. This cannot be undone.`,
            action: 'Delete',
            submit: () => send('DELETE', path(['models', model.id])),
        });
        if (isDone) {
            say(`"${modelName(model)}" was deleted.`);
            await navigate(path(['experiments', model.experiment.id]));
        }
    });
    said.show(model);
    return el('div', {}, el('div', { class: 'head' }, title, said.star, el('code', { title: model.hash, class: 'muted' }, short(model.hash)),
        el('span', { class: 'gap' }), said.edit, said.archive, remove), text, said.element);
}

function tabs(page, chosen) {
    const links = Object.entries(TABS).map(([tab, title]) => link(
        path(['models', page.params.id], tab === 'runs' ? {} : { tab }), title, { 'aria-current': tab === chosen ? 'page' : null },
    ));
    return el('nav', { class: 'tabs', 'aria-label': 'Parts of the model' }, links);
}

async function openStructure(page, model, content) {
    const modules = await list(path(['models', model.id, 'modules']), page.signal);
    show(content, modules.length > 0 ? structure(modules) : empty('No structure yet', 'The listener records the structure of a network with the first run of its model.'));
}

async function openRuns(page, model, content) {
    const modelRuns = new ModelRuns(model);
    await modelRuns.loadRuns(page.signal);
    // shows the table first, because loading everything else of a thousand runs takes time
    const view = runsView(page, modelRuns, content);
    view.update();
    await modelRuns.loadRest(page.signal);
    view.update();
    view.showCharts();
    follow(page, () => [modelRuns], {
        onrun: () => view.update(),
        onpoints: async runs => {
            await Promise.all([modelRuns.loadSeries(page.signal, runs), modelRuns.loadEpochs(page.signal, runs)]);
            await view.grow(runs);
        },
        onlist: async () => {
            if (modelRuns.isNew) {
                await modelRuns.loadRest(page.signal);
                view.showNewRuns();
            } else {
                view.update();
            }
        },
    });
}

function runsView(page, modelRuns, content) {
    const { model } = modelRuns;
    let isChosen = page.query.has('runs');
    const shown = new Set(isChosen ? chosenRuns(page.query.get('runs'), modelRuns.runs) : newest(modelRuns.runs));
    let columns = readIds(page.query.get('columns'));
    let settings = page.query.get('settings')?.split(',').filter(Boolean).map(decode) ?? null;
    let known = { version: -1 };
    const panel = new Panel(page);
    const distributions = new Distributions(page);

    const table = new Table({
        label: `Runs of ${modelName(model)}`,
        key: run => run.id,
        sort: page.query.get('sort') ?? '-started',
        onsort: sort => page.keep({ sort: sort === '-started' ? null : sort }),
        select: {
            selected: shown,
            label: run => `Draw run ${short(run.id)}`,
            onchange: () => {
                isChosen = true;
                if (shown.size > MOST_SHOWN) {
                    [...shown].slice(MOST_SHOWN).forEach(id => shown.delete(id));
                    table.refreshSelection();
                    say(`At most ${MOST_SHOWN} runs are drawn at a time.`);
                }
                page.keep({ runs: [...shown].map(short).join('.') || '-' });
                update();
                showCharts();
            },
        },
    });
    const filter = el('input', {
        type: 'search', placeholder: 'Filter runs by status, setting, host\u2026', 'aria-label': 'Filter runs', value: page.query.get('q') ?? '',
        oninput: () => {
            page.keep({ q: filter.value });
            update();
        },
    });
    const chooser = new Chooser({
        label: 'Columns',
        chosen: new Set(),
        onchange: () => {
            settings = [...chooser.chosen].filter(id => id.startsWith('setting ')).map(id => id.slice(8));
            columns = [...chooser.chosen].filter(id => !id.startsWith('setting '));
            page.keep({ columns: columns.join(',') || '-', settings: settings.map(encodeURIComponent).join(',') || ',' });
            update();
        },
    });
    const compare = button('Compare drawn', () => void navigate(path(['compare'], { run: [...shown] })));
    const values = new StraightValues(model, page.signal);
    const total = el('span', { class: 'muted' });
    const nothing = empty('No runs yet', 'A training with the listener attached appears here as soon as it starts.', attachLine(model.experiment.name));
    const noneDrawn = el('p', { class: 'muted' }, 'No run is selected. Tick a box to draw a run.');
    const noMatch = el('p', { class: 'muted' }, 'No run matches the filter.');
    show(
        content,
        el('div', { class: 'head' }, el('h2', {}, 'Runs'), total, el('span', { class: 'gap' }), filter, chooser.element, compare),
        table.element, noMatch, nothing, noneDrawn, distributions.element, panel.element, values.element,
    );
    table.element.classList.add('short');
    addEventListener('themechange', () => recolor(table.element), { signal: page.signal });
    addEventListener('timeschange', update, { signal: page.signal });

    /** Computes what does not change with every batch: the possible columns, and those that are shown by default. */
    function learn() {
        const all = modelRuns.runs.map(run => modelRuns.settingsOf(run)).filter(one => one.size > 0);
        const differing = new Set(differingKeys(all));
        known = {
            version: modelRuns.version,
            metrics: usual(modelRuns.series.filter(one => one.run !== undefined)),
            settings: usualKeys(all),
            options: [
                ...options(modelRuns.series),
                ...allKeys(all).map(key => ({ id: `setting ${key}`, title: key, group: differing.has(key) ? 'settings that differ' : 'settings' })),
            ],
        };
    }

    function update() {
        const { runs } = modelRuns;
        const matches = matcher(filter.value);
        const some = filter.value.trim() === '' ? runs : runs.filter(run => matches(searchText(run, modelRuns)));
        if (known.version !== modelRuns.version) {
            learn();
        }
        const ofMetrics = columns ?? known.metrics;
        const ofSettings = settings ?? known.settings;
        chooser.update(known.options, new Set([...ofMetrics, ...ofSettings.map(key => `setting ${key}`)]));
        show(total, some.length < runs.length ? `${count(some.length)} of ${count(runs.length)}` : counted(runs.length, 'run', 'runs'));
        table.update(some, runColumns(modelRuns, { shown, settings: ofSettings, metrics: ofMetrics }));
        filter.hidden = runs.length < 2;
        compare.hidden = runs.length < 2;
        compare.disabled = shown.size === 0;
        nothing.hidden = runs.length > 0;
        table.element.hidden = some.length === 0;
        noMatch.hidden = some.length > 0 || runs.length === 0;
    }

    function lines() {
        const runs = modelRuns.linesOf(shown);
        return modelRuns.hasOwnLines ? [...runs, modelRuns.ownLine] : runs;
    }

    function showCharts() {
        panel.show(lines(), modelRuns.series);
        distributions.update(lines(), modelRuns.series);
        showPanel();
        void values.update(modelRuns.series);
    }

    function showPanel() {
        const isAny = lines().length > 0;
        panel.element.hidden = !isAny || modelRuns.series.length === 0;
        noneDrawn.hidden = isAny || modelRuns.runs.length === 0;
    }

    return {
        update,
        showCharts,
        async grow(runs) {
            update();
            showPanel();
            if (runs.some(run => shown.has(run))) {
                panel.runs = lines();
                await Promise.all([panel.grow(modelRuns.series), distributions.grow(lines(), modelRuns.series, runs)]);
            }
        },
        showNewRuns() {
            if (!isChosen) {
                shown.clear();
                newest(modelRuns.runs).forEach(id => shown.add(id));
            }
            update();
            showCharts();
        },
    };
}

function newest(runs) {
    return runs.toSorted((a, b) => b.started - a.started).slice(0, SHOWN_AT_FIRST).map(run => run.id);
}

function chosenRuns(text, runs) {
    const beginnings = new Set(text.split('.'));
    return runs.map(run => run.id).filter(id => beginnings.has(short(id)));
}
