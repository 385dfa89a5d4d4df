// What opens below its button: it closes with Escape, with a press anywhere else, and when the focus has gone on.

/** Makes a details element do so. "onopen" is told when it opens. */
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
