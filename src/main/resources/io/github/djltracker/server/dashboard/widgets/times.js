// Times in tables: relative to now, or absolute. The choice applies to all pages, and is remembered.

import { el, show } from './dom.js';
import { ago, time } from './format.js';

const KEY = 'djl-tracker-times';
const WIDTH = { ago: 12, exact: 25 };
const NEXT = { ago: 'exact', exact: 'ago' };

let chosen = stored() === 'exact' ? 'exact' : 'ago';

function stored() {
    try {
        return localStorage.getItem(KEY);
    } catch {
        return null; // storage is forbidden: chosen for this page only
    }
}

/** Makes a button switch between both; tables are notified by the event "timeschange". */
export function timesSwitch(control) {
    const tell = () => {
        show(control, `Times: ${chosen}`);
        control.setAttribute('aria-label', `Times: ${chosen}. Switch to ${NEXT[chosen]}.`);
    };
    control.addEventListener('click', () => {
        chosen = NEXT[chosen];
        try {
            localStorage.setItem(KEY, chosen);
        } catch {
            // storage is forbidden: chosen for this page only
        }
        tell();
        dispatchEvent(new Event('timeschange'));
    });
    tell();
}

/** A time in the chosen form; "" if there is none. */
export function timeText(millis) {
    return millis ? { ago, exact: time }[chosen](millis) : '';
}

/** A column of a table with a time of each row; the tooltip has the other form. */
export function timeColumn(column, of) {
    return {
        ...column,
        get width() {
            return WIDTH[chosen];
        },
        value: of,
        text: row => timeText(of(row)),
        node: (row, text) => el('time', { title: of(row) ? { ago: time, exact: ago }[chosen](of(row)) : null }, text),
    };
}
