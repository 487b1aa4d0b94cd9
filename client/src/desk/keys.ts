/** `/` search, `j` `k` rows, Enter opens, `?` all keys. Letters are taken by place on the keyboard, so that they work with an Arabic layout too. */

const FIELDS = "input, textarea, select, [contenteditable]";

export function watchKeys(openPalette: () => void): void {
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.code === "KeyK") {
      event.preventDefault();
      openPalette();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || busy(event)) return;
    const act = actionOf(event);
    if (act?.()) event.preventDefault();
  });
}

function busy(event: KeyboardEvent): boolean {
  const at = event.target instanceof Element ? event.target : null;
  return at?.closest(FIELDS) != null || document.querySelector("dialog[open]") != null;
}

function actionOf(event: KeyboardEvent): (() => boolean) | undefined {
  if (event.key === "?" || event.key === "؟") return showKeys;
  if (event.key === "/" || event.code === "Slash") return search;
  if (event.code === "KeyJ") return () => move(1);
  if (event.code === "KeyK") return () => move(-1);
  if (event.key === "Enter") return open;
  return undefined;
}

function showKeys(): boolean {
  const dialog = document.querySelector<HTMLDialogElement>("#keys");
  dialog?.showModal();
  return dialog !== null;
}

function search(): boolean {
  const field = document.querySelector<HTMLInputElement>("[data-search]");
  field?.focus();
  field?.select();
  return field !== null;
}

function move(step: number): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")];
  const now = rows.findIndex((row) => row.classList.contains("at"));
  const next = rows[now < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, now + step))];
  if (next === undefined) return false;
  rows[now]?.classList.remove("at");
  next.classList.add("at");
  next.querySelector<HTMLElement>("a, button")?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  return true;
}

function open(): boolean {
  if (document.activeElement?.closest("a, button") != null) return false;
  const link = document.querySelector<HTMLElement>("[data-row].at a, [data-row].at button");
  link?.click();
  return link !== null;
}
