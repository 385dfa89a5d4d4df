// Dialogs: a question, and a form.

import { button, el, show, uniqueId } from './dom.js';

/**
 * Asks for confirmation, then does it. If that fails, the dialog shows the error and stays open. True if it was done.
 */
export async function confirm({ title, text, action, submit }) {
    const done = await form({ title, action, danger: true, content: [el('p', {}, text)], fields: [], submit });
    return done !== null;
}

/**
 * Shows a form. Fields have a name and a label, and may have a type and a value. The values are passed to "submit"; if
 * that fails, the dialog shows the error. Returns the values, or null if the user cancelled.
 */
export function form({ title, action, danger = false, content = [], fields, submit }) {
    return new Promise(resolve => {
        let values = null;
        const heading = el('h2', { id: uniqueId('dialog') }, title);
        const error = el('p', { class: 'error', role: 'alert' });
        const go = el('button', { type: 'submit', class: danger ? 'danger' : 'primary' }, action);
        const inputs = new Map(fields.map(field => [field.name, input(field)]));
        const body = el(
            'form',
            { class: 'dialog-form' },
            heading,
            content,
            fields.map(field => el('label', {}, el('span', {}, field.label), inputs.get(field.name))),
            error,
            el('div', { class: 'actions' }, button('Cancel', () => dialog.close()), go),
        );
        const dialog = el('dialog', { 'aria-labelledby': heading.id }, body);
        body.addEventListener('submit', async event => {
            event.preventDefault();
            go.disabled = true;
            show(error);
            const typed = Object.fromEntries([...inputs].map(([name, field]) => [name, field.value]));
            try {
                await submit(typed);
                values = typed;
                dialog.close();
            } catch (failure) {
                show(error, failure.message);
                go.disabled = false;
            }
        });
        dialog.addEventListener('close', () => {
            dialog.remove();
            resolve(values);
        });
        document.body.append(dialog);
        dialog.showModal();
    });
}

function input({ name, type = 'text', value = '', required = false }) {
    const tag = type === 'lines' ? 'textarea' : 'input';
    const element = el(tag, { name, type: tag === 'input' ? type : null, required, autocomplete: 'off', spellcheck: 'false' });
    element.value = value;
    return element;
}
