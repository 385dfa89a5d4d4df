// A part of a page that keeps its state in the address under names that no other part has.

/** The page as that part sees it: all its names in the address begin with a prefix. */
export function partOf(page, prefix) {
    return {
        signal: page.signal,
        query: { get: name => page.query.get(prefix + name) },
        keep: state => page.keep(Object.fromEntries(Object.entries(state).map(([name, value]) => [prefix + name, value]))),
    };
}
