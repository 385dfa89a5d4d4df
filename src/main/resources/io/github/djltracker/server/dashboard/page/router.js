// Chooses the view for an address, and opens and closes views.

import { connected } from '../server/connection.js';
import { ConnectionLost, decode, Problem } from '../server/api.js';
import { el, link, show } from '../widgets/dom.js';
import { ROOT, rooted } from '../widgets/root.js';

const KEEP_AFTER = 100;
const NOWHERE = {
    open: page => {
        page.place(['Page not found', null]);
        show(page.root, el('h1', {}, 'Page not found'), el('p', {}, 'There is nothing at this address. ', link('/', 'All experiments')));
    },
};

/** What a view works with. It lives until its signal is aborted. */
class Page {
    #abort = new AbortController();

    constructor(main, params) {
        this.params = params;
        this.query = new URLSearchParams(location.search);
        this.root = el('div', { class: 'view' });
        /** Called when the address has changed. */
        this.onkeep = () => {};
        show(main, this.root);
    }

    get signal() {
        return this.#abort.signal;
    }

    close() {
        this.#abort.abort();
    }

    /** Sets the title and the path: pairs of text and address, the last of which is the page itself. */
    place(...path) {
        if (!this.signal.aborted) {
            const [title] = path.at(-1) ?? ['Experiments'];
            document.title = path.length === 0 ? 'djl-tracker' : `${title} - djl-tracker`;
            showPath([['djl-tracker', '/'], ...path]);
        }
    }

    /**
     * Puts the state of the view into the address, so that it can be shared; null, empty and false values are removed.
     */
    keep(state) {
        if (this.signal.aborted) {
            return;
        }
        for (const [name, value] of Object.entries(state)) {
            if (value === null || value === undefined || value === '' || value === false) {
                this.query.delete(name);
            } else {
                this.query.set(name, value);
            }
        }
        this.#write();
    }

    /** Replaces the state of the view in the address before anything is shown. */
    take(query) {
        if (!this.signal.aborted) {
            this.query = new URLSearchParams(query);
            this.#write();
        }
    }

    #write() {
        const text = this.query.toString();
        history.replaceState(history.state, '', location.pathname + (text && `?${text}`));
        address = here();
        this.onkeep();
    }
}

let routes = [];
let current = null;
let address = null;

function here() {
    return location.pathname + location.search;
}

/**
 * Begins to show the view for the current address, and for each later one.
 *
 * @param table pairs of a pattern for the path, whose groups are the parameters of the page, and a view, whose "open"
 *     fills a page
 */
export function start(table) {
    routes = table;
    // otherwise the browser scrolls before the view is there
    history.scrollRestoration = 'manual';
    addEventListener('scroll', keepPlace, { passive: true });
    // not if a link to an anchor within the page was followed
    addEventListener('popstate', event => here() !== address && void go(event.state?.scroll));
    // what the view shows was deleted: open it again, to find out what is left
    addEventListener('gone', () => void go());
    document.addEventListener('click', follow);
    return go(history.state?.scroll);
}

let keeping = null;

/**
 * Keeps the scroll position for navigating back; with a delay, because browsers limit how often the history may be
 * changed.
 */
function keepPlace() {
    clearTimeout(keeping);
    const of = address;
    keeping = setTimeout(() => of === here() && history.replaceState({ ...history.state, scroll: scrollY }, ''), KEEP_AFTER);
}

/** Goes to an address within the dashboard: a path that begins with a slash, or a complete address. */
export function navigate(href) {
    clearTimeout(keeping);
    history.replaceState({ ...history.state, scroll: scrollY }, '');
    history.pushState(null, '', rooted(href));
    scrollTo(0, 0);
    document.getElementById('main').focus({ preventScroll: true });
    return go();
}

function follow(event) {
    const anchor = event.target.closest?.('a[href]');
    const isOrdinary = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!anchor || !isOrdinary || event.defaultPrevented || anchor.target || anchor.hasAttribute('download')) {
        return;
    }
    const isWithin = anchor.origin === location.origin && anchor.pathname.startsWith(`${ROOT}/`);
    if (isWithin && !anchor.getAttribute('href').startsWith('#') && !anchor.pathname.startsWith(`${ROOT}/api/`)) {
        event.preventDefault();
        void navigate(anchor.href);
    }
}

/** Shows the view of the address, scrolled to its previous position. */
async function go(scroll = 0) {
    address = here();
    current?.close();
    document.querySelectorAll('dialog[open]').forEach(dialog => dialog.close());
    const [params, view] = match(location.pathname.slice(ROOT.length));
    const main = document.getElementById('main');
    const page = new Page(main, params);
    current = page;
    try {
        await view.open(page);
        if (!page.signal.aborted) {
            scrollTo(0, scroll);
            page.root.dataset.ready = '';
        }
    } catch (error) {
        await failed(page, error);
    }
}

function match(pathname) {
    for (const [pattern, view] of routes) {
        const found = pattern.exec(pathname);
        if (found) {
            const params = Object.entries(found.groups ?? {}).map(([name, text]) => [name, decode(text)]);
            return [Object.fromEntries(params), view];
        }
    }
    return [{}, NOWHERE];
}

async function failed(page, error) {
    if (page.signal.aborted) {
        return;
    }
    if (error instanceof ConnectionLost) {
        show(page.root, el('p', { class: 'muted' }, 'Waiting for the server.'));
        await connected();
        if (!page.signal.aborted) {
            await go();
        }
        return;
    }
    if (error instanceof Problem && (error.isMissing || error.status === 400)) {
        page.place(['Not found', null]);
        show(
            page.root,
            el('h1', {}, 'Not found'),
            el('p', {}, error.message),
            el('p', {}, 'It may have been deleted. ', link('/', 'All experiments')),
        );
        return;
    }
    if (!(error instanceof Problem)) {
        console.error(error);
    }
    show(
        page.root,
        el('h1', {}, 'Something went wrong'),
        el('p', {}, error.message),
        el('p', {}, link(location.href, 'Try again'), ' or see ', link('/', 'all experiments'), '.'),
    );
}

function showPath(path) {
    const items = path.map(([text, href], index) =>
        el('li', {}, index < path.length - 1 && href ? link(href, text) : el('span', { 'aria-current': 'page' }, text)));
    show(document.getElementById('path'), el('ol', {}, items));
}
