// The difference between two architectures, block by block.

import { json } from '../widgets/format.js';
import { flattenObject } from './settings.js';

/** With more pairs of children than this, blocks are matched by position only. */
const MOST_PAIRS = 1_000_000;

/** Modules as a tree. In the list, parents come before their children, each with its depth. */
export function treeOf(modules) {
    const root = { module: null, children: [], depth: -1 };
    const path = [root];
    for (const module of modules) {
        const depth = depthOf(module);
        while (path.length > 1 && path.at(-1).depth >= depth) {
            path.pop();
        }
        const node = { module, children: [], depth };
        path.at(-1).children.push(node);
        path.push(node);
    }
    return root.children;
}

/** The depth that the listener recorded, or else the number of names in the path minus one. */
export function depthOf({ name, attributes }) {
    return Number.isInteger(attributes.depth) ? attributes.depth : name.split('/').length - 1;
}

/** The hyperparameters of a block; the one that traces a function gets no name. */
export function hyperparametersOf({ attributes }) {
    return new Map([...flattenObject(attributes.hyperparameters ?? {})].map(([key, text]) => [key === 'lambda.trace' ? '' : key, text]));
}

/** The class of a block and its own settings, without those of the blocks in it. */
export function blockSettings({ attributes }) {
    const { hyperparameters, parameters, sharedWith } = attributes;
    const settings = hyperparametersOf({ attributes: { hyperparameters } });
    if (sharedWith !== undefined) {
        settings.set('shared with', json(sharedWith));
    }
    for (const parameter of Array.isArray(parameters) ? parameters : []) {
        settings.set(`${parameter.name}`, json(parameter.shape));
    }
    return settings;
}

/**
 * Rows in the order of both: each has "state" (same, changed, added, removed), "depth", "left" and "right" (modules,
 * null if there is none), and "changes": key, before, after.
 */
export function difference(left, right) {
    const rows = [];
    align(treeOf(left).map(sign), treeOf(right).map(sign), rows);
    return rows;
}

function sign(node) {
    const children = node.children.map(sign);
    const { attributes } = node.module;
    const own = [attributes.type ?? '', ...[...blockSettings(node.module)].flat()].join('\n');
    return { ...node, children, own, whole: `${own}\n(${children.map(child => child.whole).join('\n')})` };
}

function align(left, right, rows) {
    for (const [a, b] of pairs(left, right)) {
        if (a === null) {
            all(b, 'added', rows);
        } else if (b === null) {
            all(a, 'removed', rows);
        } else {
            const changes = changed(a.module, b.module);
            rows.push({ state: changes.length > 0 ? 'changed' : 'same', depth: a.depth, left: a.module, right: b.module, changes });
            align(a.children, b.children, rows);
        }
    }
}

function all(node, state, rows) {
    const isLeft = state === 'removed';
    rows.push({ state, depth: node.depth, left: isLeft ? node.module : null, right: isLeft ? null : node.module, changes: [] });
    node.children.forEach(child => all(child, state, rows));
}

function changed(left, right) {
    const before = blockSettings(left);
    const after = blockSettings(right);
    return [...new Set([...before.keys(), ...after.keys()])]
        .filter(key => before.get(key) !== after.get(key))
        .map(key => ({ key, before: before.get(key) ?? null, after: after.get(key) ?? null }));
}

/** Matches children: finds the pairing that keeps the order and has the greatest total likeness. */
function pairs(left, right) {
    if (left.length * right.length > MOST_PAIRS) {
        const count = Math.max(left.length, right.length);
        return Array.from({ length: count }, (_, i) => [left[i] ?? null, right[i] ?? null]).flatMap(([a, b]) =>
            a && b && likeness(a, b) === 0 ? [[a, null], [null, b]] : [[a, b]]);
    }
    // best[i][j]: the best total for the children from i on the left and from j on the right
    const best = Array.from({ length: left.length + 1 }, () => new Float64Array(right.length + 1));
    for (let i = left.length - 1; i >= 0; i--) {
        for (let j = right.length - 1; j >= 0; j--) {
            const like = likeness(left[i], right[j]);
            const paired = like > 0 ? like + best[i + 1][j + 1] : 0;
            best[i][j] = Math.max(paired, best[i + 1][j], best[i][j + 1]);
        }
    }
    const result = [];
    let i = 0;
    let j = 0;
    while (i < left.length && j < right.length) {
        const like = likeness(left[i], right[j]);
        if (like > 0 && best[i][j] === like + best[i + 1][j + 1]) {
            result.push([left[i++], right[j++]]);
        } else if (best[i][j] === best[i + 1][j]) {
            result.push([left[i++], null]);
        } else {
            result.push([null, right[j++]]);
        }
    }
    left.slice(i).forEach(one => result.push([one, null]));
    right.slice(j).forEach(one => result.push([null, one]));
    return result;
}

/** 0 if two blocks have different classes, up to 4 if they are equal with everything in them. */
function likeness(a, b) {
    if (a.module.attributes.type !== b.module.attributes.type || a.module.attributes.label !== b.module.attributes.label) {
        return 0;
    }
    if (a.whole === b.whole) {
        return 4;
    }
    return a.own === b.own ? 3 : 1;
}
