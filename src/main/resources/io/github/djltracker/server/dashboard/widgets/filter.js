// Filters as people type them: words that must all be there, in any order and case.

export function matcher(typed) {
    const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
    return text => {
        const lower = text.toLowerCase();
        return words.every(word => lower.includes(word));
    };
}

/**
 * Finds names: by a regular expression where there is a sign of one in what was typed, else by words. Gives "matches" and
 * "error", what is wrong with the expression, null where nothing is; all names match one that is wrong.
 */
export function nameMatcher(typed) {
    const text = typed.trim();
    if (!/[\\^$*+?()[\]{}|]/.test(text)) {
        return { matches: matcher(text), error: null };
    }
    try {
        const expression = new RegExp(text, 'i');
        const isThere = matcher(text);
        // names have brackets, too
        return { matches: name => expression.test(name) || isThere(name), error: null };
    } catch (error) {
        return { matches: () => true, error: error.message };
    }
}
