// A classic script: it runs before the first paint, so that nobody who chose dark sees a white flash.
(() => {
    const KEY = 'djl-tracker-theme';
    const root = document.documentElement;

    function stored() {
        try {
            return localStorage.getItem(KEY);
        } catch {
            return null; // storage is forbidden: the system's choice holds
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
        /** "light", "dark", or "auto" where the system decides. */
        chosen: () => root.dataset.theme ?? 'auto',
        choose(theme) {
            apply(theme);
            try {
                localStorage.setItem(KEY, theme);
            } catch {
                // chosen for this page alone
            }
        },
    };
})();
