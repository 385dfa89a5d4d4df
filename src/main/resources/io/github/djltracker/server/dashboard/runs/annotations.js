// Annotations of experiments, models and runs: names, tags, notes, stars and the archive flag.

import { get, path, send } from '../server/api.js';
import { say } from '../server/notice.js';
import { form } from '../widgets/dialog.js';
import { button, el, show } from '../widgets/dom.js';
import { counted, short } from '../widgets/format.js';
import { markdown } from '../widgets/markdown.js';

const TAG = 'tag:';

/** Singular and plural, by the name of the resource in the API. */
const NOUNS = { experiments: ['experiment', 'experiments'], models: ['model', 'models'], runs: ['run', 'runs'] };

/** The annotations of an object. */
export function saidOf(thing) {
    const values = new Map((thing.annotations ?? []).filter(one => one.value !== undefined).map(one => [one.field, one.value]));
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

/** The tags of a run, each in a box. */
export function tagNodes(run) {
    return [...saidOf(run).tags].map(tag => el('span', { class: 'tag' }, tagText(tag)));
}

/** The name of a run, with a star in front if it is starred. */
export function nameNode(run) {
    return [starNode(run), run.name];
}

/** The star in front of a name, if the object is starred. */
export function starNode(thing) {
    return saidOf(thing).isStarred && el('span', { class: 'star', role: 'img', 'aria-label': 'starred' }, '\u2605 ');
}

/** A column with the tags of the objects, if any of them has tags. */
export function tagColumns(things) {
    return things.some(thing => saidOf(thing).tags.size > 0)
        ? [{ id: 'tags', title: 'Tags', plain: true, text: tagsText, node: thing => el('span', { class: 'tags' }, tagNodes(thing)) }]
        : [];
}

/**
 * A checkbox that includes archived objects in a list; its state is in the address. "isShown" says whether an object
 * belongs in the list.
 */
export function archivedToo(page, onchange) {
    const box = el('input', {
        type: 'checkbox', checked: page.query.get('archived') !== null,
        onchange: () => {
            page.keep({ archived: box.checked ? 'too' : null });
            onchange();
        },
    });
    return { element: el('label', { class: 'check' }, box, 'Include archived'), isShown: thing => box.checked || !saidOf(thing).isArchived };
}

/** Changes annotations of an object on the server, and updates the object. */
async function annotate(kind, thing, changes) {
    await send('POST', path([kind, thing.id, 'annotations']), { annotations: changes });
    const { name, annotations } = await get(path([kind, thing.id]));
    Object.assign(thing, { name, annotations });
}

function flag(field, isSet) {
    return isSet ? { field, value: 'true' } : { field };
}

/** Parses tags, which are written one per line. */
function tagsOf(lines) {
    return lines.split('\n').map(line => line.trim()).filter(Boolean).map(line => {
        const equals = line.indexOf('=');
        return equals < 0 ? [line, ''] : [line.slice(0, equals).trim(), line.slice(equals + 1).trim()];
    });
}

function setTags(lines) {
    return tagsOf(lines).map(([name, value]) => ({ field: TAG + name, value }));
}

/**
 * Shows the annotations of the object of a page ("experiments", "models" or "runs"), and allows changing them. Calls
 * "onchange" after a change. "more" may have further "fields" of the form, with a "submit" for them.
 */
export class Annotations {
    #key = '';

    constructor(kind, onchange, more = { fields: () => [], submit: () => {} }) {
        this.kind = kind;
        this.onchange = onchange;
        this.more = more;
        this.star = button('', () => this.#change([flag('starred', !saidOf(this.thing).isStarred)]), { class: 'star', 'aria-label': 'Star' });
        this.archive = button('', () => this.#change([flag('archived', !saidOf(this.thing).isArchived)]));
        this.edit = button('Edit', () => void this.#edit(), { title: 'Name, tags and note' });
        this.element = el('div', { class: 'said' });
    }

    show(thing) {
        this.thing = thing;
        const key = JSON.stringify(thing.annotations ?? []);
        if (this.#key === key) {
            return;
        }
        this.#key = key;
        const said = saidOf(thing);
        this.star.setAttribute('aria-pressed', String(said.isStarred));
        show(this.star, said.isStarred ? '\u2605' : '\u2606');
        // the page of an experiment has an archive button for models, too
        const what = this.kind === 'experiments' ? ' experiment' : '';
        show(this.archive, said.isArchived ? `Unarchive${what}` : `Archive${what}`);
        show(
            this.element,
            said.tags.size > 0 && el('p', { class: 'tags', 'aria-label': 'Tags' }, tagNodes(thing)),
            said.isArchived && el('p', { class: 'muted' }, `This ${NOUNS[this.kind][0]} is archived, and left out of lists.`),
            said.note !== '' && el('div', { class: 'note' }, markdown(said.note)),
        );
        this.element.hidden = this.element.childNodes.length === 0;
    }

    async #change(changes) {
        try {
            await annotate(this.kind, this.thing, changes);
            this.onchange();
        } catch (error) {
            say(`The change failed: ${error.message}`);
        }
    }

    async #edit() {
        const before = this.#before();
        const done = await form({
            title: this.kind === 'runs' ? `Run ${short(this.thing.id)}` : `Edit ${NOUNS[this.kind][0]}`,
            action: 'Save',
            fields: [
                ...(this.kind === 'experiments' ? [] : [{ name: 'name', label: 'Name', value: before.name }]),
                ...this.more.fields(),
                { name: 'tags', label: 'Tags, one per line: name or name=value', type: 'lines', value: [...before.tags].map(tagText).join('\n') },
                { name: 'note', label: 'Note, in Markdown', type: 'lines', value: before.note },
            ],
            submit: async typed => {
                await annotate(this.kind, this.thing, changesOf(before, { name: before.name, ...typed }));
                await this.more.submit(typed);
            },
        });
        if (done) {
            this.onchange();
        }
    }

    /** The values before the change. The recorded name of a model can be edited; the generated name of a run cannot. */
    #before() {
        const said = saidOf(this.thing);
        return this.kind === 'models' ? { ...said, name: this.thing.name ?? '' } : said;
    }
}

/** The fields of a form that differ from the values before. */
function changesOf(before, { name, tags, note }) {
    const now = new Map(tagsOf(tags));
    return [
        ...(name.trim() === before.name ? [] : [name.trim() === '' ? { field: 'name' } : { field: 'name', value: name.trim() }]),
        ...(note === before.note ? [] : [note.trim() === '' ? { field: 'note' } : { field: 'note', value: note }]),
        ...[...before.tags.keys()].filter(tag => !now.has(tag)).map(tag => ({ field: TAG + tag })),
        ...[...now].filter(([tag, value]) => before.tags.get(tag) !== value).map(([tag, value]) => ({ field: TAG + tag, value })),
    ];
}

/** Buttons that annotate several models or runs at once. "chosen" returns them, "onchange" is called after a change. */
export function selectionButtons(kind, chosen, onchange) {
    const all = async changes => {
        for (const thing of chosen()) {
            await annotate(kind, thing, changes);
        }
    };
    const tag = button('Tag', async () => {
        const done = await form({
            title: `Tag ${counted(chosen().length, ...NOUNS[kind])}`,
            action: 'Save',
            fields: [
                { name: 'set', label: 'Set tags, one per line: name or name=value', type: 'lines' },
                { name: 'removed', label: 'Remove tags, one per line', type: 'lines' },
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
            say(`The change failed: ${error.message}`);
        }
        onchange();
    });
    const isEach = what => chosen().every(thing => saidOf(thing)[what]);
    const star = press('Star', () => [flag('starred', !isEach('isStarred'))]);
    const archive = press('Archive', () => [flag('archived', !isEach('isArchived'))]);
    return {
        elements: [tag, star, archive],
        update() {
            const isAny = chosen().length > 0;
            [tag, star, archive].forEach(one => (one.hidden = !isAny));
            if (isAny) {
                show(star, isEach('isStarred') ? 'Remove star' : 'Star');
                show(archive, isEach('isArchived') ? 'Unarchive' : 'Archive');
            }
        },
    };
}

/** Adds a condition to a filter that leaves out archived runs, unless the filter mentions them itself. */
export function unarchived(filter) {
    if (filter === null) {
        return 'not archived';
    }
    return /\barchived\b/i.test(filter) ? filter : `(${filter}) and not archived`;
}
