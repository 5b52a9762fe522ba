/** Remembers the choice of language for a year, for addresses without a language. */
export function keepLanguage(): void {
  document.getElementById('other-language')?.addEventListener('click', (event) => {
    const link = event.currentTarget as HTMLAnchorElement;
    document.cookie = `lang=${link.lang}; path=/; max-age=31536000; SameSite=Lax`;
    // The same report or filter in the other language.
    link.search = location.search;
  });
}
