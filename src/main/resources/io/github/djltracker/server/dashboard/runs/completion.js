// Completion of filters: names of values, and the values of names that have few.

const MOST = 12;
const SETTING = 'setting.';
const LAST = '.last';

/** Names that every run has. */
const OF_ALL = ['status', 'model', 'name', 'started', 'ended', 'seen', 'duration', 'step', 'lost', 'error', 'note', 'starred', 'archived', 'hash', 'run'];

const VALUES = {
    status: ['RUNNING', 'FINISHED', 'FAILED', 'INTERRUPTED', 'LOST'],
    starred: ['true', 'false'],
    archived: ['true', 'false'],
};

const TOKEN = /\s*(?:"(?:[^"]|"")*"?|'(?:[^']|'')*'?|`(?:[^`]|``)*`?|[(),]|[<>=!~]+|[^\s"'`(),<>=!~]+)/y;
const NO_WORD = /[\s"'`(),<>=!~]/;
const JOINS = ['and', 'or', 'not'];

/** The start of the word at the caret, and the possible completions; empty if there are none. */
export function completions(text, caret, names) {
    const { tokens, word, from } = parts(text.slice(0, caret));
    const [before, name] = [tokens.at(-1), tokens.at(-2)];
    if (before !== undefined && /^[<>=!~]+$/.test(before)) {
        return { from, options: matching(VALUES[name] ?? [], word) };
    }
    const isName = before === undefined || before === '(' || JOINS.includes(before.toLowerCase());
    if (!isName) {
        return { from, options: word === '' ? [] : matching(['and', 'or', 'in', 'not'], word) };
    }
    return { from, options: word === '' ? [] : matching([...OF_ALL, ...names.map(brief), ...steps(names, word)], word).map(quoted) };
}

/** The tokens before the word that is being written, and that word. */
function parts(text) {
    const tokens = [];
    let at = 0;
    let last = 0;
    TOKEN.lastIndex = 0;
    for (let found = TOKEN.exec(text); found; found = TOKEN.exec(text)) {
        last = at + found[0].length - found[0].trimStart().length;
        tokens.push(found[0].trimStart());
        at = TOKEN.lastIndex;
    }
    const end = tokens.at(-1);
    const isOpen = end !== undefined && at === text.length && !/^[(),<>=!~]/.test(end) && !/^(["'`]).*\1$/s.test(end);
    if (!isOpen) {
        return { tokens, word: '', from: text.length };
    }
    return { tokens: tokens.slice(0, -1), word: end.replace(/^["'`]/, ''), from: last };
}

/** Those that begin with the word, followed by those that contain it. */
function matching(all, word) {
    const wanted = word.toLowerCase();
    const some = [...new Set(all)].filter(one => one.toLowerCase().includes(wanted) && one.toLowerCase() !== wanted);
    const rank = one => (one.toLowerCase().startsWith(wanted) ? 0 : 1);
    return some.sort((a, b) => rank(a) - rank(b)).slice(0, MOST);
}

/** The names of the steps of last, lowest and highest values, once the name of such a value is being written. */
function steps(names, word) {
    return /@.*\./.test(word) ? names.filter(name => /@.*\.(last|min|max)$/.test(name)).map(name => `${name}.step`) : [];
}

/** The short form in which users write a name. */
function brief(name) {
    const inner = name.startsWith(SETTING) && !OF_ALL.includes(name.slice(SETTING.length)) ? name.slice(SETTING.length) : name;
    return inner.endsWith(LAST) && inner.includes('@') ? inner.slice(0, -LAST.length) : inner;
}

function quoted(name) {
    return NO_WORD.test(name) || JOINS.includes(name.toLowerCase()) || name.toLowerCase() === 'in' ? `"${name.replaceAll('"', '""')}"` : name;
}
