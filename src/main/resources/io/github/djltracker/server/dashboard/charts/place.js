// Controls for the position of a chart: its menu, and dragging its title.

import { button, el, show } from '../widgets/dom.js';
import { popup } from '../widgets/popup.js';

const FAR_ENOUGH = 6;

/**
 * The menu of a chart. "actions" has "isPinned", "isOff", "neighbours" (the names before and after it, null if there is
 * none) and the actions of the buttons: "pin", "hide", "move" (by -1 or 1).
 */
export function placeMenu(name, actions) {
    const list = el('div', { class: 'chooser-list', role: 'group', 'aria-label': `Position of ${name}` });
    const details = el('details', { class: 'chooser menu' }, el('summary', { 'aria-label': `Position of ${name}`, title: 'Pin, hide, move' }, '\u22ef'), list);
    const fill = () => {
        const [before, after] = actions.neighbours();
        const isOff = actions.isOff();
        const close = action => () => {
            details.open = false;
            action();
        };
        show(
            list,
            !isOff && button(actions.isPinned() ? 'Unpin' : 'Pin to the top', close(actions.pin)),
            !isOff && button('Move left', () => again(() => actions.move(-1), 'Move left'), { disabled: before === null }),
            !isOff && button('Move right', () => again(() => actions.move(1), 'Move right'), { disabled: after === null }),
            button(isOff ? 'Show again' : 'Hide', close(actions.hide)),
        );
    };
    const again = (action, text) => {
        action();
        fill();
        // keeps the focus on the button, so that it can be pressed repeatedly until the end
        const same = [...list.children].find(one => one.textContent === text);
        (same.disabled ? details.firstChild : same).focus();
    };
    return popup(details, fill);
}

/**
 * Makes a chart draggable by its title to another position in its section. Calls "ondrop" with the other chart, and
 * whether to put it behind that one.
 */
export function draggable(chart, handle, ondrop) {
    let from = null;
    let target = null;
    const mark = (other, isBehind) => {
        target?.other.classList.remove('drop-before', 'drop-behind');
        target = other && { other, isBehind };
        target?.other.classList.add(isBehind ? 'drop-behind' : 'drop-before');
    };
    const end = () => {
        mark(null);
        chart.classList.remove('dragged');
        from = null;
    };
    handle.addEventListener('pointerdown', event => {
        // with a finger, dragging scrolls the page; the menu is available instead
        if (event.button === 0 && event.pointerType !== 'touch') {
            from = event;
        }
    });
    handle.addEventListener('pointermove', event => {
        if (from === null || Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) < FAR_ENOUGH) {
            return;
        }
        handle.setPointerCapture(event.pointerId);
        chart.classList.add('dragged');
        const other = document.elementFromPoint(event.clientX, event.clientY)?.closest('.chart');
        const at = other?.getBoundingClientRect();
        mark(other && other !== chart && other.parentNode === chart.parentNode ? other : null, at && event.clientX > at.left + at.width / 2);
    });
    handle.addEventListener('pointerup', () => {
        const dropped = target;
        end();
        if (dropped) {
            ondrop(dropped.other, dropped.isBehind);
        }
    });
    handle.addEventListener('pointercancel', end);
}
