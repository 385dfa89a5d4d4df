// What people say about runs: names, tags, notes, stars, and what is archived.

import { get, path, send } from '../server/api.js';
import { say } from '../server/notice.js';
import { form } from '../widgets/dialog.js';
import { button, el, show } from '../widgets/dom.js';
import { counted, short } from '../widgets/format.js';
import { markdown } from '../widgets/markdown.js';

const TAG = 'tag:';

/** What is said about a run. */
export function saidOf(run) {
    const values = new Map((run.annotations ?? []).filter(one => one.value !== undefined).map(one => [one.field, one.value]));
    const tags = [...values].filter(([field]) => field.startsWith(TAG)).map(([field, value]) => [field.slice(TAG.length), value]);
    return {
        name: values.get('name') ?? '', note: values.get('note') ?? '', tags: new Map(tags),
        isStarred: values.has('starred'), isArchived: values.has('archived'),
    };
}

/** "baseline, team=vision". */
export function tagsText(run) {
    return [...saidOf(run).tags].map(tagText).join(', ');
}

function tagText([name, value]) {
    return value === '' ? name : `${name}=${value}`;
}

/** The tags of a run, each as a small box. */
export function tagNodes(run) {
    return [...saidOf(run).tags].map(tag => el('span', { class: 'tag' }, tagText(tag)));
}

/** A run's name, a star before it where it has one. */
export function nameNode(run) {
    return [saidOf(run).isStarred && el('span', { class: 'star', role: 'img', 'aria-label': 'starred' }, '\u2605 '), run.name];
}

/** Says something about a run, which then knows it. */
async function annotate(run, changes) {
    await send('POST', path(['runs', run.id, 'annotations']), { annotations: changes });
    const { name, annotations } = await get(path(['runs', run.id]));
    Object.assign(run, { name, annotations });
}

function flag(field, isSet) {
    return isSet ? { field, value: 'true' } : { field };
}

/** Tags that are written one a line, as changes. */
function tagsOf(lines) {
    return lines.split('\n').map(line => line.trim()).filter(Boolean).map(line => {
        const equals = line.indexOf('=');
        return equals < 0 ? [line, ''] : [line.slice(0, equals).trim(), line.slice(equals + 1).trim()];
    });
}

function setTags(lines) {
    return tagsOf(lines).map(([name, value]) => ({ field: TAG + name, value }));
}

/** What is said about the run of a page, to be read and changed. "onchange" is told when it was. */
export class Annotations {
    #key = '';

    constructor(onchange) {
        this.onchange = onchange;
        this.star = button('', () => this.#change([flag('starred', !saidOf(this.run).isStarred)]), { class: 'star', 'aria-label': 'Star' });
        this.archive = button('', () => this.#change([flag('archived', !saidOf(this.run).isArchived)]));
        this.edit = button('Edit', () => void this.#edit(), { title: 'Name, tags and note' });
        this.element = el('div', { class: 'said' });
    }

    show(run) {
        this.run = run;
        const key = JSON.stringify(run.annotations ?? []);
        if (this.#key === key) {
            return;
        }
        this.#key = key;
        const said = saidOf(run);
        this.star.setAttribute('aria-pressed', String(said.isStarred));
        show(this.star, said.isStarred ? '\u2605' : '\u2606');
        show(this.archive, said.isArchived ? 'Take out of archive' : 'Archive');
        show(
            this.element,
            said.tags.size > 0 && el('p', { class: 'tags', 'aria-label': 'Tags' }, tagNodes(run)),
            said.isArchived && el('p', { class: 'muted' }, 'This run is archived: lists leave it out.'),
            said.note !== '' && el('div', { class: 'note' }, markdown(said.note)),
        );
        this.element.hidden = this.element.childNodes.length === 0;
    }

    async #change(changes) {
        try {
            await annotate(this.run, changes);
            this.onchange();
        } catch (error) {
            say(`That could not be changed: ${error.message}`);
        }
    }

    async #edit() {
        const before = saidOf(this.run);
        const done = await form({
            title: `Run ${short(this.run.id)}`,
            action: 'Save',
            fields: [
                { name: 'name', label: 'Name', value: before.name },
                { name: 'tags', label: 'Tags, one a line: name or name=value', type: 'lines', value: [...before.tags].map(tagText).join('\n') },
                { name: 'note', label: 'Note, in Markdown', type: 'lines', value: before.note },
            ],
            submit: typed => annotate(this.run, changesOf(before, typed)),
        });
        if (done) {
            this.onchange();
        }
    }
}

/** What of a form is other than before. */
function changesOf(before, { name, tags, note }) {
    const now = new Map(tagsOf(tags));
    return [
        ...(name.trim() === before.name ? [] : [name.trim() === '' ? { field: 'name' } : { field: 'name', value: name.trim() }]),
        ...(note === before.note ? [] : [note.trim() === '' ? { field: 'note' } : { field: 'note', value: note }]),
        ...[...before.tags.keys()].filter(tag => !now.has(tag)).map(tag => ({ field: TAG + tag })),
        ...[...now].filter(([tag, value]) => before.tags.get(tag) !== value).map(([tag, value]) => ({ field: TAG + tag, value })),
    ];
}

/** Buttons that say something about several runs at once. "chosen" answers with them, "onchange" is told when it was said. */
export function selectionButtons(chosen, onchange) {
    const all = async changes => {
        for (const run of chosen()) {
            await annotate(run, changes);
        }
    };
    const tag = button('Tag', async () => {
        const done = await form({
            title: `Tag ${counted(chosen().length, 'run', 'runs')}`,
            action: 'Save',
            fields: [
                { name: 'set', label: 'Set tags, one a line: name or name=value', type: 'lines' },
                { name: 'removed', label: 'Remove tags, one a line', type: 'lines' },
            ],
            submit: ({ set, removed }) => all([...setTags(set), ...tagsOf(removed).map(([name]) => ({ field: TAG + name }))]),
        });
        if (done) {
            onchange();
        }
    });
    const press = (text, changes) => button(text, async () => {
        try {
            await all(changes());
        } catch (error) {
            say(`That could not be changed: ${error.message}`);
        }
        onchange();
    });
    const isEach = what => chosen().every(run => saidOf(run)[what]);
    const star = press('Star', () => [flag('starred', !isEach('isStarred'))]);
    const archive = press('Archive', () => [flag('archived', !isEach('isArchived'))]);
    return {
        elements: [tag, star, archive],
        update() {
            const isAny = chosen().length > 0;
            [tag, star, archive].forEach(one => (one.hidden = !isAny));
            if (isAny) {
                show(star, isEach('isStarred') ? 'Take star away' : 'Star');
                show(archive, isEach('isArchived') ? 'Take out of archive' : 'Archive');
            }
        },
    };
}

/** A filter that leaves out what is archived, unless it asks for that itself. */
export function unarchived(filter) {
    if (filter === null) {
        return 'not archived';
    }
    return /\barchived\b/i.test(filter) ? filter : `(${filter}) and not archived`;
}
