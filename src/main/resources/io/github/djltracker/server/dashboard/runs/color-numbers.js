// Numbers of colours: whatever is shown keeps its own for as long as it is shown.

export class ColorNumbers {
    #numbers = new Map();

    /** Whatever has a number. */
    get keys() {
        return this.#numbers.keys();
    }

    /** The number of a key: the lowest that none of those shown has. */
    numberOf(key, shown) {
        if (!this.#numbers.has(key)) {
            const taken = new Set([...shown].filter(other => other !== key).map(other => this.#numbers.get(other)));
            let number = 0;
            while (taken.has(number)) {
                number += 1;
            }
            this.#numbers.set(key, number);
        }
        return this.#numbers.get(key);
    }

    /** Gives these their numbers and forgets all others: a function from a key to its number, which is null for those that have none. */
    of(shown) {
        const kept = new Set(shown);
        [...this.#numbers.keys()].filter(key => !kept.has(key)).forEach(key => this.#numbers.delete(key));
        shown.forEach(key => this.numberOf(key, shown));
        const now = new Map(this.#numbers);
        return key => now.get(key) ?? null;
    }
}
