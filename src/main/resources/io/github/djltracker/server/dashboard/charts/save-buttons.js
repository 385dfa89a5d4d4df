// The buttons of a chart that save it as a file.

import { say } from '../server/notice.js';
import { button } from '../widgets/dom.js';
import { csv, png, saveFile } from './save.js';

/**
 * @param name the metric
 * @param picture resolves to the visible "canvas" (null if there is none) and its "lines" as they are drawn
 * @param numbers resolves to the lines behind it
 */
export function saveButtons(name, { picture, numbers }) {
    // reports a failure to create the file
    const saving = making => async () => {
        try {
            await making();
        } catch (error) {
            say(`${name} could not be saved: ${error.message}`);
        }
    };
    const savePng = async () => {
        const { canvas, lines } = await picture();
        if (canvas === null || lines.length === 0) {
            throw new Error('nothing is drawn');
        }
        const entries = lines.map(line => ({ text: [line.of.label, line.phase].filter(Boolean).join(' '), color: line.color, dash: line.dash }));
        saveFile(await png(canvas, name, entries), `${name}.png`);
    };
    const saveCsv = async () => saveFile(csv(name, await numbers(), line => line.run ?? ''), `${name}.csv`);
    return [
        button('PNG', saving(savePng), { class: 'quiet', title: 'Save as an image' }),
        button('CSV', saving(saveCsv), { class: 'quiet', title: 'Save the data' }),
    ];
}
