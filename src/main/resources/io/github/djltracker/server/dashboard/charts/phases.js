// The phases of a chart, each as a button that shows or hides it.

import { button, el, show, svg } from '../widgets/dom.js';

export class Phases {
    #key = '';

    /**
     * @param panel the panel of charts that contains it
     * @param name the metric
     */
    constructor(panel, name) {
        this.panel = panel;
        this.name = name;
        this.element = el('div', { class: 'phases' });
    }

    /** Recreates the buttons only if they change, because the user may be about to press one. */
    update() {
        const { panel, name } = this;
        const { hidden } = panel.state;
        const phases = panel.allPhasesOf(name).map(phase => ({ phase, isShown: !hidden.has(phase ?? ''), look: panel.styleOf(panel.runs[0], phase, name) }));
        const key = phases.map(({ phase, isShown, look }) => `${phase}\n${isShown}\n${look.color} ${look.dash}`).join('\n');
        if (this.#key === key) {
            return;
        }
        this.#key = key;
        show(this.element, phases.map(({ phase, isShown, look }) => {
            const chip = button('', () => panel.togglePhase(phase ?? ''), {
                class: 'quiet phase', 'aria-pressed': String(isShown), title: `Show or hide ${phase ?? 'points without a phase'}`,
            });
            chip.append(sample(look, panel.runs.length > 1), phase ?? 'no phase');
            return chip;
        }));
    }
}

/** A sample of the line of a phase, in a neutral colour if there are several runs. */
function sample({ color, dash, width }, isNeutral) {
    return svg('svg', { viewBox: '0 0 40 8', class: 'sample-line', 'aria-hidden': 'true' },
        svg('path', { d: 'M0 4H40', stroke: isNeutral ? 'currentColor' : color, 'stroke-width': width + 0.4, 'stroke-dasharray': dash.join(' ') || null }));
}
