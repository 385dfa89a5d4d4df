// All experiments: their contents and last activity.

import { list, path, send } from '../server/api.js';
import { confirm, form } from '../widgets/dialog.js';
import { button, el, link, show } from '../widgets/dom.js';
import { attachLine, empty } from '../widgets/empty.js';
import { matcher } from '../widgets/filter.js';
import { count, counted } from '../widgets/format.js';
import { every } from '../server/live.js';
import { say } from '../server/notice.js';
import { archivedToo, saidOf, starNode, tagColumns, tagsText } from '../runs/annotations.js';
import { runsNode, runsText, runsTotal } from '../runs/status.js';
import { Table } from '../widgets/table.js';
import { timeColumn } from '../widgets/times.js';

const PERIOD = 5_000;

export async function open(page) {
    page.place();
    let experiments = await list(path(['summaries']), page.signal);

    const refresh = async () => {
        experiments = await list(path(['summaries']), page.signal);
        update();
    };
    const table = new Table({
        label: 'Experiments',
        key: experiment => experiment.id,
        sort: page.query.get('sort') ?? '-active',
        onsort: sort => page.keep({ sort: sort === '-active' ? null : sort }),
    });
    const filter = el('input', {
        type: 'search', 'aria-label': 'Search experiments', placeholder: 'Search', value: page.query.get('q') ?? '',
        oninput: () => {
            page.keep({ q: filter.value });
            update();
        },
    });
    const archived = archivedToo(page, () => update());
    const total = el('span', { class: 'muted' });
    const content = el('div');
    show(
        page.root,
        el('div', { class: 'head' }, el('h1', {}, 'Experiments'), total, el('span', { class: 'gap' }), archived.element, filter,
            button('New experiment', () => create(refresh), { class: 'primary' })),
        content,
    );

    function update() {
        const matches = matcher(filter.value);
        const shown = experiments.filter(experiment => archived.isShown(experiment) && matches(`${experiment.name} ${tagsText(experiment)}`));
        show(total, shown.length < experiments.length ? `${count(shown.length)} of ${count(experiments.length)}` : count(experiments.length));
        filter.hidden = experiments.length === 0;
        archived.element.hidden = !experiments.some(experiment => saidOf(experiment).isArchived);
        if (experiments.length === 0) {
            show(content, nothing());
        } else if (shown.length === 0) {
            const typed = filter.value.trim();
            show(content, empty('No match', typed ? `No experiment has "${typed}" in its name or tags.` : 'All experiments are archived.'));
        } else {
            table.update(shown, columns(shown, refresh));
            if (table.element.parentNode !== content) {
                show(content, table.element);
            }
        }
    }

    update();
    addEventListener('timeschange', update, { signal: page.signal });
    void every(PERIOD, page.signal, refresh);
}

function columns(experiments, refresh) {
    return [
        {
            id: 'name', title: 'Name', grow: true, text: one => one.name, depends: one => saidOf(one).isStarred,
            node: (one, text) => [starNode(one), link(path(['experiments', one.id]), text)],
        },
        ...tagColumns(experiments),
        { id: 'models', title: 'Models', numeric: true, text: one => count(one.models), value: one => one.models },
        {
            id: 'runs', title: 'Runs', numeric: true, class: 'runs', text: one => runsText(one.runs), value: one => runsTotal(one.runs),
            node: one => runsNode(one.runs),
        },
        timeColumn({ id: 'active', title: 'Last activity', hint: 'When the last entry of a run arrived' }, one => one.active),
        {
            id: 'actions', title: 'Actions', plain: true, width: 16, text: one => one.name, class: 'actions',
            depends: one => `${one.models} ${runsTotal(one.runs)}`,
            node: one => [
                button('Rename', () => rename(one, refresh), { class: 'quiet', 'aria-label': `Rename ${one.name}` }),
                button('Delete', () => remove(one, refresh), { class: 'quiet', 'aria-label': `Delete ${one.name}` }),
            ],
        },
    ];
}

function nothing() {
    return empty(
        'No experiments yet',
        'Attach the listener to a training configuration before you create the trainer. The training then appears here while it runs.',
        attachLine('my-experiment'),
    );
}

function create(refresh) {
    return form({
        title: 'New experiment',
        action: 'Create',
        fields: [{ name: 'name', label: 'Name', required: true }],
        submit: async ({ name }) => {
            await send('POST', path(['experiments']), { name });
            await refresh();
        },
    });
}

async function rename(experiment, refresh) {
    await form({
        title: 'Rename experiment',
        action: 'Rename',
        fields: [{ name: 'name', label: 'Name', value: experiment.name, required: true }],
        submit: async ({ name }) => {
            await send('PATCH', path(['experiments', experiment.id]), { name });
            await refresh();
        },
    });
}

async function remove(experiment, refresh) {
    const isDone = await confirm({
        title: 'Delete experiment',
        text: `"${experiment.name}" will be deleted with ${counted(experiment.models, 'model', 'models')} and `
            + `${counted(runsTotal(experiment.runs), 'run', 'runs')}. This cannot be undone.`,
        action: 'Delete',
        submit: () => send('DELETE', path(['experiments', experiment.id])),
    });
    if (isDone) {
        say(`"${experiment.name}" was deleted.`);
        await refresh();
    }
}
