// Where the dashboard is: right below the server's name, or under a path that a proxy in front of it takes away.

/** The path of the dashboard, without a slash at its end: empty, or such as "/tracker". */
export const ROOT = new URL(import.meta.url).pathname.replace(/\/assets\/.*/, '');

/** The address of a path of the server as the browser asks for it. */
export function rooted(path) {
    return path.startsWith('/') ? ROOT + path : path;
}
