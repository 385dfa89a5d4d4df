// Popups below a button, which close on Escape, on a press elsewhere, and when they lose the focus.

/** Makes a details element a popup. "onopen" is called when it opens. */
export function popup(details, onopen = () => {}) {
    const outside = event => {
        if (!details.contains(event.target)) {
            details.open = false;
        }
    };
    details.addEventListener('toggle', () => {
        if (details.open) {
            onopen();
            document.addEventListener('pointerdown', outside);
        } else {
            document.removeEventListener('pointerdown', outside);
        }
    });
    details.addEventListener('keydown', event => {
        if (event.key === 'Escape' && details.open) {
            event.stopPropagation();
            details.open = false;
            details.firstChild.focus();
        }
    });
    details.addEventListener('focusout', event => {
        if (event.relatedTarget && !details.contains(event.relatedTarget)) {
            details.open = false;
        }
    });
    return details;
}
