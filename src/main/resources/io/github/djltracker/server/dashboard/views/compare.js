// Compares any runs and models side by side.

import { get, list, path, Problem } from '../server/api.js';
import { Panel } from '../charts/panel.js';
import { recolor, swatch } from '../charts/swatch.js';
import { Distributions } from '../distributions/distributions.js';
import { architectures, comparison } from '../runs/compare.js';
import { button, el, link, show } from '../widgets/dom.js';
import { empty } from '../widgets/empty.js';
import { follow } from '../server/follow.js';
import { modelName, short } from '../widgets/format.js';
import { pickRuns } from '../runs/pick.js';
import { navigate } from '../page/router.js';
import { leftFrom, ModelRuns } from '../runs/runs.js';

export async function open(page) {
    page.place(['Compare', null]);
    const asked = { runs: [...new Set(page.query.getAll('run'))], models: [...new Set(page.query.getAll('model'))] };
    const { things, models, missing } = await load(asked, page.signal);
    const chips = el('ul', { class: 'chips' });
    const add = button('Add\u2026', () => pickRuns(page.signal, chosen => go(page, { ...asked, ...merged(asked, chosen) })));
    show(page.root, el('div', { class: 'head' }, el('h1', {}, 'Compare'), chips, add));
    if (missing.length > 0) {
        page.root.append(el('p', { class: 'alert' }, `No longer exists: ${missing.map(short).join(', ')}.`));
    }
    if (things.length === 0) {
        page.root.append(empty('Nothing to compare yet', 'Add runs from any experiment here, or select models or runs in their tables.'));
        return;
    }
    show(chips, things.map(thing => el('li', {}, swatch(thing.color),
        link(thing.run ? path(['runs', thing.run.id]) : path(['models', thing.model.id]), thing.label),
        thing.byModel && thing.run && el('span', { class: 'muted', title: 'Always the latest run of its model' }, 'latest'),
        button('\u00d7', () => go(page, without(asked, thing)), { class: 'quiet', 'aria-label': `Remove ${thing.label}` }))));

    const panel = new Panel(page);
    const distributions = new Distributions(page);
    const table = el('div');
    const only = el('input', {
        type: 'checkbox',
        onchange: () => {
            page.keep({ differences: only.checked ? 'only' : null });
            showTables();
        },
    });
    only.checked = page.query.get('differences') === 'only';
    const blocks = el('div');
    page.root.append(
        distributions.element,
        panel.element,
        el('div', { class: 'head part' }, el('h2', {}, 'Settings and last values'), el('label', { class: 'check' }, only, ' only differences')),
        table,
        el('h2', { class: 'part' }, 'Architectures'),
        blocks,
    );
    addEventListener('themechange', () => recolor(page.root), { signal: page.signal });

    const allSeries = () => [...models.values()].flatMap(one => one.series);
    function refreshThings() {
        for (const thing of things) {
            const one = models.get(thing.model.id);
            thing.run = thing.run && (one.runs.find(run => run.id === thing.run.id) ?? thing.run);
            thing.settings = thing.run ? one.settingsOf(thing.run) : new Map();
            thing.series = one.series.filter(series => (thing.run ? series.run === thing.run.id : series.run === undefined));
        }
    }
    function showTables() {
        const { scrollTop = 0, scrollLeft = 0 } = table.firstChild ?? {};
        show(table, comparison(things, only.checked));
        table.firstChild.scrollTo(scrollLeft, scrollTop);
    }

    refreshThings();
    panel.show(lines(things, models), allSeries());
    distributions.update(lines(things, models), allSeries());
    showTables();
    await showBlocks(page, blocks, [...models.values()].map(one => one.model));
    follow(page, () => [...models.values()], {
        wanted: run => things.some(thing => thing.run?.id === run.id),
        onrun: () => {},
        onpoints: async runs => {
            await Promise.all([...models.values()].map(one => {
                const some = runs.filter(id => one.runs.some(run => run.id === id));
                return some.length > 0 ? one.loadRest(page.signal, some) : null;
            }));
            refreshThings();
            panel.runs = lines(things, models);
            await Promise.all([panel.grow(allSeries()), distributions.grow(panel.runs, allSeries(), runs)]);
            showTables();
        },
        onlist: () => {
            refreshThings();
            showTables();
        },
    });
}

async function load({ runs, models: modelIds }, signal) {
    const missing = [];
    const found = await Promise.all(runs.map(id => orMissing(get(path(['runs', id]), signal), id, missing)));
    const ids = new Set([...found.filter(Boolean).map(run => run.model), ...modelIds]);
    const loaded = await Promise.all([...ids].map(async id => {
        const model = await orMissing(get(path(['models', id]), signal), id, missing);
        if (model === null) {
            return null;
        }
        const one = new ModelRuns(model);
        await one.loadRuns(signal);
        return one;
    }));
    const models = new Map(loaded.filter(Boolean).map(one => [one.model.id, one]));
    const things = [];
    for (const run of found.filter(one => one && models.has(one.model))) {
        things.push({ run, model: models.get(run.model).model });
    }
    for (const id of modelIds.filter(one => models.has(one))) {
        // a model is represented by its latest run at the time of viewing
        const latest = models.get(id).runs.toSorted((a, b) => b.started - a.started)[0] ?? null;
        if (latest === null || !things.some(thing => thing.run?.id === latest.id)) {
            things.push({ run: latest, model: models.get(id).model, byModel: true });
        }
    }
    await Promise.all([...models].map(([id, one]) => {
        const some = things.filter(thing => thing.model.id === id && thing.run).map(thing => thing.run.id);
        return one.loadRest(signal, some.length > 0 && things.every(thing => thing.model.id !== id || thing.run) ? some : null);
    }));
    things.forEach((thing, color) => {
        thing.color = color;
        thing.label = [models.size > 1 || !thing.run ? modelName(thing.model) : null, thing.run && short(thing.run.id)].filter(Boolean).join(' ');
    });
    return { things, models, missing };
}

async function orMissing(promise, id, missing) {
    try {
        return await promise;
    } catch (error) {
        if (error instanceof Problem && (error.isMissing || error.status === 400)) {
            missing.push(id);
            return null;
        }
        throw error;
    }
}

function lines(things, models) {
    return things.map(thing => {
        const one = models.get(thing.model.id);
        return {
            id: thing.run?.id ?? null,
            model: thing.model.id,
            label: thing.label,
            color: thing.color,
            started: thing.run?.started ?? null,
            epochs: thing.run ? (one.epochs.get(thing.run.id) ?? null) : null,
            leftFrom: thing.run ? (leftFrom(one.runs).get(thing.run.id) ?? null) : null,
        };
    });
}

async function showBlocks(page, element, models) {
    if (models.length < 2) {
        show(element, el('p', { class: 'muted' }, 'All of these are one model: the same blocks with the same hyperparameters.'));
        return;
    }
    const modules = new Map();
    const modulesOf = async id => {
        if (!modules.has(id)) {
            modules.set(id, await list(path(['models', id, 'modules']), page.signal));
        }
        return modules.get(id);
    };
    const left = choice('Left', models, page.query.get('left') ?? models[0].id);
    const right = choice('Right', models, page.query.get('right') ?? models[1].id);
    const only = el('input', { type: 'checkbox' });
    only.checked = page.query.get('blocks') === 'changed';
    const result = el('div');
    const update = async () => {
        page.keep({ left: left.value === models[0].id ? null : left.value, right: right.value === models[1].id ? null : right.value, blocks: only.checked ? 'changed' : null });
        const [a, b] = await Promise.all([modulesOf(left.value), modulesOf(right.value)]);
        show(result, architectures(a, b, only.checked));
    };
    [left, right, only].forEach(one => one.addEventListener('change', () => void update()));
    show(element, el('div', { class: 'head' }, left, el('span', { class: 'muted' }, 'to'), right, el('label', { class: 'check' }, only, ' only differences')), result);
    await update();
}

function choice(label, models, value) {
    const select = el('select', { 'aria-label': label }, models.map(model =>
        el('option', { value: model.id }, `${modelName(model)} (${short(model.hash)})`)));
    select.value = models.some(model => model.id === value) ? value : models[0].id;
    return select;
}

function merged(asked, chosen) {
    return { runs: [...new Set([...asked.runs, ...chosen.runs])], models: [...new Set([...asked.models, ...chosen.models])] };
}

function without(asked, thing) {
    return {
        runs: asked.runs.filter(id => id !== thing.run?.id),
        models: thing.byModel ? asked.models.filter(id => id !== thing.model.id) : asked.models,
    };
}

function go(page, { runs, models }) {
    const query = new URLSearchParams(page.query);
    query.delete('run');
    query.delete('model');
    runs.forEach(id => query.append('run', id));
    models.forEach(id => query.append('model', id));
    return navigate(`/compare?${query}`);
}
