// A classic script: it runs before the first paint, so that the page does not flash white for users of the dark theme.
(() => {
    const KEY = 'djl-tracker-theme';
    const root = document.documentElement;

    function stored() {
        try {
            return localStorage.getItem(KEY);
        } catch {
            return null; // storage is forbidden: follow the system
        }
    }

    function apply(theme) {
        if (theme === 'light' || theme === 'dark') {
            root.dataset.theme = theme;
        } else {
            delete root.dataset.theme;
        }
    }

    apply(stored());

    globalThis.djlTheme = {
        /** "light", "dark", or "auto" if the system decides. */
        chosen: () => root.dataset.theme ?? 'auto',
        choose(theme) {
            apply(theme);
            try {
                localStorage.setItem(KEY, theme);
            } catch {
                // storage is forbidden: chosen for this page only
            }
        },
    };
})();
