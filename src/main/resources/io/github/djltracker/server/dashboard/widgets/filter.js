// Filters as people type them: words that must all be there, in any order and case.

export function matcher(typed) {
    const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
    return text => {
        const lower = text.toLowerCase();
        return words.every(word => lower.includes(word));
    };
}
