// All runs of an experiment across its models, filtered and sorted on the server, and loaded in parts.

import { decode, get, list, path, Problem } from '../server/api.js';
import { recolor } from '../charts/swatch.js';
import { later, painted } from '../charts/turns.js';
import { Chooser } from '../widgets/chooser.js';
import { button, el, show, uniqueId } from '../widgets/dom.js';
import { empty } from '../widgets/empty.js';
import { short } from '../widgets/format.js';
import { every } from '../server/live.js';
import { partOf } from '../page/part.js';
import { keptViews } from '../page/kept-views.js';
import { navigate } from '../page/router.js';
import { chosenGroups, chosenRuns } from '../runs/choice.js';
import { ColorNumbers } from '../runs/color-numbers.js';
import { Pins } from '../runs/pins.js';
import { RunCharts } from '../runs/run-charts.js';
import { completions } from '../runs/completion.js';
import { selectionButtons, tagColumns, unarchived } from '../runs/annotations.js';
import { Grouping } from '../runs/grouping.js';
import { condition } from '../runs/groups.js';
import { Pictures } from '../pictures/pictures.js';
import { COLUMNS, drawnColumn, found, options, totalText, usual, valueColumns, withSteps } from '../runs/found.js';
import { suggesting } from '../widgets/suggestions.js';
import { Table } from '../widgets/table.js';

const PERIOD = 5_000;
const PART = 100;
const MOST = 10_000;
const TYPING = 50;
const FIRST = 5;

export async function open(page) {
    const { id } = page.params;
    const runsPath = ['experiments', id, 'runs'];
    const [experiment, first, kept] = await Promise.all([
        get(path(['experiments', id]), page.signal),
        list(path([...runsPath, 'names']), page.signal),
        keptViews(page, id, 'RUNS'),
    ]);
    page.place([experiment.name, path(['experiments', id])], ['Runs', null]);

    let names = first.map(one => one.name);
    let chosen = page.query.get('columns')?.split(',').filter(Boolean).map(decode) ?? null;
    let runs = [];
    let pinned = []; // found regardless of the filter
    let asked = Math.max(PART, Math.min(MOST, Number(page.query.get('first')) || 0));
    let question = 0;
    let all = null; // null until they are counted
    let counted; // the filter that was counted
    const selected = new Set();
    // ids in the address, until these runs are found
    const awaited = new Set(page.query.get('runs')?.split('.').filter(Boolean));
    const colors = new ColorNumbers();

    const pins = new Pins(page, () => {
        pinned = [...new Map([...pinned, ...runs].map(run => [run.id, run])).values()].filter(run => pins.has(run));
        update();
    });
    const others = () => runs.filter(run => !pins.has(run));
    const rows = () => [...pinned, ...others()];

    const table = new Table({
        label: `Runs of ${experiment.name}`,
        key: run => run.id,
        isFirst: run => pins.has(run),
        rowClass: run => (pins.has(run) ? 'pinned' : ''),
        sort: page.query.get('sort') ?? '-started',
        onsort: sort => {
            page.keep({ sort: sort === '-started' ? null : sort });
            void ask();
        },
        select: {
            selected, label: run => `Select run ${run.id}`,
            onchange: () => {
                keepSelected();
                // the checkboxes change first, because drawing many runs takes time
                void later(() => page.signal.aborted || update());
            },
        },
    });
    const grouping = new Grouping({ page, label: `Groups of runs of ${experiment.name}`, onchange: () => void ask(), onselect: () => update() });
    const mistake = el('p', { class: 'error', id: uniqueId('mistake'), role: 'alert' });
    let typing = 0;
    const where = el('input', {
        type: 'search', class: 'where', 'aria-label': 'Filter runs', 'aria-describedby': mistake.id, spellcheck: 'false', autocomplete: 'off',
        placeholder: 'loss@validate.min < 0.1 and optimizer = Adam', value: page.query.get('where') ?? '',
        oninput: () => {
            clearTimeout(typing);
            typing = setTimeout(() => search(), TYPING);
        },
    });
    const chooser = new Chooser({
        label: 'Columns',
        chosen: new Set(),
        onchange: () => {
            chosen = withSteps(names).filter(name => chooser.chosen.has(name));
            page.keep({ columns: chosen.map(encodeURIComponent).join(',') || ',' });
            void ask();
        },
    });
    let isAll = page.query.get('archived') !== null;
    const archived = el('input', {
        type: 'checkbox', checked: isAll,
        onchange: () => {
            isAll = archived.checked;
            page.keep({ archived: isAll ? 'too' : null });
            void ask();
        },
    });
    const marking = selectionButtons('runs', () => rows().filter(run => selected.has(run.id)), () => void ask());
    const compared = () => (selected.size > 0 ? [...selected] : rows().slice(0, FIRST).map(run => run.id));
    const compare = button('Compare', () => void navigate(path(['compare'], { run: compared() })), { class: 'primary' });
    const more = button('Show more', () => {
        asked = Math.min(MOST, asked + 10 * PART);
        page.keep({ first: asked });
        void ask();
    });
    more.hidden = true;
    const search = () => {
        page.keep({ where: where.value });
        asked = PART;
        page.keep({ first: null });
        void ask();
    };
    const narrow = filter => {
        const before = where.value.trim();
        where.value = before ? `(${before}) and ${filter}` : filter;
        search();
    };
    const pictures = new Pictures({ page, narrow, ask: () => ask(), open: run => void navigate(path(['runs', run.id])), sort: () => table.sort });
    const total = el('span', { class: 'muted', role: 'status' });
    const charts = new RunCharts(partOf(page, 'charts.'));
    const beside = el('input', {
        type: 'checkbox', checked: page.query.get('charts') !== 'off',
        onchange: () => {
            page.keep({ charts: beside.checked ? null : 'off' });
            update();
        },
    });
    const content = el('div');
    const workbench = el('div', { class: 'workbench' }, el('div', { class: 'found' }, content, more), charts.element);
    show(
        page.root,
        el('div', { class: 'head' }, el('h1', {}, `Runs of ${experiment.name}`), total, el('span', { class: 'gap' }), kept, marking.elements, chooser.element, compare),
        el('div', { class: 'head' }, suggesting(where, (text, caret) => completions(text, caret, names)), pictures.control, grouping.control, el('label', { class: 'check' }, archived, 'Include archived'), el('label', { class: 'check' }, beside, 'Charts')),
        mistake,
        pictures.element,
        workbench,
    );
    addEventListener('themechange', () => recolor(workbench), { signal: page.signal });

    function keepSelected() {
        page.keep({ runs: [...selected].map(short).join('.') });
    }

    /** Draws these runs, or none if the charts are hidden; the text describes them. */
    function draw(looks, text) {
        const isBeside = beside.checked && rows().length > 0;
        charts.element.hidden = !isBeside;
        workbench.classList.toggle('split', isBeside);
        void charts.show(isBeside ? looks : [], rows(), isBeside ? text : null);
    }

    /** Shows the table of runs, and draws the selected ones or the first ones. */
    function showRuns() {
        const { runs: some, text } = chosenRuns(pinned, others(), selected);
        const colorOf = colors.of(beside.checked ? some.map(run => run.id) : []);
        draw(some.map(run => ({ run, label: run.name, color: colorOf(run.id) })), text);
        table.update(rows(), [drawnColumn(run => colorOf(run.id), pins), ...COLUMNS.slice(1), ...tagColumns(rows()), ...valueColumns(columnNames(), rows())]);
        return table;
    }

    /** Shows the table of groups, and draws the selected ones or the first ones. */
    function showGroups() {
        const colorsOf = groups => {
            const { groups: some, text } = chosenGroups(pinned, groups, grouping.selected);
            const colorOf = colors.of(beside.checked ? [...pinned.map(run => run.id), ...some.map(one => one.key)] : []);
            const ofGroups = some.flatMap(one => one.runs.filter(run => !pins.has(run)).map(run => ({
                run, label: run.name, color: colorOf(one.key), group: { key: one.key, label: one.text || 'none' },
            })));
            draw([...pinned.map(run => ({ run, label: run.name, color: colorOf(run.id) })), ...ofGroups], text);
            return one => colorOf(one.key);
        };
        grouping.update(runs, { names: columnNames(), address: addressOf, colorsOf });
        return grouping.table;
    }

    function showSelected() {
        compare.disabled = rows().length === 0;
        show(compare, selected.size > 0 ? `Compare ${selected.size}` : rows().length > 1 ? `Compare first ${Math.min(FIRST, rows().length)}` : 'Compare');
        marking.update();
    }

    /** Whether the page shows something about all runs that match the filter. */
    function isOfAll() {
        return grouping.isOn || pictures.isOpen;
    }

    function columnNames() {
        const there = new Set(withSteps(names));
        return (chosen ?? usual(names)).filter(name => there.has(name));
    }

    /** Fetches for the current choice; a response to an earlier request is ignored. */
    async function ask() {
        const mine = ++question;
        const filter = where.value.trim() || null;
        const wrong = filter && (await get(path([...runsPath, 'check'], { where: filter }), page.signal)).message;
        if (mine !== question) {
            return;
        }
        show(mistake, wrong);
        where.setAttribute('aria-invalid', String(Boolean(wrong)));
        if (wrong) {
            // keep the previous result, because a filter is incomplete most of the time while it is typed
            return;
        }
        const descending = table.sort.startsWith('-');
        const wanted = isAll ? filter : unarchived(filter);
        const column = [...new Set([...columnNames(), ...grouping.wanted, ...pictures.wanted(names)])];
        const limit = isOfAll() ? MOST : asked;
        const [answer, held] = await unlessRefused(mine, [
            get(path(runsPath, { where: wanted, sort: descending ? table.sort.slice(1) : table.sort, descending, lenient: true, column, limit }), page.signal),
            pins.filter && get(path(runsPath, { where: pins.filter, column, lenient: true }), page.signal),
        ]);
        if (mine !== question || !answer) {
            return;
        }
        runs = answer.items.map(found);
        pinned = held?.items.map(found).filter(run => pins.has(run)) ?? [];
        const isWhole = runs.length < limit;
        all = isWhole ? runs.length : wanted === counted ? all : null;
        update();
        if (!isWhole) {
            // after the rows, because counting many runs takes time
            await painted();
            const [counting] = await unlessRefused(mine, [get(path([...runsPath, 'count'], { where: wanted }), page.signal)]);
            if (mine === question && counting) {
                all = counting.count;
                counted = wanted;
                updateTotal();
            }
        }
    }

    /**
     * The responses; empty if the server rejects a request, for example because it takes too long. The reason is shown
     * at the filter.
     */
    async function unlessRefused(mine, answers) {
        try {
            return await Promise.all(answers);
        } catch (error) {
            if (!(error instanceof Problem) || error.status !== 400) {
                throw error;
            }
            if (mine === question) {
                show(mistake, error.message);
            }
            return [];
        }
    }

    function updateTotal() {
        show(total, totalText(runs.length, all));
        more.hidden = isOfAll() || (all !== null && runs.length >= all) || asked >= MOST;
        pictures.update(runs, all ?? runs.length, names);
    }

    function update() {
        chooser.update(options(withSteps(names)), new Set(columnNames()));
        grouping.offer(names);
        select();
        if (rows().length > 0) {
            const { element } = grouping.isOn ? showGroups() : showRuns();
            if (element.parentNode !== content) {
                show(content, element);
            }
        } else {
            draw([], null);
            show(content, where.value.trim() ? empty('No match', 'No run matches the filter.') : empty('No runs', isAll ? 'Runs appear here as soon as a training starts.' : 'Runs appear here as soon as a training starts. Archived runs are left out.'));
        }
        updateTotal();
        showSelected();
    }

    /** Selects the runs in the address, and deselects those that no longer exist. */
    function select() {
        const before = selected.size;
        rows().filter(run => awaited.has(short(run.id))).forEach(run => selected.add(run.id));
        const there = new Set(rows().map(run => run.id));
        selected.forEach(one => there.has(one) || selected.delete(one));
        if (selected.size < before) {
            keepSelected();
        }
        awaited.clear();
    }

    /** The address of the runs of a group. */
    function addressOf({ value }) {
        const filter = where.value.trim();
        const own = condition(grouping.by, value);
        return path(runsPath, { where: filter ? `(${filter}) and ${own}` : own, columns: page.query.get('columns') });
    }

    await ask();
    addEventListener('timeschange', update, { signal: page.signal });
    void every(PERIOD, page.signal, async () => {
        names = (await list(path([...runsPath, 'names']), page.signal)).map(one => one.name);
        // a large number of complete runs is too much to fetch repeatedly
        if (!isOfAll() || runs.length <= 10 * PART) {
            await ask();
        }
    });
}
