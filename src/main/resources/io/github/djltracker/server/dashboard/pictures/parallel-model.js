// The data of parallel coordinates: axes, positions of runs on them, and the runs within the brushes.

import { filterOf } from './brush-filter.js';
import { brushesText, placesOf } from './brushes.js';
import { Coloring } from './coloring.js';
import { placesOfRuns, within } from './parallel-lines.js';
import { quantityOf } from './quantity.js';
import { scaleOf } from './scale.js';

/**
 * "axes" have a "quantity", its "scale", "isLog", "without" (the kinds of values on the rail below it, '' if there are
 * none) and "brush", [from, to] from 0 to 1 or null. "places", "inside" and "numbers" are for {@link paintLines}.
 */
export class ParallelModel {
    #brushes;

    /**
     * @param names the names of the axes
     * @param color the name of the value that determines the colour, or null
     * @param isLog whether the scale of a name is logarithmic
     * @param brushes by name, the values at both ends; modified by this object
     */
    constructor({ runs, names, color, isLog, brushes }) {
        this.#brushes = brushes;
        this.runs = runs;
        this.axes = names.map(name => axisOf(quantityOf(name, runs), runs, isLog(name), brushes.get(name) ?? null));
        this.color = color === null ? null : quantityOf(color, runs);
        this.coloring = new Coloring(this.color, runs, color !== null && isLog(color));
        this.colors = this.coloring.colors;
        this.numbers = runs.map(run => this.coloring.numberOf(run));
        this.places = placesOfRuns(this.axes, runs);
        this.#narrow();
    }

    get quantities() {
        return this.axes.map(({ quantity }) => quantity);
    }

    get isBrushed() {
        return this.axes.some(({ brush }) => brush !== null);
    }

    get runsInside() {
        return this.runs.filter((_, i) => this.inside[i] === 1);
    }

    /** The brushes in the form of the address. */
    get brushText() {
        return brushesText(this.#brushes);
    }

    /** The filter that finds the runs within the brushes. */
    get brushFilter() {
        return filterOf(this.axes, this.#brushes, this.runs);
    }

    /** The runs within the brushes, as column names and rows of a table. */
    get csv() {
        return [['run', 'name', ...this.quantities.map(({ title }) => title)], this.runsInside.map(run => [run.id, run.name, ...this.quantities.map(one => one.of(run))])];
    }

    /** Brushes an axis between two of its values, as strings. */
    brush(number, ends) {
        const axis = this.axes[number];
        this.#brushes.set(axis.quantity.name, ends);
        axis.brush = placesOf(ends, axis.scale);
        this.#narrow();
    }

    clear(number) {
        this.#brushes.delete(this.axes[number].quantity.name);
        this.axes[number].brush = null;
        this.#narrow();
    }

    clearAll() {
        this.#brushes.clear();
        this.axes.forEach(axis => (axis.brush = null));
        this.#narrow();
    }

    /** ", brushed from 0.1 to 0.5"; empty if it is not brushed. */
    brushWords(number) {
        const { quantity, brush, scale } = this.axes[number];
        if (brush === null) {
            return '';
        }
        const ends = this.#brushes.get(quantity.name).map(end => (scale.values === null ? Number(end) : end)).sort((a, b) => scale.place(a) - scale.place(b));
        return `, brushed from ${ends.map(quantity.text).join(' to ')}`;
    }

    #narrow() {
        this.inside = within(this.axes, this.places, this.runs.length);
    }
}

function axisOf(quantity, runs, log, ends) {
    const scale = scaleOf(quantity, runs, { isLog: log });
    const values = runs.map(quantity.of);
    const without = [
        values.includes(null) && 'none',
        values.some(value => value !== null && Number.isNaN(scale.place(value))) && (scale.isLog ? 'NaN, \u221e, \u2264 0' : 'NaN, \u221e'),
    ];
    return { quantity, scale, isLog: scale.isLog, without: without.filter(Boolean).join(', '), brush: ends && placesOf(ends, scale) };
}
