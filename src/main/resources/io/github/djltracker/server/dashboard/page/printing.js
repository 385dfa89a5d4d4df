// Printing a page: what a screen shows in part is made whole before.

/** A button prints once all that the page has is drawn. */
export function watchPrinter(control) {
    control.addEventListener('click', async () => {
        control.disabled = true;
        const drawing = [];
        // whoever draws only what is in sight adds a promise of the rest
        dispatchEvent(new CustomEvent('drawall', { detail: drawing }));
        await Promise.allSettled(drawing);
        control.disabled = false;
        print();
    });
    addEventListener('beforeprint', () => tell(true));
    addEventListener('afterprint', () => tell(false));
}

/** Paper is light, and tables show there all of their rows. */
function tell(isPaper) {
    document.documentElement.toggleAttribute('data-paper', isPaper);
    dispatchEvent(new Event('themechange'));
    document.querySelectorAll('.table').forEach(table => table.dispatchEvent(new Event('paper')));
}
