// The controls for all charts of a panel: x axis, smoothing, outliers, resetting the zoom, groups as one line.

import { button, el, show } from '../widgets/dom.js';
import { count } from '../widgets/format.js';
import { metricOf, MODES, modeOfMetric } from './axes.js';
import { BANDS } from './means.js';
import { MOST, reach } from './smoothing.js';

export class Tools {
    /**
     * @param state the current choice
     * @param on callbacks: "mode", "smooth" (with a setting, and whether it is the end of a drag), "usual" and "lines",
     *     each with the new value; "whole"
     */
    constructor(state, on) {
        this.state = state;
        this.metricModes = el('optgroup', { label: 'Metrics' });
        this.axis = el('select', { 'aria-label': 'X axis', onchange: () => on.mode(this.axis.value) },
            Object.entries(MODES).map(([mode, { title }]) => el('option', { value: mode }, title)), this.metricModes);
        this.slider = el('input', {
            type: 'range', min: '0', max: String(MOST), value: String(state.smoothing), 'aria-label': 'Smoothing',
            oninput: () => on.smooth(Number(this.slider.value), false),
            onchange: () => on.smooth(Number(this.slider.value), true),
        });
        this.reachText = el('output', { class: 'muted' });
        this.usual = el('input', { type: 'checkbox', checked: state.isUsual, onchange: () => on.usual(this.usual.checked) });
        this.lines = el('select', { 'aria-label': 'Lines', title: 'How groups are drawn', onchange: () => on.lines(this.lines.value) },
            Object.entries(BANDS).map(([band, { title }]) => el('option', { value: band }, title)), el('option', { value: 'runs' }, 'each run'));
        this.linesLabel = el('label', {}, 'Lines ', this.lines);
        this.whole = button('Show all steps', on.whole);
        this.elements = [
            el('label', {}, 'X axis ', this.axis), el('label', { class: 'smoothing' }, 'Smoothing ', this.slider), this.reachText, this.linesLabel,
            el('label', { title: 'Fit the scales to most values' }, this.usual, ' Leave out outliers'), this.whole,
        ];
    }

    /** Shows the state as it is for these runs, metrics and steps. */
    update(runs, names, steps) {
        const { mode, smoothing, zoom, lines } = this.state;
        const metrics = [...new Set([...names, metricOf(mode)])].filter(name => name !== null);
        if (metrics.join('\n') !== [...this.metricModes.children].map(one => one.textContent).join('\n')) {
            show(this.metricModes, metrics.map(name => el('option', { value: modeOfMetric(name) }, name)));
        }
        this.axis.querySelector('[value=epoch]').disabled = runs.length > 0 && !runs.some(run => run.epochs?.spans.length > 0);
        this.axis.querySelector('[value=relative]').disabled = runs.length > 0 && !runs.some(run => run.id !== null);
        this.axis.value = mode;
        show(this.reachText, smoothing === 0 ? 'off' : `${count(Math.max(1, Math.round(reach(smoothing, steps))))} steps`);
        this.linesLabel.hidden = !runs.some(run => run.group);
        this.lines.value = lines;
        this.whole.hidden = zoom === null;
    }
}
