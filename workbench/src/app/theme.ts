/** Light or dark: as the system has it until somebody chooses. */

const KEY = "corridors.theme";

export function applyTheme(): void {
  const chosen = window.localStorage.getItem(KEY);
  if (chosen) document.documentElement.dataset["theme"] = chosen;
}

export const isDark = (): boolean => {
  const chosen = document.documentElement.dataset["theme"];
  return chosen ? chosen === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
};

export function toggleTheme(): void {
  window.localStorage.setItem(KEY, isDark() ? "light" : "dark");
  applyTheme();
}
