// Where a chart stands, as its menu and a drag of its title change it.

import { button, el, show } from '../widgets/dom.js';
import { popup } from '../widgets/popup.js';

const FAR_ENOUGH = 6;

/**
 * The menu of a chart. "actions" are "isPinned", "isOff", "neighbours" (the names before and after it, null where there is
 * none) and what the buttons do: "pin", "hide", "move" (by -1 or 1).
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
        // it may be pressed again and again, up to the end
        const same = [...list.children].find(one => one.textContent === text);
        (same.disabled ? details.firstChild : same).focus();
    };
    return popup(details, fill);
}

/** Lets a chart be dragged by its title to another place of its section. "ondrop" is told the other chart, and whether behind it. */
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
        // a finger scrolls the page: for it there is the menu
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
