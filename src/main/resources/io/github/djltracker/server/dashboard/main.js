// The first module: the frame around the views, and the table that maps addresses to views.

import { watchPrinter } from './page/printing.js';
import { start } from './page/router.js';
import { watchConnection } from './server/notice.js';
import * as compare from './views/compare.js';
import * as experiment from './views/experiment.js';
import * as experimentRuns from './views/experiment-runs.js';
import * as experiments from './views/experiments.js';
import * as model from './views/model.js';
import * as run from './views/run.js';
import { show } from './widgets/dom.js';
import { timesSwitch } from './widgets/times.js';

// all imported at the start: a view that is only fetched when it is needed is missing if the server is unavailable
const ROUTES = [
    [/^\/$/, experiments],
    [/^\/experiments\/(?<id>[^/]+)$/, experiment],
    [/^\/experiments\/(?<id>[^/]+)\/runs$/, experimentRuns],
    [/^\/models\/(?<id>[^/]+)$/, model],
    [/^\/runs\/(?<id>[^/]+)$/, run],
    [/^\/compare$/, compare],
];
const NEXT = { auto: 'light', light: 'dark', dark: 'auto' };

function themeSwitch() {
    const control = document.getElementById('theme');
    const tell = () => {
        const theme = djlTheme.chosen();
        show(control, `Theme: ${theme}`);
        control.setAttribute('aria-label', `Theme: ${theme}. Switch to ${NEXT[theme]}.`);
    };
    control.addEventListener('click', () => {
        djlTheme.choose(NEXT[djlTheme.chosen()]);
        tell();
        dispatchEvent(new Event('themechange'));
    });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => dispatchEvent(new Event('themechange')));
    tell();
}

// a relative address in the page would be resolved again at each address that is visited
document.querySelector('link[rel=icon]').href = new URL('icon.svg', import.meta.url).pathname;
themeSwitch();
timesSwitch(document.getElementById('times'));
watchPrinter(document.getElementById('print'));
watchConnection();
void start(ROUTES);
