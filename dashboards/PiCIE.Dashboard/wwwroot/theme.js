// Runs before anything is drawn, so that no page flashes in the other theme.
(() => {
    const key = 'picie-theme';
    const system = matchMedia('(prefers-color-scheme: dark)');
    const choice = () => { try { return localStorage.getItem(key) ?? 'system'; } catch { return 'system'; } };
    const apply = () => {
        const chosen = choice();
        document.documentElement.dataset.theme = chosen === 'system' ? (system.matches ? 'dark' : 'light') : chosen;
        document.documentElement.dataset.themeChoice = chosen;
        for (const button of document.querySelectorAll('[data-theme-choice]')) {
            if (button.tagName === 'BUTTON') { button.setAttribute('aria-pressed', String(button.dataset.themeChoice === chosen)); }
        }
        document.dispatchEvent(new Event('picie-theme'));
    };
    system.addEventListener('change', apply);
    addEventListener('storage', event => { if (event.key === key) { apply(); } });
    globalThis.picieTheme = {
        apply,
        choose(chosen) { try { localStorage.setItem(key, chosen); } catch { /* it holds until the page is left */ } apply(); },
    };
    apply();
})();
