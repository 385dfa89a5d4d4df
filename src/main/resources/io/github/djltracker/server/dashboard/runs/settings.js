// Settings of runs, from the modules of their iterations, as flat keys, such as "optimizer.beta1", and texts.

import { json } from '../widgets/format.js';

const ARROW = ' \u2192 ';
const MOST_TEXTS = 4;
const MOST_COLUMNS = 4;

/** The last part of a class name. */
export function simpleName(type) {
    return type.slice(type.lastIndexOf('.') + 1).split('$').at(-1);
}

/** Whether a module of an iteration represents a checkpoint. */
export function isCheckpoint({ attributes }) {
    return attributes.role === 'checkpoint' && typeof attributes.file === 'string';
}

/** The keys and texts of one module; empty for a checkpoint, which is not a setting. */
export function flatten({ name, attributes }) {
    const { role, ...rest } = attributes;
    if (isCheckpoint({ attributes })) {
        return new Map();
    }
    const key = typeof role === 'string' ? role : name;
    const all = new Map();
    // several evaluators have the same role, but separate settings
    const prefix = key === 'evaluator' ? `evaluator ${name}` : key;
    if (prefix !== name && prefix === key) {
        all.set(key, name);
    }
    flattenInto(all, prefix, rest, name);
    return all;
}

/** The keys and texts of any JSON object. */
export function flattenObject(object) {
    const all = new Map();
    flattenInto(all, '', object, null);
    return all;
}

function flattenInto(all, prefix, object, owner) {
    for (const [name, value] of Object.entries(object)) {
        const key = prefix === '' || prefix === name ? name : `${prefix}.${name}`;
        if (name === 'type' && typeof value === 'string' && prefix !== '') {
            if (simpleName(value) !== owner) {
                all.set(prefix, simpleName(value));
            }
        } else if (name === 'name' && value === owner) {
            continue;
        } else if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
            flattenInto(all, key, value, null);
        } else {
            all.set(key, json(value));
        }
    }
}

/**
 * The settings of a run: each key with its first text, and further values after arrows. Modules have "step", "name" and
 * "attributes", in the order in which they were recorded.
 */
export function settingsOf(modules) {
    const all = new Map();
    for (const module of modules) {
        for (const [key, text] of flatten(module)) {
            const texts = all.get(key) ?? [];
            if (texts.at(-1) !== text) {
                all.set(key, [...texts, text]);
            }
        }
    }
    return new Map([...all].map(([key, texts]) => [key, course(texts)]));
}

/** All texts or, if there are many, the first and the last. */
function course(texts) {
    return texts.length <= MOST_TEXTS ? texts.join(ARROW) : `${texts[0]}${ARROW}${texts.at(-1)} (${texts.length - 1} changes)`;
}

/**
 * Changes during a run: a list of step, key, before and after. A module replaces the previous one with the same role
 * and number.
 */
export function changesOf(modules) {
    const latest = new Map();
    const changes = [];
    for (const module of modules) {
        for (const [key, after] of flatten(module)) {
            const before = latest.get(key);
            if (before !== undefined && before !== after) {
                changes.push({ step: module.step, key, before, after });
            }
            latest.set(key, after);
        }
    }
    return changes;
}

/** All keys, in the order of their first occurrence. */
export function allKeys(settings) {
    return [...new Set(settings.flatMap(one => [...one.keys()]))];
}

/** The keys whose texts are not the same for all. */
export function differingKeys(settings) {
    return allKeys(settings).filter(key => settings.some(one => one.get(key) !== settings[0].get(key)));
}

/** The settings that a table of runs shows by default: those in which the runs differ, the most important first. */
export function usualKeys(settings) {
    const weight = key => (/learning|batchSize/i.test(key) ? 0 : key.startsWith('optimizer') ? 1 : 2);
    return differingKeys(settings).sort((a, b) => weight(a) - weight(b)).slice(0, MOST_COLUMNS);
}

/** Groups items by run. */
export function byRun(items) {
    const groups = new Map();
    for (const item of items) {
        const group = groups.get(item.run) ?? [];
        group.push(item);
        groups.set(item.run, group);
    }
    return groups;
}
