// Prepares a page for printing: draws everything that a screen shows only in part.

/** Makes a button print once the whole page is drawn. */
export function watchPrinter(control) {
    control.addEventListener('click', async () => {
        control.disabled = true;
        const drawing = [];
        // components that draw only what is visible add a promise of the rest
        dispatchEvent(new CustomEvent('drawall', { detail: drawing }));
        await Promise.allSettled(drawing);
        control.disabled = false;
        print();
    });
    addEventListener('beforeprint', () => tell(true));
    addEventListener('afterprint', () => tell(false));
}

/** Printed pages are light, and their tables show all rows. */
function tell(isPaper) {
    document.documentElement.toggleAttribute('data-paper', isPaper);
    dispatchEvent(new Event('themechange'));
    document.querySelectorAll('.table').forEach(table => table.dispatchEvent(new Event('paper')));
}
