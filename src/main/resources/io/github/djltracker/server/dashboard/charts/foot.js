// The text below a chart, about what its lines cannot show.

import { count, counted } from '../widgets/format.js';
import { BANDS } from './means.js';

/**
 * The text; empty if there is nothing to say.
 *
 * @param lines as they were fetched
 * @param prepared as they are drawn
 * @param x the visible part of the axis, null if there is none
 * @param metric the metric on the x axis, null if the axis shows something else
 * @param without how many runs do not have this metric
 * @param placed how many points have a position on the axis
 * @param band the kind of band around the means of groups, null if lines are not grouped
 * @param beyond what lies outside the scale, null if no outliers are left out
 */
export function footText(lines, prepared, { x, isLog, metric, without, placed, band, beyond }) {
    const nan = sum(lines, line => sum(line.columns.nan, one => one));
    const infinite = sum(lines, line => sum(line.columns.max, (one, i) => (one === Infinity || line.columns.min[i] === -Infinity ? 1 : 0)));
    const below = isLog ? sum(lines, line => sum(line.columns.min, one => (one <= 0 && one !== -Infinity ? 1 : 0))) : 0;
    const placeless = metric === null ? 0 : points(lines) - placed;
    const isSeen = x !== null && prepared.some(line => line.begin.some((begin, i) => begin <= x[1] && line.end[i] >= x[0]));
    return [
        !isSeen && 'No values in this range.',
        nan > 0 && `\u2715 ${count(nan)} NaN`,
        infinite > 0 && `\u25b2\u25bc infinite at ${counted(infinite, 'position', 'positions')}`,
        below > 0 && `\u25cb zero or less at ${counted(below, 'position', 'positions')}`,
        ...scaleTexts(beyond),
        placeless > 0 && `left out: ${counted(placeless, 'point', 'points')} before the first value of ${metric}${without > 0 ? `, or from ${counted(without, 'run', 'runs')} without it` : ''}`,
        isSeen && band !== null && BANDS[band].foot,
        prepared.some(line => line.leftFrom !== Infinity) && 'faint: after the step from which another run resumed',
    ].filter(Boolean).join(' \u00b7 ');
}

function scaleTexts(beyond) {
    const text = (sign, some, where) => some > 0 && `${sign} ${beyond.isExact ? counted(some, 'value', 'values') : counted(some, 'position', 'positions')} ${where} the scale`;
    return beyond === null ? [] : [text('\u25b3', beyond.above, 'above'), text('\u25bd', beyond.below, 'below')];
}

/** The number of points of lines. */
export function points(lines) {
    return sum(lines, line => sum(line.columns.count, one => one));
}

function sum(items, valueOf) {
    return items.reduce((total, item, index) => total + valueOf(item, index), 0);
}
