// What pages ask of the browser: title, theme, keyboard. One listener serves all pages.
let begun = false;
let before = '';
// The list from which a run was opened, with its filter and order.
let listed = '/runs';

export function setTitle(text) { document.title = text; }

export function begin() {
    picieTheme.apply();
    document.documentElement.dataset.live = 'yes';
    if (begun) { return; }
    begun = true;
    // Before anything else hears it: a link that is followed changes the address.
    document.addEventListener('click', clicked, true);
    document.addEventListener('keydown', pressed);
}

// Presses a button when it comes into view: the next page of a list is there before its end is reached.
export function pressInView(button) {
    const watcher = new IntersectionObserver(seen => { if (seen.some(one => one.isIntersecting)) { button.click(); } }, { rootMargin: '400px' });
    watcher.observe(button);
}

function clicked(event) {
    if (location.pathname === '/runs' && event.target.closest?.('a[data-open]')) { listed = location.pathname + location.search; }
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
    if (document.querySelector('[data-back]')) { Blazor.navigateTo(listed); }
}

function step(by) {
    const rows = [...document.querySelectorAll('[data-row]')];
    const here = rows.indexOf(document.activeElement?.closest?.('[data-row]'));
    const next = rows[here < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, here + by))];
    const link = next?.querySelector('[data-open]');
    link?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: 'nearest' });
}
