// Suggestions below a text field: the arrow keys move through the list, Enter or Tab accepts one.

import { el, show, uniqueId } from './dom.js';

/**
 * Adds suggestions to a text field. "complete(text, caret)" returns the start of the word that is being written,
 * "from", and the possible texts, "options". The field gets an "input" event when one is accepted. Returns the element
 * that contains both.
 */
export function suggesting(field, complete) {
    const list = el('ul', { class: 'suggestions', role: 'listbox', id: uniqueId('suggestions'), 'aria-label': 'Suggestions', hidden: true });
    let from = 0;
    let options = [];
    let active = -1;
    for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': list.id, 'aria-expanded': 'false' })) {
        field.setAttribute(name, value);
    }

    function close() {
        options = [];
        showOptions();
    }

    function showOptions() {
        active = -1;
        show(list, options.map((text, i) => el('li', {
            role: 'option', id: `${list.id}-${i}`, 'aria-selected': 'false',
            // keeps the focus in the field
            onpointerdown: event => {
                event.preventDefault();
                take(i);
            },
        }, text)));
        list.hidden = options.length === 0;
        field.setAttribute('aria-expanded', String(options.length > 0));
        field.removeAttribute('aria-activedescendant');
    }

    function activate(i) {
        list.children[active]?.setAttribute('aria-selected', 'false');
        active = (i + options.length) % options.length;
        list.children[active].setAttribute('aria-selected', 'true');
        list.children[active].scrollIntoView({ block: 'nearest' });
        field.setAttribute('aria-activedescendant', list.children[active].id);
    }

    function take(i) {
        const before = field.value.slice(0, from) + options[i];
        const rest = field.value.slice(field.selectionStart);
        field.value = `${before}${rest.startsWith(' ') ? '' : ' '}${rest}`;
        field.setSelectionRange(before.length + 1, before.length + 1);
        close();
        field.dispatchEvent(new Event('input', { bubbles: true }));
    }

    field.addEventListener('input', event => {
        // only while typing: a field that is cleared with its own button suggests nothing
        if (!(event instanceof InputEvent)) {
            return;
        }
        ({ from, options } = complete(field.value, field.selectionStart ?? field.value.length));
        showOptions();
    });
    field.addEventListener('blur', close);
    field.addEventListener('keydown', event => {
        if (options.length === 0 || event.isComposing) {
            return;
        }
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            activate(event.key === 'ArrowDown' ? active + 1 : active < 0 ? -1 : active - 1);
        } else if ((event.key === 'Enter' || event.key === 'Tab') && active >= 0) {
            take(active);
        } else if (event.key === 'Escape') {
            close();
        } else {
            return;
        }
        event.preventDefault();
    });
    return el('span', { class: 'suggesting' }, field, list);
}
