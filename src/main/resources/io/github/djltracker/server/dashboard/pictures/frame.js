// What all pictures have around them: a title, what is chosen, the buttons that save it, and what is to be said of it.

import { button, el, show } from '../widgets/dom.js';
import { say } from '../server/notice.js';
import { saveFile } from '../charts/save.js';

export class Frame {
    /** What is seen, for the names of files. */
    name = '';

    /**
     * @param title the kind of the picture
     * @param controls elements to choose by
     * @param body what shows it
     * @param png gives the picture as a promise of a file
     * @param csv gives the numbers as a file
     */
    constructor({ title, controls, body, png, csv }) {
        this.spoken = el('p', { class: 'unseen', 'aria-live': 'polite' });
        this.foot = el('p', { class: 'chart-foot muted', role: 'status' });
        this.element = el(
            'section',
            { class: 'chart picture', 'aria-label': title },
            el('header', {}, el('h2', {}, title), el('span', { class: 'tools' },
                button('PNG', () => this.#save(png, 'png'), { class: 'quiet', title: 'Save as an image' }),
                button('CSV', () => this.#save(csv, 'csv'), { class: 'quiet', title: 'Save the data' }))),
            el('div', { class: 'head tools-of-all' }, controls),
            body,
            this.spoken,
            this.foot,
        );
    }

    /** Says these sentences below the picture; those that are empty are left out. */
    note(...sentences) {
        const text = sentences.filter(Boolean).join(' ');
        if (this.foot.textContent !== text) {
            show(this.foot, text);
        }
    }

    /** Tells those who do not see it. */
    say(text) {
        show(this.spoken, text);
    }

    async #save(making, kind) {
        try {
            saveFile(await making(), `${this.name}.${kind}`);
        } catch (error) {
            say(`${this.name} could not be saved: ${error.message}`);
        }
    }
}
