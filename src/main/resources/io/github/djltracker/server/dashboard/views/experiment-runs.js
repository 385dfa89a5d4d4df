// All runs of an experiment, over all of its models: found by a filter and sorted at the server, a part at a time.

import { decode, get, list, path } from '../server/api.js';
import { Chooser } from '../widgets/chooser.js';
import { button, el, show, uniqueId } from '../widgets/dom.js';
import { empty } from '../widgets/empty.js';
import { short } from '../widgets/format.js';
import { every } from '../server/live.js';
import { partOf } from '../page/part.js';
import { navigate } from '../page/router.js';
import { chosen as chosenOf } from '../runs/choice.js';
import { ColorNumbers } from '../runs/color-numbers.js';
import { RunCharts } from '../runs/run-charts.js';
import { recolor } from '../runs/runs.js';
import { completions } from '../runs/completion.js';
import { selectionButtons, unarchived } from '../runs/annotations.js';
import { askedFor, condition, groupColumns, grouped, groupings } from '../runs/groups.js';
import { Pictures } from '../pictures/pictures.js';
import { COLUMNS, drawnColumn, found, options, tagColumns, totalText, usual, valueColumns } from '../runs/found.js';
import { suggesting } from '../widgets/suggestions.js';
import { Table } from '../widgets/table.js';

const PERIOD = 5_000;
const PART = 100;
const MOST = 10_000;
const TYPING = 250;
const FIRST = 5;

export async function open(page) {
    const { id } = page.params;
    const runsPath = ['experiments', id, 'runs'];
    const [experiment, first] = await Promise.all([get(path(['experiments', id]), page.signal), list(path([...runsPath, 'names']), page.signal)]);
    page.place([experiment.name, path(['experiments', id])], ['Runs', null]);

    let names = first.map(one => one.name);
    let chosen = page.query.get('columns')?.split(',').filter(Boolean).map(decode) ?? null;
    let runs = [];
    let asked = Math.max(PART, Math.min(MOST, Number(page.query.get('first')) || 0));
    let question = 0;
    let all = 0;
    const selected = new Set();
    // of the address, until they are found
    const awaited = new Set(page.query.get('runs')?.split('.').filter(Boolean));
    const colors = new ColorNumbers();
    let drawn = new Map(); // the colours of those that are drawn

    const table = new Table({
        label: `Runs of ${experiment.name}`,
        key: run => run.id,
        sort: page.query.get('sort') ?? '-started',
        onsort: sort => {
            page.keep({ sort: sort === '-started' ? null : sort });
            void ask();
        },
        select: {
            selected, label: run => `Select run ${run.id}`,
            onchange: () => {
                keepSelected();
                update();
            },
        },
    });
    let grouping = page.query.get('group');
    let offered = '';
    const groupTable = new Table({ label: `Groups of runs of ${experiment.name}`, key: one => one.key, sort: '-runs' });
    const group = el('select', {
        'aria-label': 'Group by',
        onchange: () => {
            grouping = group.value || null;
            page.keep({ group: grouping });
            void ask();
        },
    });
    const mistake = el('p', { class: 'error', id: uniqueId('mistake'), role: 'alert' });
    let typing = 0;
    const where = el('input', {
        type: 'search', class: 'where', 'aria-label': 'Filter runs', 'aria-describedby': mistake.id, spellcheck: 'false', autocomplete: 'off',
        placeholder: 'loss@validate.min < 0.1 and optimizer = Adam', value: page.query.get('where') ?? '',
        oninput: () => {
            clearTimeout(typing);
            typing = setTimeout(() => {
                page.keep({ where: where.value });
                asked = PART;
                page.keep({ first: null });
                void ask();
            }, TYPING);
        },
    });
    const chooser = new Chooser({
        label: 'Columns',
        chosen: new Set(),
        onchange: () => {
            chosen = names.filter(name => chooser.chosen.has(name));
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
    const marking = selectionButtons(() => runs.filter(run => selected.has(run.id)), () => void ask());
    const compared = () => (selected.size > 0 ? [...selected] : runs.slice(0, FIRST).map(run => run.id));
    const compare = button('Compare', () => void navigate(path(['compare'], { run: compared() })), { class: 'primary' });
    const more = button('Show more', () => {
        asked = Math.min(MOST, asked + 10 * PART);
        page.keep({ first: asked });
        void ask();
    });
    const pictures = new Pictures({ page, ask: () => ask(), open: run => void navigate(path(['runs', run.id])), sort: () => table.sort });
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
        el('div', { class: 'head' }, el('h1', {}, `Runs of ${experiment.name}`), total, el('span', { class: 'gap' }), marking.elements, chooser.element, compare),
        el('div', { class: 'head' }, suggesting(where, (text, caret) => completions(text, caret, names)), pictures.control, el('label', {}, 'Group by ', group), el('label', { class: 'check' }, archived, 'Archived too'), el('label', { class: 'check' }, beside, 'Charts')),
        mistake,
        pictures.element,
        workbench,
    );
    addEventListener('themechange', () => recolor(workbench), { signal: page.signal });

    function keepSelected() {
        page.keep({ runs: [...selected].map(short).join('.') });
    }

    /** Draws those that are selected, or the first. */
    function draw() {
        const isBeside = beside.checked && runs.length > 0;
        const { runs: some, text } = isBeside ? chosenOf(runs, selected) : { runs: [], text: null };
        const ids = some.map(run => run.id);
        colors.retain(ids);
        drawn = new Map(some.map(run => [run.id, colors.of(run.id, ids)]));
        charts.element.hidden = !isBeside;
        workbench.classList.toggle('split', isBeside);
        void charts.show(some.map(run => ({ run, label: run.name, color: drawn.get(run.id) })), runs, text);
    }

    function showSelected() {
        compare.disabled = runs.length === 0;
        show(compare, selected.size > 0 ? `Compare ${selected.size}` : runs.length > 1 ? `Compare first ${Math.min(FIRST, runs.length)}` : 'Compare');
        marking.update();
    }

    /** Whether what is shown is of all runs that the filter finds. */
    function isOfAll() {
        return grouping !== null || pictures.isOpen;
    }

    function columnNames() {
        const there = new Set(names);
        return (chosen ?? usual(names)).filter(name => there.has(name));
    }

    /** Asks as it is now; an answer to an earlier question is not shown any more. */
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
            // what was found before stays in sight: a filter is half written most of the time
            return;
        }
        const descending = table.sort.startsWith('-');
        const wanted = isAll ? filter : unarchived(filter);
        const [answer, counted] = await Promise.all([
            get(path(runsPath, {
                where: wanted, sort: descending ? table.sort.slice(1) : table.sort, descending, lenient: true,
                column: [...new Set([...columnNames(), ...askedFor(grouping), ...pictures.wanted(names)])], limit: isOfAll() ? MOST : asked,
            }), page.signal),
            get(path([...runsPath, 'count'], { where: wanted }), page.signal),
        ]);
        if (mine === question) {
            runs = answer.items.map(found);
            all = counted.count;
            update();
        }
    }

    function update() {
        chooser.update(options(names), new Set(columnNames()));
        showGroupings();
        show(total, totalText(runs.length, all));
        more.hidden = isOfAll() || runs.length >= all || asked >= MOST;
        select();
        draw();
        if (runs.length > 0 && grouping !== null) {
            const groups = grouped(runs, grouping);
            groupTable.update(groups, groupColumns(grouping, columnNames(), groups, addressOf));
            if (groupTable.element.parentNode !== content) {
                show(content, groupTable.element);
            }
        } else if (runs.length > 0) {
            table.update(runs, [drawnColumn(run => drawn.get(run.id) ?? null), ...COLUMNS.slice(1), ...tagColumns(runs), ...valueColumns(columnNames(), runs)]);
            if (table.element.parentNode !== content) {
                show(content, table.element);
            }
        } else {
            show(content, where.value.trim() ? empty('No match', 'No run is like that.') : empty('No runs', isAll ? 'Runs show up here as soon as a training begins.' : 'Runs show up here as soon as a training begins. Those that are archived are left out.'));
        }
        pictures.update(runs, all, names);
        showSelected();
    }

    /** Takes those that the address had, and leaves out those that are not there any more. */
    function select() {
        const before = selected.size;
        runs.filter(run => awaited.has(short(run.id))).forEach(run => selected.add(run.id));
        const there = new Set(runs.map(run => run.id));
        selected.forEach(one => there.has(one) || selected.delete(one));
        if (selected.size < before) {
            keepSelected();
        }
        awaited.clear();
    }

    /** The runs of a group, one by one. */
    function addressOf({ value }) {
        const filter = where.value.trim();
        const own = condition(grouping, value);
        return path(runsPath, { where: filter ? `(${filter}) and ${own}` : own, columns: page.query.get('columns') });
    }

    /** Made anew only where there are others: somebody may be about to choose. */
    function showGroupings() {
        const options = groupings(names);
        if (grouping !== null && !options.some(([name]) => name === grouping)) {
            options.push([grouping, grouping]);
        }
        if (String(options) !== offered) {
            offered = String(options);
            show(group, el('option', { value: '' }, 'nothing'), options.map(([name, title]) => el('option', { value: name }, title)));
        }
        group.value = grouping ?? '';
    }

    await ask();
    addEventListener('timeschange', update, { signal: page.signal });
    void every(PERIOD, page.signal, async () => {
        names = (await list(path([...runsPath, 'names']), page.signal)).map(one => one.name);
        // many whole runs are too much to be sent again and again
        if (!isOfAll() || runs.length <= 10 * PART) {
            await ask();
        }
    });
}
