// Numbers of colours: everything that is shown keeps its number as long as it is shown.

export class ColorNumbers {
    #numbers = new Map();

    /** Everything that has a number. */
    get keys() {
        return this.#numbers.keys();
    }

    /** The number of a key: the lowest one that nothing shown has. */
    numberOf(key, shown) {
        if (!this.#numbers.has(key)) {
            this.#give(key, new Set([...shown].filter(other => other !== key).map(other => this.#numbers.get(other))), 0);
        }
        return this.#numbers.get(key);
    }

    /**
     * Assigns numbers to these keys and forgets all others. Returns a function from a key to its number, null for other
     * keys.
     */
    of(shown) {
        const kept = new Set(shown);
        [...this.#numbers.keys()].filter(key => !kept.has(key)).forEach(key => this.#numbers.delete(key));
        const taken = new Set(this.#numbers.values());
        let lowest = 0;
        for (const key of kept) {
            if (!this.#numbers.has(key)) {
                lowest = this.#give(key, taken, lowest) + 1;
            }
        }
        const now = new Map(this.#numbers);
        return key => now.get(key) ?? null;
    }

    #give(key, taken, from) {
        let number = from;
        while (taken.has(number)) {
            number += 1;
        }
        this.#numbers.set(key, number);
        return number;
    }
}
