// What pages ask of the browser: title, theme, keyboard. One listener serves all pages.
let begun = false;
let before = '';

export function setTitle(text) { document.title = text; }

export function begin() {
    picieTheme.apply();
    document.documentElement.dataset.live = 'yes';
    if (begun) { return; }
    begun = true;
    document.addEventListener('click', clicked);
    document.addEventListener('keydown', pressed);
}

export function goTo(address) { Blazor.navigateTo(address); }

export async function copy(text) {
    try { await navigator.clipboard.writeText(text); return true; } catch { return false; }
}

// Presses a button when it comes into view: the next page of a list is there before its end is reached.
export function pressInView(button) {
    const watcher = new IntersectionObserver(seen => { if (seen.some(one => one.isIntersecting)) { button.click(); } }, { rootMargin: '400px' });
    watcher.observe(button);
}

function clicked(event) {
    const theme = event.target.closest?.('button[data-theme-choice]');
    if (theme) { picieTheme.choose(theme.dataset.themeChoice); }
    if (event.target.closest?.('[data-keys]')) { document.getElementById('keys').showModal(); }
}

function isTyping(target) { return target.closest?.('input, textarea, select, [contenteditable]'); }

function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.key === 'Escape') { leave(event); return; }
    if (isTyping(event.target) || document.querySelector('dialog[open], .mud-dialog')) { return; }
    const way = before + event.key;
    before = event.key === 'g' ? 'g' : '';
    const does = {
        '?': () => document.getElementById('keys').showModal(),
        '/': () => document.querySelector('[data-filter]')?.focus(),
        'j': () => step(1),
        'k': () => step(-1),
        'gh': () => Blazor.navigateTo('/'),
        'gr': () => Blazor.navigateTo('/runs'),
    }[way.length > 1 && way[0] === 'g' ? way : event.key];
    if (does) { event.preventDefault(); does(); }
}

function leave(event) {
    const dialog = document.querySelector('.mud-dialog [data-leave]');
    if (dialog) { event.preventDefault(); dialog.click(); return; }
    if (document.querySelector('dialog[open]')) { return; }
    if (isTyping(event.target)) { event.target.blur(); return; }
    document.querySelector('[data-back]')?.click();
}

function step(by) {
    const rows = [...document.querySelectorAll('[data-row]')];
    const here = rows.indexOf(document.activeElement?.closest?.('[data-row]'));
    const next = rows[here < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, here + by))];
    const link = next?.querySelector('[data-open]');
    link?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: 'nearest' });
}
