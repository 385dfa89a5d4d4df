// What keys do in parallel coordinates: arrows go from axis to axis and from run to run, Shift brushes what they pass.

export class ParallelKeys {
    #axis = 0;
    #run = -1;
    #anchor = -1;

    /** The number of the axis that the keys are on. */
    get axis() {
        return this.#axis;
    }

    /** The number of the run that the keys are on, -1 where they are on none. */
    get run() {
        return this.#run;
    }

    leave() {
        this.#run = -1;
        this.#anchor = -1;
    }

    /** Keeps to so many axes, and to a run whose number may be another now. */
    stay(axes, run) {
        this.#axis = Math.max(0, Math.min(axes - 1, this.#axis));
        if (run !== this.#run) {
            this.leave();
            this.#run = run;
        }
    }

    /**
     * What a key asks for: "axis" or "run", which it has gone to, "brush" with the numbers of the runs at both "ends", "move" with "by", "clear", "clearAll" or "open";
     * null where it asks for nothing.
     *
     * @param shown "axes", "places" and "inside", see parallel-lines.js
     */
    press({ key, shiftKey, ctrlKey, metaKey, altKey }, shown) {
        if (ctrlKey || metaKey || altKey) {
            return null;
        }
        const across = { ArrowLeft: -1, ArrowRight: 1 }[key];
        const along = { ArrowUp: 1, ArrowDown: -1 }[key];
        if (across !== undefined) {
            return this.#across(across, shiftKey, shown.axes.length);
        }
        if (along !== undefined) {
            return shiftKey ? this.#brush(along, shown) : this.#along(along, shown);
        }
        if (key === 'Enter' && this.#run >= 0) {
            return { does: 'open' };
        }
        return { Delete: { does: 'clear' }, Backspace: { does: 'clear' }, Escape: { does: 'clearAll' } }[key] ?? null;
    }

    #across(by, isMove, count) {
        const to = Math.max(0, Math.min(count - 1, this.#axis + by));
        if (isMove && to !== this.#axis) {
            this.#axis = to;
            return { does: 'move', by };
        }
        this.#axis = to;
        this.#anchor = -1;
        return { does: 'axis' };
    }

    #along(by, shown) {
        this.#anchor = -1;
        const order = this.#order(shown, i => shown.inside[i] === 1);
        return this.#go(order, by) ? { does: 'run' } : null;
    }

    #brush(by, shown) {
        const place = i => shown.places[i * shown.axes.length + this.#axis];
        const order = this.#order(shown, () => true);
        if (this.#run < 0 || !order.includes(this.#run)) {
            if (!this.#go(order, by)) {
                return null;
            }
            this.#anchor = this.#run;
        } else {
            this.#anchor = this.#anchor < 0 ? this.#run : this.#anchor;
            const from = place(this.#run);
            // those of the same value are one
            while (place(this.#run) === from && this.#go(order, by)) {
                // goes on
            }
        }
        return { does: 'brush', ends: [this.#anchor, this.#run] };
    }

    #order({ axes, places }, isWanted) {
        const place = i => places[i * axes.length + this.#axis];
        return Array.from({ length: places.length / axes.length }, (_, i) => i)
            .filter(i => isWanted(i) && !Number.isNaN(place(i)))
            .sort((a, b) => place(a) - place(b) || a - b);
    }

    #go(order, by) {
        const index = order.indexOf(this.#run);
        const to = index < 0 ? (by > 0 ? 0 : order.length - 1) : index + by;
        if (to < 0 || to >= order.length) {
            return false;
        }
        this.#run = order[to];
        return true;
    }
}
