// The frame that all plots share: a title, controls, the buttons to save it, and the text below.

import { button, el, show } from '../widgets/dom.js';
import { say } from '../server/notice.js';
import { saveFile } from '../charts/save.js';

export class Frame {
    /** A name of what is shown, for file names. */
    name = '';

    /**
     * @param title the kind of the plot
     * @param controls elements for choosing what it shows
     * @param body the element that shows it
     * @param png returns a promise of the picture as a file
     * @param csv returns the numbers as a file
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

    /** Shows these sentences below the plot, without empty ones. */
    note(...sentences) {
        const text = sentences.filter(Boolean).join(' ');
        if (this.foot.textContent !== text) {
            show(this.foot, text);
        }
    }

    /** Announces a text to screen readers. */
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
