// Colours of lines, readable on both themes: the same hues, darker on light and lighter on dark.

const HUES = [255, 45, 155, 330, 25, 295, 195, 85, 230, 5];
const GOLDEN_ANGLE = 137.5;

/** Whether the page is dark now. */
export function isDark() {
    if (document.documentElement.hasAttribute('data-paper')) {
        return false;
    }
    const theme = document.documentElement.dataset.theme;
    return theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

/** The colour of the line with this number. Ten are far apart; more than that go on round the circle. */
export function lineColor(index, dark = isDark()) {
    const round = Math.floor(index / HUES.length);
    const hue = round === 0 ? HUES[index] : (HUES[index % HUES.length] + round * GOLDEN_ANGLE) % 360;
    const lightness = (dark ? 0.76 : 0.55) + [0, -0.09, 0.07][round % 3];
    return `oklch(${lightness.toFixed(2)} 0.15 ${hue.toFixed(0)})`;
}

/** Axes, grid and marks. */
export function inks(dark = isDark()) {
    return dark
        ? { text: '#98a3ae', grid: '#2a3036', strong: '#dfe4e8', surface: '#1b1f23' }
        : { text: '#5d6873', grid: '#e9ecef', strong: '#1c2126', surface: '#ffffff' };
}
