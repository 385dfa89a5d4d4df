// The first module: the frame around the views.

import { show } from './widgets/dom.js';
import { watchConnection } from './server/notice.js';
import { start } from './page/router.js';

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

themeSwitch();
watchConnection();
void start();
