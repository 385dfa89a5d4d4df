// The text below plots of distributions, about what they cannot show.

import { count, counted } from '../widgets/format.js';
import { BINS } from './bins.js';
import { MOST_LOOKS } from './looks.js';
import { percent } from './shades.js';

/**
 * The sentences.
 *
 * @param sets what was read for each run to be shown
 * @param runs all chosen runs; "all" are those that have such values
 * @param drawn what is drawn
 * @param what what the values are called
 */
export function notes({ sets, runs, all, drawn, shape, what }) {
    const looks = drawn.flatMap(one => one.looks);
    const steps = looks.map(look => look.step);
    const [from, to] = [steps.reduce((a, b) => Math.min(a, b), Infinity), steps.reduce((a, b) => Math.max(a, b), 0)];
    const without = runs.filter(run => !all.includes(run));
    const merged = Math.max(0, ...drawn.flatMap(({ sheet }) => sheet.columns.map(column => column.looks.length)));
    const nowhere = looks.filter(look => look.total === 0).length;
    const columns = drawn.flatMap(({ sheet }) => sheet.columns).filter(column => column.looks.some(look => look.total > 0));
    const beyond = 1 - columns.reduce((sum, { shares }) => sum + shares.reduce((a, b) => a + b, 0), 0) / columns.length;
    return [
        looks.length > 0 && `${counted(looks.length, 'histogram', 'histograms')}, ${from === to ? `at step ${count(from)}` : `steps ${count(from)} to ${count(to)}`}.`,
        looks.length === 0 && all.length > 0 && `No histogram of ${what} has a finite value.`,
        merged > 1 && `Up to ${count(merged)} neighbouring histograms are merged into the mean of their shares.`,
        drawn.length > 0 && shape.ignoresLevel && `An outline at full height has ${percent(drawn[0].sheet.most)} of its values in one of ${BINS} bins.`,
        sets.some(one => one.looks.isCut) && `Only the first ${count(MOST_LOOKS)} histograms of a run are read.`,
        all.length > sets.length && `Only the first ${count(sets.length)} of ${counted(all.length, 'run', 'runs')} are drawn.`,
        without.length > 0 && `${counted(without.length, 'run has', 'runs have')} no ${what}.`,
        beyond > 5e-4 && `${percent(beyond)} of the values lie outside the scale.`,
        nowhere > 0 && `${counted(nowhere, 'histogram has', 'histograms have')} no finite value.`,
    ];
}
