// A run: its status, settings, metrics and log.

import { get, open as openAnswer, path, send } from '../server/api.js';
import { Panel } from '../charts/panel.js';
import { saveFile } from '../charts/save.js';
import { Distributions } from '../distributions/distributions.js';
import { confirm } from '../widgets/dialog.js';
import { button, el, link, show } from '../widgets/dom.js';
import { follow } from '../server/follow.js';
import { ago, count, counted, duration, modelName, number, short, time } from '../widgets/format.js';
import { say } from '../server/notice.js';
import { navigate } from '../page/router.js';
import { Annotations } from '../runs/annotations.js';
import { Checkpoints } from '../runs/checkpoints.js';
import { durationOf, ModelRuns, rateOf, stepsText } from '../runs/runs.js';
import { changesOf, flattenObject, settingsOf } from '../runs/settings.js';
import { alertTexts, status } from '../runs/status.js';

const MOST_CHANGES = 50;
const RECENT = 20_000;
const TICK = 1_000;

export async function open(page) {
    const { id } = page.params;
    const first = await get(path(['runs', id]), page.signal);
    const model = await get(path(['models', first.model]), page.signal);
    page.place(
        [model.experiment.name, path(['experiments', model.experiment.id])],
        [modelName(model), path(['models', model.id])],
        [`run ${short(id)}`, null],
    );
    const modelRuns = new ModelRuns(model);
    modelRuns.runs = [first];
    const pace = new Pace();
    const state = el('span');
    const name = el('span', { class: 'muted' });
    const said = new Annotations('runs', update);
    const facts = el('dl', { class: 'facts' });
    const alerts = el('div');
    const settings = el('div');
    const environment = el('div');
    const checkpoints = new Checkpoints(page, model.id, id);
    const panel = new Panel(page);
    const distributions = new Distributions(page);
    const waiting = el('p', { class: 'muted' }, 'No metrics yet.');
    show(
        page.root,
        el('div', { class: 'head' }, el('h1', {}, 'Run ', el('code', { title: id }, short(id))), said.star, name, state, el('span', { class: 'gap' }),
            link(path(['compare'], { run: [id] }), 'Compare', { class: 'button' }), said.edit, said.archive, logButton(page, id), deleteButton(page, model, id)),
        said.element,
        facts,
        alerts,
        el('div', { class: 'columns' },
            el('section', {}, el('h2', {}, 'Settings'), settings),
            el('section', {}, el('h2', {}, 'Environment'), environment)),
        checkpoints.element,
        el('h2', { class: 'part' }, 'Charts'),
        waiting,
        distributions.element,
        panel.element,
    );

    const current = () => modelRuns.runs.find(run => run.id === id) ?? first;

    function update() {
        const run = current();
        if (state.textContent !== run.status.toLowerCase()) {
            show(state, status(run.status));
        }
        pace.take(run);
        if (name.textContent !== run.name) {
            show(name, run.name);
        }
        said.show(run);
        showFacts(facts, run, modelRuns.runs, pace);
        showAlerts(alerts, run);
    }

    const modules = () => modelRuns.settings.get(id)?.modules ?? [];

    async function loadRest(runs) {
        await modelRuns.loadRest(page.signal, runs);
        await checkpoints.load(modules(), current(), page.signal);
    }

    function showRest() {
        showSettings(settings, modules());
        show(environment, pairs(flattenObject(current().environment), 'No environment was recorded.'));
        const series = modelRuns.series.filter(one => one.run === id);
        waiting.hidden = series.length > 0;
        panel.element.hidden = series.length === 0;
    }

    update();
    await Promise.all([modelRuns.loadRuns(page.signal), loadRest([id])]);
    update();
    showRest();
    const lines = () => modelRuns.linesOf(new Set([id]));
    panel.show(lines(), modelRuns.series);
    distributions.update(lines(), modelRuns.series);
    const ticking = setInterval(update, TICK);
    page.signal.addEventListener('abort', () => clearInterval(ticking));
    follow(page, () => [modelRuns], {
        wanted: run => run.id === id,
        onrun: update,
        onpoints: async runs => {
            await loadRest(runs);
            showRest();
            panel.runs = lines();
            await Promise.all([panel.grow(modelRuns.series), distributions.grow(lines(), modelRuns.series, runs)]);
        },
        onlist: async () => {
            if (!modelRuns.runs.some(run => run.id === id)) {
                // the run was deleted: opens its page again, which says so
                await navigate(location.href);
                return;
            }
            update();
            panel.runs = lines();
            panel.refresh();
        },
    });
}

/** The current pace of a run, measured while the page is open. */
class Pace {
    #seen = [];

    take({ lastStep, status: now }) {
        const at = Date.now();
        if (now !== 'RUNNING') {
            this.#seen = [];
        } else if (lastStep !== undefined && this.#seen.at(-1)?.lastStep !== lastStep) {
            this.#seen.push({ at, lastStep });
        }
        this.#seen = this.#seen.filter(one => at - one.at < RECENT);
    }

    /** Steps per second; null if too little was observed. */
    get rate() {
        const [begin] = this.#seen;
        const end = this.#seen.at(-1);
        return this.#seen.length > 2 && end.at > begin.at ? ((end.lastStep - begin.lastStep) * 1_000) / (end.at - begin.at) : null;
    }
}

function showFacts(facts, run, runs, pace) {
    const rate = rateOf(run);
    const isGoing = run.status === 'RUNNING';
    const next = runs.filter(one => one.resumedFrom?.run === run.id);
    const known = [
        ['Started', el('time', { title: ago(run.started) }, time(run.started))],
        [isGoing ? 'Last entry' : run.ended === undefined ? 'Last entry' : 'Ended', el('time', { title: time(run.ended ?? run.seen) }, ago(run.ended ?? run.seen))],
        ['Duration', duration(durationOf(run))],
        ['Steps', stepsText(run) || 'none yet'],
        ['Pace', rate === null ? '' : `${number(rate)} steps/s${pace.rate === null ? '' : `, now ${number(pace.rate)}`}`],
        ['Points lost', lossesText(run.losses)],
        run.resumedFrom && ['Resumed from', [link(path(['runs', run.resumedFrom.run]), short(run.resumedFrom.run), { class: 'code' }), ` at step ${count(run.resumedFrom.step)}`]],
        next.length > 0 && ['Resumed by', next.map(one => [link(path(['runs', one.id]), short(one.id), { class: 'code' }), ` at step ${count(one.resumedFrom.step)} `]).flat()],
    ];
    showPairs(facts, known.filter(Boolean));
}

/** Recreates only values that changed, because the user may be about to press a link. */
function showPairs(facts, known) {
    const there = new Map([...facts.children].map(pair => [pair.firstChild.textContent, pair]));
    const wanted = known.map(([name, value]) => {
        const fresh = el('div', {}, el('dt', {}, name), el('dd', {}, ...[value].flat()));
        const old = there.get(name);
        return old?.textContent === fresh.textContent ? old : fresh;
    });
    if (wanted.length !== facts.children.length || wanted.some((pair, i) => facts.children[i] !== pair)) {
        show(facts, wanted);
    }
}

function lossesText(losses) {
    const reasons = Object.entries(losses ?? {});
    return reasons.length === 0 ? 'none' : reasons.map(([reason, points]) => `${count(points)} ${reason.replaceAll('_', ' ')}`).join(', ');
}

function showAlerts(alerts, run) {
    const lost = Object.values(run.losses ?? {}).reduce((sum, points) => sum + points, 0);
    const texts = alertTexts(run).filter(text => lost === 0 || !text.startsWith('lost points'));
    const key = `${run.error ?? ''} ${lost} ${texts.join()}`;
    if (alerts.dataset.key === key) {
        return;
    }
    alerts.dataset.key = key;
    show(
        alerts,
        run.error !== undefined && el('div', { class: 'alert bad' }, el('h2', {}, 'Error'), el('pre', { tabindex: '0' }, run.error)),
        texts.map(text => el('p', { class: 'alert' }, text)),
        lost > 0 && el('p', { class: 'alert' }, `${counted(lost, 'point', 'points')} of this run could not be recorded.`),
    );
}

function showSettings(element, modules) {
    const key = modules.map(module => module.id).join();
    if (element.dataset.key === key) {
        return;
    }
    element.dataset.key = key;
    const changes = changesOf(modules);
    show(
        element,
        pairs(firstSettings(modules), 'No settings were recorded.'),
        changes.length > 0 && [
            el('h3', {}, 'Changed during the run'),
            el('ol', { class: 'changes' }, changes.slice(0, MOST_CHANGES).map(change =>
                el('li', {}, el('span', { class: 'muted' }, `step ${count(change.step)} `), `${change.key}: ${change.before} \u2192 ${change.after}`))),
            changes.length > MOST_CHANGES && el('p', { class: 'muted' }, `and ${count(changes.length - MOST_CHANGES)} more, which are in the log`),
        ],
    );
}

function firstSettings(modules) {
    const all = settingsOf(modules);
    changesOf(modules).toReversed().forEach(change => all.set(change.key, change.before));
    return all;
}

function pairs(map, otherwise) {
    if (map.size === 0) {
        return el('p', { class: 'muted' }, otherwise);
    }
    return el('div', { class: 'pairs' }, el('table', {}, el('tbody', {}, [...map].map(([key, text]) =>
        el('tr', {}, el('th', { scope: 'row' }, key), el('td', {}, text))))));
}

function logButton(page, id) {
    const control = button('Download log', async () => {
        control.disabled = true;
        try {
            const parts = [];
            let entries = 0;
            let next = `${path(['runs', id, 'entries'])}?limit=1000`;
            while (next) {
                const answer = await openAnswer(next, { signal: page.signal, headers: { Accept: 'application/x-ndjson' } });
                const part = await answer.blob();
                parts.push(part);
                entries += 1;
                show(control, `Downloading, part ${entries}`);
                next = /<([^>]+)>;\s*rel="?next"?/.exec(answer.headers.get('Link') ?? '')?.[1];
            }
            saveFile(new Blob(parts, { type: 'application/x-ndjson' }), `run-${id}.ndjson`);
        } catch (error) {
            say(`The log could not be downloaded: ${error.message}`);
        } finally {
            control.disabled = false;
            show(control, 'Download log');
        }
    }, { title: 'All entries of the run, one per line' });
    return control;
}

function deleteButton(page, model, id) {
    return button('Delete', async () => {
        const isDone = await confirm({
            title: 'Delete run',
            text: `Run ${short(id)} will be deleted with all its metrics. The model keeps its blocks and its step. This cannot be undone, and entries that a training still sends are rejected.`,
            action: 'Delete',
            submit: () => send('DELETE', path(['runs', id])),
        });
        if (isDone) {
            say(`Run ${short(id)} was deleted.`);
            await navigate(path(['models', model.id]));
        }
    });
}
