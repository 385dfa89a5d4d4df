// Keyboard control of parallel coordinates: arrow keys move between axes and runs; with Shift, they brush.

export class ParallelKeys {
    #axis = 0;
    #run = -1;
    #anchor = -1;

    /** The number of the current axis. */
    get axis() {
        return this.#axis;
    }

    /** The number of the current run, -1 if there is none. */
    get run() {
        return this.#run;
    }

    leave() {
        this.#run = -1;
        this.#anchor = -1;
    }

    /** Adapts to a new number of axes, and to a new number of the current run. */
    stay(axes, run) {
        this.#axis = Math.max(0, Math.min(axes - 1, this.#axis));
        if (run !== this.#run) {
            this.leave();
            this.#run = run;
        }
    }

    /**
     * What a key does: "axis" or "run" after a move, "brush" with the numbers of the runs at both "ends", "move" with
     * "by", "clear", "clearAll" or "open"; null for other keys.
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
            // skips runs with the same value
            while (place(this.#run) === from && this.#go(order, by)) {
                // the condition moves on
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
