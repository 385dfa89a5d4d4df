// The location of the dashboard: at the root of the server, or under a path prefix that a proxy strips.

/** The path of the dashboard, without a slash at the end: empty, or for example "/tracker". */
export const ROOT = new URL(import.meta.url).pathname.replace(/\/assets\/.*/, '');

/** The address that the browser requests for a path of the server. */
export function rooted(path) {
    return path.startsWith('/') ? ROOT + path : path;
}
