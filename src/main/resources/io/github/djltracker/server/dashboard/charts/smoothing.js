// Smoothing: what is longer ago counts less, by its distance in steps. So a zoom changes nothing about it.

import { between } from './line.js';

/** The greatest setting of the slider. */
export const MOST = 100;
const WIDEST = 0.2;

/** How many steps a setting looks back, where the curves are so many steps long; 0 for no smoothing. */
export function reach(setting, steps) {
    return WIDEST * (setting / MOST) ** 2 * steps;
}

/** The means of a line, smoothed. A bucket without a finite mean stays as it is and counts for nothing. */
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
            // in this form a line that is level stays so to the last digit
            level = before === null ? mean[i] : between(level, mean[i], count[i] / weight);
            smoothed[i] = level;
            before = middle;
        } else {
            smoothed[i] = mean[i];
        }
    }
    return smoothed;
}
