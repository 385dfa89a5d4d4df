// Where charts stand: in sections by their names, pinned to the top, hidden, and in an order of the reader's own.

import { inOrder } from './series.js';

/** The section of what the machine was measured at. */
export const SYSTEM = 'System';

/** What of it is kept in an address, as lists of texts. */
const KEPT = ['closed', 'pinned', 'off', 'moved'];

export class Arrangement {
    /** @param read gives the texts that are kept under a name */
    constructor(read) {
        this.closed = new Set(read('closed'));
        this.pinned = new Set(read('pinned'));
        this.off = new Set(read('off'));
        const moved = read('moved');
        /** By name, before which other one a chart was put; before "" is at the end. */
        this.moved = new Map(moved.flatMap((name, i) => (i % 2 === 0 && i + 1 < moved.length ? [[name, moved[i + 1]]] : [])));
    }

    /** What is to be kept, as lists of texts by name. */
    get kept() {
        const lists = { closed: this.closed, pinned: this.pinned, off: this.off, moved: [...this.moved].flat() };
        return Object.fromEntries(KEPT.map(name => [name, [...lists[name]]]));
    }

    /**
     * The sections in which these names stand, in order: those that are pinned, those of no section, sections in the order
     * of their names, the system. Each has a "key", a "title" ("" where it needs none) and "names".
     *
     * @param names in the order in which they stand unless moved
     * @param isSystem tells whether a name is of the machine
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

    /** Puts a chart before another one of its section; "" is the end of it. */
    move(name, before) {
        // the last move is the last one to be made again
        this.moved.delete(name);
        this.moved.set(name, before);
    }

    /** Closes a section, or opens it. */
    close(key, isClosed) {
        this.closed.delete(key);
        if (isClosed) {
            this.closed.add(key);
        }
    }

    /**
     * What can be done about the place of a chart.
     *
     * @param namesBeside gives the names of its section as they stand, its own among them
     * @param rearrange does a change, and shows it
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

/** Takes an item out of a set, or puts it in. */
export function toggle(set, item) {
    if (!set.delete(item)) {
        set.add(item);
    }
}

/** The part of a name before its last slash. */
export function sectionOf(name) {
    return name.slice(0, Math.max(0, name.lastIndexOf('/')));
}
