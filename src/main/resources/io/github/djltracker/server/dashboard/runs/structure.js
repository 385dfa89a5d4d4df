// The blocks of a network as a tree that opens and closes, like a model summary.

import { button, el, show } from '../widgets/dom.js';
import { depthOf, hyperparametersOf, treeOf } from './difference.js';
import { count, json } from '../widgets/format.js';
import { simpleName } from './settings.js';
import { Table } from '../widgets/table.js';

const OPEN_UP_TO = 300;

/** The tree with its buttons. */
export function structure(modules) {
    const roots = treeOf(modules);
    annotate(roots);
    const closed = new Set();
    if (modules.length > OPEN_UP_TO) {
        closeBelow(roots, 2, closed);
    }
    const table = new Table({ label: 'Structure', key: node => node.module.id, sort: null });
    const update = () => table.update(inSight(roots, closed), columns(closed, update));
    const totals = sums(roots);
    const element = el(
        'section',
        {},
        el('div', { class: 'head' },
            el('span', {}, `${count(modules.length)} blocks, ${count(totals.parameters)} parameters, ${count(totals.trainable)} of them trainable`),
            el('span', { class: 'gap' }),
            button('Expand all', () => {
                closed.clear();
                update();
            }),
            button('Collapse all', () => {
                closeBelow(roots, 0, closed);
                update();
            })),
        warning(modules),
        table.element,
    );
    update();
    return element;
}

function annotate(nodes) {
    for (const node of nodes) {
        annotate(node.children);
        const { attributes } = node.module;
        const own = key => (typeof attributes[key] === 'number' ? attributes[key] : 0);
        node.parameters = own('parameterCount') + node.children.reduce((sum, child) => sum + child.parameters, 0);
        node.trainable = own('trainableParameterCount') + node.children.reduce((sum, child) => sum + child.trainable, 0);
    }
}

function sums(roots) {
    return {
        parameters: roots.reduce((sum, node) => sum + node.parameters, 0),
        trainable: roots.reduce((sum, node) => sum + node.trainable, 0),
    };
}

function closeBelow(nodes, depth, closed) {
    for (const node of nodes) {
        if (node.children.length > 0 && node.depth >= depth) {
            closed.add(node);
        }
        closeBelow(node.children, depth, closed);
    }
}

function inSight(nodes, closed) {
    return nodes.flatMap(node => [node, ...(closed.has(node) ? [] : inSight(node.children, closed))]);
}

function columns(closed, update) {
    const toggle = node => {
        if (!closed.delete(node)) {
            closed.add(node);
        }
        update();
    };
    return [
        {
            id: 'block', title: 'Block', plain: true, width: 36,
            text: node => `${lastName(node.module)}${closed.has(node) ? '\u2026' : ''}`,
            node: node => block(node, closed, toggle),
        },
        { id: 'type', title: 'Type', plain: true, text: node => typeOf(node.module), node: (node, text) => el('span', { title: json(node.module.attributes.type) }, text) },
        { id: 'output', title: 'Output', plain: true, text: node => shapes(node.module.attributes.outputShapes) },
        {
            id: 'parameters', title: 'Parameters', plain: true, numeric: true, hint: 'Including the blocks inside it',
            text: node => (node.module.attributes.sharedWith === undefined ? count(node.parameters) : ''),
            node: (node, text) => el('span', { title: parameterTitle(node) }, text),
        },
        { id: 'settings', title: 'Hyperparameters', plain: true, grow: true, text: node => hyperparameters(node.module) },
    ];
}

function block(node, closed, toggle) {
    const indent = el('span', { class: 'indent' });
    indent.style.width = `${Math.min(12, Math.max(0, depthOf(node.module))) * 1.1}rem`;
    const shared = node.module.attributes.sharedWith;
    const isOpen = !closed.has(node);
    return [
        indent,
        node.children.length > 0
            ? button(isOpen ? '\u25be' : '\u25b8', () => toggle(node), {
                class: 'quiet twig', 'aria-expanded': String(isOpen), 'aria-label': `${isOpen ? 'Collapse' : 'Expand'} ${lastName(node.module)}`,
            })
            : el('span', { class: 'twig' }),
        el('span', { title: node.module.name }, lastName(node.module)),
        uncertain(node.module).length > 0 && el('span', { class: 'badge', title: uncertain(node.module).join('\n') }, 'not fully identified'),
        shared !== undefined && el('span', { class: 'badge', title: `The same block as ${json(shared)}` }, `= ${json(shared)}`),
    ];
}

/** Why this block may make the network indistinguishable from another one. */
function uncertain({ attributes }) {
    return Array.isArray(attributes.notFullyIdentified) ? attributes.notFullyIdentified.map(String) : [];
}

/** The same for the whole network, for the top of its page. */
function warning(modules) {
    const reasons = modules.flatMap(module => uncertain(module).map(reason => `${module.name}: ${reason}`));
    return reasons.length > 0 && el(
        'p',
        { class: 'muted' },
        `This network is not fully identified: another one could have the same hash. ${reasons.join('. ')}. Override getCustomMetadata() in the block to distinguish them.`,
    );
}

export function lastName({ name }) {
    return name.split('/').at(-1);
}

/** The class of a block and, if the block is a function, the name of the function. */
export function typeOf({ attributes }) {
    const type = typeof attributes.type === 'string' ? simpleName(attributes.type) : '';
    const label = attributes.label === undefined || attributes.label === 'anonymous' ? '' : json(attributes.label);
    return [type, label].filter(Boolean).join(' ');
}

/** "n \u00d7 16 \u00d7 8 \u00d7 8", where n is the batch size. */
export function shapes(list) {
    if (!Array.isArray(list)) {
        return '';
    }
    return list.map(shape => (Array.isArray(shape) ? shape.map(size => (size === -1 ? 'n' : json(size))).join(' \u00d7 ') : json(shape))).join('; ');
}

function parameterTitle({ module, trainable }) {
    const { parameters } = module.attributes;
    const own = (Array.isArray(parameters) ? parameters : []).map(one => `${one.name} ${json(one.shape)}${one.trainable === false ? ' (not trained)' : ''}`);
    return [`${count(trainable)} trainable`, ...own].join('\n');
}

function hyperparameters(module) {
    return [...hyperparametersOf(module)].map(([key, text]) => `${key} ${text}`.trim()).join(', ');
}
