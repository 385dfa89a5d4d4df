// A part of a page that keeps its state in the address under names that no other part has.

/** The page as seen by this part: all its names in the address have a prefix. */
export function partOf(page, prefix) {
    return {
        signal: page.signal,
        query: { get: name => page.query.get(prefix + name) },
        keep: state => page.keep(Object.fromEntries(Object.entries(state).map(([name, value]) => [prefix + name, value]))),
    };
}
