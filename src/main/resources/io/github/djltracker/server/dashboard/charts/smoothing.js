// Smoothing: the weight of a value decreases with its distance in steps, so the result does not depend on the zoom.

import { between } from './line.js';

/** The highest setting of the slider. */
export const MOST = 100;
const WIDEST = 0.2;

/** How many steps a setting looks back if the curves have this many steps; 0 for no smoothing. */
export function reach(setting, steps) {
    return WIDEST * (setting / MOST) ** 2 * steps;
}

/** The smoothed means of a line. A bucket without a finite mean is unchanged, and does not contribute. */
export function smooth({ firstStep, lastStep, mean, count }, steps) {
    const smoothed = new Array(mean.length);
    let level = 0;
    let weight = 0;
    let before = null;
    for (let i = 0; i < mean.length; i++) {
        const middle = (firstStep[i] + lastStep[i]) / 2;
        const kept = before === null ? 0 : Math.exp((before - middle) / steps);
        if (Number.isFinite(mean[i])) {
            weight = kept * weight + count[i];
            // this form keeps a constant line exactly constant
            level = before === null ? mean[i] : between(level, mean[i], count[i] / weight);
            smoothed[i] = level;
            before = middle;
        } else {
            smoothed[i] = mean[i];
        }
    }
    return smoothed;
}
