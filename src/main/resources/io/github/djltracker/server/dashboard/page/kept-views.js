// The saved views of the pages of an experiment: a menu, and the default view for an address without state.

import { list, path, send } from '../server/api.js';
import { say } from '../server/notice.js';
import { confirm, form } from '../widgets/dialog.js';
import { button, el, link, show } from '../widgets/dom.js';
import { popup } from '../widgets/popup.js';

/** The parameter with the name of the picked view; empty for none. The state itself is in the address, too. */
const PICKED = 'view';

const PAGES = [
    ['MODELS', 'Models', id => ['experiments', id]],
    ['RUNS', 'All runs', id => ['experiments', id, 'runs']],
];

/**
 * The menu of a page. If the address has no state, the state of the default view is put into it.
 *
 * @param kind "MODELS" or "RUNS"
 */
export async function keptViews(page, experiment, kind) {
    const menu = new Menu(page, experiment, kind);
    await menu.load();
    const usual = menu.views.find(view => view.page === kind && view.default);
    if (usual && page.query.toString() === '') {
        page.take(addressOf(usual.query, usual.name));
    }
    menu.tell();
    return menu.element;
}

class Menu {
    constructor(page, experiment, kind) {
        this.page = page;
        this.experiment = experiment;
        this.kind = kind;
        this.views = [];
        this.summary = el('summary');
        this.list = el('div', { class: 'chooser-list', role: 'group', 'aria-label': 'Views' });
        this.element = popup(el('details', { class: 'views' }, this.summary, this.list), () => void this.#open());
        page.onkeep = () => this.tell();
    }

    async load() {
        this.views = await list(path(this.#where()), this.page.signal);
    }

    /** Shows which view was picked, and whether the page has changed since. */
    tell() {
        const picked = this.#picked();
        const text = picked ? `View: ${picked.name}` : 'Views';
        show(this.summary, el('span', { title: text }, text), picked && this.#isChanged(picked) && el('span', { class: 'muted' }, ' changed'));
    }

    #where() {
        return ['experiments', this.experiment, 'views'];
    }

    #picked() {
        const name = this.page.query.get(PICKED);
        return this.views.find(view => view.page === this.kind && view.name === name) ?? null;
    }

    #isChanged(view) {
        return sorted(view.query) !== sorted(shownBy(this.page.query));
    }

    async #open() {
        this.#fill();
        const before = JSON.stringify(this.views);
        try {
            await this.load();
        } catch (error) {
            if (!this.page.signal.aborted) {
                say(`This page may be out of date: ${error.message}`);
            }
            return;
        }
        if (JSON.stringify(this.views) !== before) {
            this.#fill();
        }
        this.tell();
    }

    #fill() {
        const picked = this.#picked();
        const isUsual = this.views.some(view => view.page === this.kind && view.default);
        show(
            this.list,
            PAGES.map(([kind, title, parts]) => this.#links(kind, title, path(parts(this.experiment)), picked)),
            (picked || isUsual) && link(this.#plain(), 'Without a view'),
            button('Save this view as\u2026', this.#closing(() => this.#keepAs())),
            picked && button('Update', this.#closing(() => this.#update(picked)), { disabled: !this.#isChanged(picked) }),
            picked && button(picked.default ? 'Remove as default' : 'Make default for all', this.#closing(() => this.#makeDefault(picked))),
            picked && button('Remove', this.#closing(() => this.#remove(picked))),
        );
    }

    #links(kind, title, where, picked) {
        const views = this.views.filter(view => view.page === kind);
        return views.length > 0 && el(
            'section',
            { 'aria-label': title },
            el('h2', {}, title),
            views.map(view => link(
                `${where}?${addressOf(view.query, view.name)}`,
                [view.name, view.default && el('span', { class: 'muted' }, ' default')],
                { 'aria-current': view === picked && 'true' },
            )),
        );
    }

    #plain() {
        const [, , parts] = PAGES.find(([kind]) => kind === this.kind);
        return `${path(parts(this.experiment))}?${PICKED}=`;
    }

    #closing(action) {
        return () => {
            this.element.open = false;
            this.summary.focus();
            void action();
        };
    }

    async #keepAs() {
        const done = await form({
            title: 'Save this view',
            action: 'Save',
            fields: [{ name: 'name', label: 'Name', required: true }],
            submit: async ({ name }) => {
                await this.load();
                if (this.views.some(view => view.name === name)) {
                    throw new Error(`There is already a view "${name}". Pick it to update it, or choose another name.`);
                }
                await this.#put(name, shownBy(this.page.query), false);
            },
        });
        if (done) {
            this.page.keep({ [PICKED]: done.name });
            say(`This view was saved as "${done.name}".`);
        }
    }

    #update(view) {
        return this.#change(() => this.#put(view.name, shownBy(this.page.query), view.default), `"${view.name}" was updated.`);
    }

    #makeDefault(view) {
        const text = view.default ? `"${view.name}" is no longer the default.` : `"${view.name}" is now the default for everybody.`;
        return this.#change(() => this.#put(view.name, view.query, !view.default), text);
    }

    async #remove(view) {
        const isDone = await confirm({
            title: 'Remove view',
            text: `"${view.name}" will be removed for everybody. The page stays as it is.`,
            action: 'Remove',
            submit: () => send('DELETE', path(this.#where(), { name: view.name })),
        });
        if (isDone) {
            await this.#change(async () => this.load(), `"${view.name}" was removed.`);
        }
    }

    async #put(name, query, isDefault) {
        await send('PUT', path(this.#where(), { name }), { page: this.kind, query, default: isDefault });
        await this.load();
    }

    async #change(task, text) {
        try {
            await task();
            say(text);
        } catch (error) {
            if (!this.page.signal.aborted) {
                say(`The change failed: ${error.message}`);
            }
        }
        this.tell();
    }
}

/** The state in an address, without the name of the picked view. */
function shownBy(query) {
    const copy = new URLSearchParams(query);
    copy.delete(PICKED);
    return copy.toString();
}

/** The query of an address that shows a view. */
function addressOf(query, name) {
    const copy = new URLSearchParams(query);
    copy.set(PICKED, name);
    return copy.toString();
}

/** Parameters in a fixed order, to compare queries. */
function sorted(query) {
    const copy = new URLSearchParams(query);
    copy.sort();
    return copy.toString();
}
