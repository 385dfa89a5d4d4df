// How runs were trained, from the modules of their iterations: flat keys, such as "optimizer.beta1", and texts.

import { json } from '../widgets/format.js';

const ARROW = ' \u2192 ';
const MOST_TEXTS = 4;
const MOST_COLUMNS = 4;

/** The last part of a class name. */
export function simpleName(type) {
    return type.slice(type.lastIndexOf('.') + 1).split('$').at(-1);
}

/** Whether a module of an iteration stands for a checkpoint. */
export function isCheckpoint({ attributes }) {
    return attributes.role === 'checkpoint' && typeof attributes.file === 'string';
}

/** The keys and texts of one module; none of a checkpoint, which says nothing of how the run was trained. */
export function flatten({ name, attributes }) {
    const { role, ...rest } = attributes;
    if (isCheckpoint({ attributes })) {
        return new Map();
    }
    const key = typeof role === 'string' ? role : name;
    const all = new Map();
    // several evaluators have one role, and each its own settings
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
 * What was set for a run: each key with its first text, and behind an arrow those that it changed to. Modules have "step",
 * "name" and "attributes", in the order in which they were recorded.
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

/** All texts, or of many the first and the last. */
function course(texts) {
    return texts.length <= MOST_TEXTS ? texts.join(ARROW) : `${texts[0]}${ARROW}${texts.at(-1)} (${texts.length - 1} changes)`;
}

/**
 * What changed in the course of a run: a list of step, key, before and after. A module takes the place of that of its role
 * and number before.
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

/** The keys that all of these have, in the order in which they come. */
export function allKeys(settings) {
    return [...new Set(settings.flatMap(one => [...one.keys()]))];
}

/** Those whose texts are not the same in all. */
export function differingKeys(settings) {
    return allKeys(settings).filter(key => settings.some(one => one.get(key) !== settings[0].get(key)));
}

/** The settings that a table of runs shows unless told: those that tell them apart, the telling ones first. */
export function usualKeys(settings) {
    const weight = key => (/learning|batchSize/i.test(key) ? 0 : key.startsWith('optimizer') ? 1 : 2);
    return differingKeys(settings).sort((a, b) => weight(a) - weight(b)).slice(0, MOST_COLUMNS);
}

/** Groups things of runs by the run. */
export function byRun(items) {
    const groups = new Map();
    for (const item of items) {
        const group = groups.get(item.run) ?? [];
        group.push(item);
        groups.set(item.run, group);
    }
    return groups;
}
