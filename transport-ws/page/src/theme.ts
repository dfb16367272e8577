/** Light or dark, as the system is set, now and when that changes. */
export function followSystemTheme(): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    const theme = dark.matches ? 'dark' : 'light';
    document.documentElement.dataset.theme = theme;
    document.body.dataset.jpThemeLight = String(!dark.matches);
    document.body.dataset.jpThemeName = theme;
  };
  dark.addEventListener('change', apply);
  apply();
}
