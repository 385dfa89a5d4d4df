// Times in tables: how long ago, or the time itself. The choice holds for all pages, and is remembered.

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
        return null; // storage is forbidden: chosen for this page alone
    }
}

/** Makes a button switch between both; tables are told by the event "timeschange". */
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
            // chosen for this page alone
        }
        tell();
        dispatchEvent(new Event('timeschange'));
    });
    tell();
}

/** A time as it was chosen; "" where there is none. */
export function timeText(millis) {
    return millis ? { ago, exact: time }[chosen](millis) : '';
}

/** A column of a table that shows a time of each row, the other way in its title. */
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
