// Runs as points by any two of their values, coloured by a third.

import { inks } from '../charts/colors.js';
import { csvOf, png } from '../charts/save.js';
import { counted } from '../widgets/format.js';
import { AsTable } from './as-table.js';
import { Choice } from './choice.js';
import { Coloring } from './coloring.js';
import { Frame } from './frame.js';
import { missingText, partText } from './notes.js';
import { columnsOf, differing, KNOWN, quantityOf, settingsAmong, toAskFor, usualMetric } from './quantity.js';
import { hideRun, runText, showRun } from './run-box.js';
import { scaleOf } from './scale.js';
import { areaOf, paintAxes } from './scatter-axes.js';
import { Surface } from './surface.js';
import { colorIn, isLog, keepColor, toggleLog } from './view-state.js';

const NEAR = 14;
const ROOM = 0.05;
const AXES = ['x', 'y', 'color'];
const LABELS = { x: 'X axis', y: 'Y axis', color: 'Colour' };

export class Scatter {
    static title = 'Scatter';
    #shown = null; // the quantity of each axis, the scales, the points
    #at = null; // the point that is pointed at

    constructor(sheet) {
        this.sheet = sheet;
        this.choices = Object.fromEntries(AXES.map(axis => [axis, new Choice({
            label: LABELS[axis],
            none: axis === 'color' ? 'same for all' : null,
            onchange: name => {
                if (axis === 'color') {
                    keepColor(sheet.page, name);
                } else {
                    sheet.page.keep({ [axis]: name });
                }
                void sheet.ask();
            },
            onlog: () => {
                toggleLog(sheet.page, this.choices[axis].select.value);
                this.update(this.latest);
            },
        })]));
        this.surface = new Surface({
            label: 'Scatter plot of runs. Arrow keys move between runs, Enter opens a run.',
            paint: (ctx, width, height) => this.#paint(ctx, width, height),
        });
        this.table = new AsTable('Runs in the scatter plot');
        this.frame = new Frame({
            title: Scatter.title,
            controls: AXES.map(axis => this.choices[axis].element),
            body: this.surface.element,
            png: () => {
                this.surface.paintNow();
                return png(this.surface.canvas, this.frame.name, []);
            },
            csv: () => {
                const { quantities, points } = this.#shown;
                return csvOf(['run', 'name', ...quantities.map(one => one.title)],
                    points.map(({ run }) => [run.id, run.name, ...quantities.map(one => one.of(run))]));
            },
        });
        this.frame.element.append(this.table.element);
        this.element = this.frame.element;
        this.#listen();
    }

    close() {
        hideRun();
        this.surface.close();
    }

    wanted(names) {
        const { query } = this.sheet.page;
        const chosen = [query.get('x'), query.get('y'), colorIn(this.sheet.page, null)];
        // which settings differ is only known once all of them were fetched
        return [...toAskFor([...chosen, usualMetric(names, this.sheet.sort())]), ...(chosen[0] === null ? settingsAmong(names) : [])];
    }

    update(latest) {
        this.latest = latest;
        const { runs, all, names } = latest;
        const chosen = this.#chosen(names, runs);
        const offered = [...KNOWN, ...names];
        const of = Object.fromEntries(AXES.map(axis => [axis, chosen[axis] === null ? null : quantityOf(chosen[axis], runs)]));
        const log = axis => chosen[axis] !== null && isLog(this.sheet.page, chosen[axis]);
        AXES.forEach(axis => {
            this.choices[axis].update(offered, chosen[axis]);
            this.choices[axis].showLog(of[axis], log(axis));
        });
        const [x, y] = ['x', 'y'].map(axis => scaleOf(of[axis], runs, { isLog: log(axis), room: ROOM }));
        const points = runs
            .map(run => ({ run, x: x.place(of.x.of(run)), y: y.place(of.y.of(run)) }))
            .filter(point => !Number.isNaN(point.x) && !Number.isNaN(point.y))
            .sort((a, b) => a.x - b.x || a.y - b.y);
        const quantities = [...new Map(AXES.map(axis => of[axis]).filter(Boolean).map(one => [one.name, one])).values()];
        this.#shown = { of, x, y, points, quantities, coloring: new Coloring(of.color, runs, log('color')) };
        this.#at = points.find(({ run }) => run.id === this.#at?.run.id) ?? null;
        this.frame.name = `${of.y.title} by ${of.x.title}`;
        this.table.update(points.map(({ run }) => run), columnsOf(quantities));
        this.frame.note(
            `${counted(points.length, 'run', 'runs')} shown.`,
            ...quantities.map(one => missingText(one, runs, { isPlace: true, isLog: isLog(this.sheet.page, one.name) })),
            partText(runs, all),
        );
        this.surface.request();
    }

    #chosen(names, runs) {
        const { query } = this.sheet.page;
        const y = query.get('y') ?? usualMetric(names, this.sheet.sort()) ?? 'duration';
        const x = query.get('x') ?? differing(names, runs)[0] ?? 'started';
        return { x, y, color: colorIn(this.sheet.page, null) };
    }

    #paint(ctx, width, height) {
        if (this.#shown === null) {
            return;
        }
        const { of, x, y, points, coloring } = this.#shown;
        const area = areaOf(ctx, width, height, y, of.color !== null);
        this.area = area;
        paintAxes(ctx, area, { of, x, y });
        coloring.paintLegend(ctx, area.legend.right, area.legend.y, area.legend.width);
        const radius = points.length <= 500 ? 4 : points.length <= 3_000 ? 3 : 2;
        ctx.globalAlpha = 0.8;
        for (const point of points) {
            ctx.fillStyle = coloring.colorOf(point.run);
            ctx.beginPath();
            ctx.arc(area.x(point.x), area.y(point.y), radius, 0, 2 * Math.PI);
            ctx.fill();
        }
        ctx.globalAlpha = 1;
        if (this.#at !== null) {
            ctx.strokeStyle = inks().strong;
            ctx.lineWidth = 2;
            ctx.beginPath();
            ctx.arc(area.x(this.#at.x), area.y(this.#at.y), radius + 3, 0, 2 * Math.PI);
            ctx.stroke();
        }
    }

    #listen() {
        const { element } = this.surface;
        element.addEventListener('pointermove', event => this.#point(this.#nearest(this.surface.at(event)), event));
        element.addEventListener('pointerleave', () => this.#point(null));
        element.addEventListener('blur', () => this.#point(null));
        element.addEventListener('click', event => {
            const found = this.#nearest(this.surface.at(event));
            if (found !== null) {
                this.sheet.open(found.run);
            }
        });
        element.addEventListener('keydown', event => this.#key(event));
    }

    #nearest({ x, y }) {
        let found = null;
        let least = NEAR ** 2;
        for (const point of this.#shown?.points ?? []) {
            const distance = (this.area.x(point.x) - x) ** 2 + (this.area.y(point.y) - y) ** 2;
            if (distance <= least) {
                found = point;
                least = distance;
            }
        }
        return found;
    }

    #point(point, place) {
        const isOther = point !== this.#at;
        this.#at = point;
        this.surface.element.classList.toggle('on-run', point !== null);
        if (point === null) {
            hideRun();
        } else {
            showRun(place, point.run, this.#shown.quantities, this.#shown.coloring);
        }
        if (isOther) {
            this.surface.request();
        }
    }

    #key(event) {
        const { points, quantities } = this.#shown ?? { points: [] };
        if (points.length === 0 || event.ctrlKey || event.metaKey || event.altKey) {
            return;
        }
        const index = points.indexOf(this.#at);
        const last = points.length - 1;
        const to = {
            ArrowRight: Math.min(last, index + 1), ArrowLeft: index < 0 ? last : Math.max(0, index - 1), Home: 0, End: last,
        }[event.key];
        if (to !== undefined) {
            event.preventDefault();
            const point = points[to];
            this.#point(point, this.surface.pointAt(this.area.x(point.x), this.area.y(point.y)));
            this.frame.say(`${to + 1} of ${points.length}: ${runText(point.run, quantities)}`);
        } else if (event.key === 'Enter' && index >= 0) {
            this.sheet.open(this.#at.run);
        } else if (event.key === 'Escape') {
            this.#point(null);
        }
    }
}
