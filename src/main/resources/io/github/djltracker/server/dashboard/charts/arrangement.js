// The positions of charts: in sections by their names, pinned to the top, hidden, or in an order that the user chose.

import { inOrder } from './series.js';

/** The section of system metrics. */
export const SYSTEM = 'System';

/** The parts that are kept in the address, as lists of strings. */
const KEPT = ['closed', 'pinned', 'off', 'moved'];

export class Arrangement {
    /** @param read returns the strings that are kept under a name */
    constructor(read) {
        this.closed = new Set(read('closed'));
        this.pinned = new Set(read('pinned'));
        this.off = new Set(read('off'));
        const moved = read('moved');
        /** Maps the name of a moved chart to the chart that it was put before; "" means the end. */
        this.moved = new Map(moved.flatMap((name, i) => (i % 2 === 0 && i + 1 < moved.length ? [[name, moved[i + 1]]] : [])));
    }

    /** The state to keep, as lists of strings by name. */
    get kept() {
        const lists = { closed: this.closed, pinned: this.pinned, off: this.off, moved: [...this.moved].flat() };
        return Object.fromEntries(KEPT.map(name => [name, [...lists[name]]]));
    }

    /**
     * The sections for these names, in order: pinned charts, charts without a section, sections sorted by name, the
     * system. Each has a "key", a "title" ("" if it needs none) and "names".
     *
     * @param names in their original order
     * @param isSystem whether a name is that of a system metric
     */
    sections(names, isSystem) {
        const shown = names.filter(name => !this.off.has(name));
        const pinned = [...this.pinned].filter(name => shown.includes(name));
        const groups = new Map();
        for (const name of shown.filter(one => !this.pinned.has(one))) {
            const title = isSystem(name) ? SYSTEM : sectionOf(name);
            groups.set(title, [...(groups.get(title) ?? []), name]);
        }
        const rank = title => (title === '' ? 0 : title === SYSTEM ? 2 : 1);
        const ordered = [...groups].sort(([a], [b]) => rank(a) - rank(b) || inOrder(a, b));
        return [
            ...(pinned.length > 0 ? [{ key: 'pinned', title: 'Pinned', names: this.#order(pinned) }] : []),
            ...ordered.map(([title, some]) => ({ key: `of ${title}`, title, names: this.#order(some) })),
        ];
    }

    /** Puts a chart before another one of its section; "" means the end of the section. */
    move(name, before) {
        // moves are applied in order, so the latest must be the last
        this.moved.delete(name);
        this.moved.set(name, before);
    }

    /** Closes or opens a section. */
    close(key, isClosed) {
        this.closed.delete(key);
        if (isClosed) {
            this.closed.add(key);
        }
    }

    /**
     * The actions that change the position of a chart.
     *
     * @param namesBeside returns the names of its section in their current order, including its own
     * @param rearrange applies a change and shows the result
     */
    actionsOf(name, namesBeside, rearrange) {
        const at = () => namesBeside().indexOf(name);
        return {
            isPinned: () => this.pinned.has(name),
            isOff: () => this.off.has(name),
            neighbours: () => [namesBeside()[at() - 1] ?? null, namesBeside()[at() + 1] ?? null],
            pin: () => rearrange(() => toggle(this.pinned, name)),
            hide: () => rearrange(() => toggle(this.off, name)),
            move: by => rearrange(() => this.move(name, namesBeside()[by < 0 ? at() - 1 : at() + 2] ?? '')),
            drop: (other, isBehind) => {
                const others = namesBeside().filter(one => one !== name);
                rearrange(() => this.move(name, others[others.indexOf(other) + (isBehind ? 1 : 0)] ?? ''));
            },
        };
    }

    #order(names) {
        const ordered = [...names];
        for (const [name, before] of this.moved) {
            const from = ordered.indexOf(name);
            if (from >= 0 && (before === '' || ordered.includes(before)) && name !== before) {
                ordered.splice(from, 1);
                ordered.splice(before === '' ? ordered.length : ordered.indexOf(before), 0, name);
            }
        }
        return ordered;
    }
}

/** Removes an item from a set if it contains it, otherwise adds it. */
export function toggle(set, item) {
    if (!set.delete(item)) {
        set.add(item);
    }
}

/** The part of a name before its last slash. */
export function sectionOf(name) {
    return name.slice(0, Math.max(0, name.lastIndexOf('/')));
}
