// The dialog for choosing runs of any model of any experiment.

import { list, path } from '../server/api.js';
import { form } from '../widgets/dialog.js';
import { el, show } from '../widgets/dom.js';
import { modelName, short } from '../widgets/format.js';
import { timeText } from '../widgets/times.js';

const LATEST = 'latest';

/**
 * Asks for runs and models. Calls "onpick" with the ids of the chosen "runs", and of the "models" whose latest runs
 * were chosen.
 */
export async function pickRuns(signal, onpick) {
    const experiments = await list(path(['experiments']), signal);
    const experiment = el('select', { onchange: () => void showModels() }, experiments.map(one => el('option', { value: one.id }, one.name)));
    const model = el('select', { onchange: () => void showRuns() });
    const runs = el('select', { multiple: true, size: '8' });

    async function showModels() {
        const models = experiment.value ? await list(path(['experiments', experiment.value, 'models']), signal) : [];
        show(model, models.map(one => el('option', { value: one.id }, `${modelName(one)} (${short(one.hash)})`)));
        await showRuns();
    }

    async function showRuns() {
        const all = model.value ? await list(path(['models', model.value, 'runs']), signal) : [];
        const newest = all.toSorted((a, b) => b.started - a.started);
        show(runs,
            model.value && el('option', { value: LATEST, selected: true }, 'always the latest run'),
            newest.map(run => el('option', { value: run.id }, `${short(run.id)}, ${run.status.toLowerCase()}, ${timeText(run.started)}`)));
    }

    await showModels();
    await form({
        title: 'Add to the comparison',
        action: 'Add',
        content: [
            el('label', {}, el('span', {}, 'Experiment'), experiment),
            el('label', {}, el('span', {}, 'Model'), model),
            el('label', {}, el('span', {}, 'Runs'), runs),
        ],
        fields: [],
        submit: () => {
            const picked = [...runs.selectedOptions].map(option => option.value);
            if (picked.length === 0) {
                throw new Error('Pick at least one run.');
            }
            onpick({ runs: picked.filter(id => id !== LATEST), models: picked.includes(LATEST) ? [model.value] : [] });
        },
    });
}
