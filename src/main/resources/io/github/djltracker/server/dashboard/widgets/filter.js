// Filters that users type: words, all of which must occur, in any order and case.

export function matcher(typed) {
    const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
    return text => {
        const lower = text.toLowerCase();
        return words.every(word => lower.includes(word));
    };
}

/**
 * Finds names: by a regular expression if the text contains a special character, otherwise by words. Returns "matches",
 * and "error", the error in the expression or null; an invalid expression matches all names.
 */
export function nameMatcher(typed) {
    const text = typed.trim();
    if (!/[\\^$*+?()[\]{}|]/.test(text)) {
        return { matches: matcher(text), error: null };
    }
    try {
        const expression = new RegExp(text, 'i');
        const isThere = matcher(text);
        // names may contain brackets, too
        return { matches: name => expression.test(name) || isThere(name), error: null };
    } catch (error) {
        return { matches: () => true, error: error.message };
    }
}
