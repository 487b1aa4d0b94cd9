/** The command palette: every link and button of the page that is marked `data-palette`, found by its words. */

interface Entry {
  readonly words: string;
  readonly run: () => void;
}

/** Gives what opens the palette. */
export function watchPalette(): () => void {
  const dialog = document.querySelector<HTMLDialogElement>("#palette");
  const field = dialog?.querySelector("input");
  const list = dialog?.querySelector("ul");
  const none = dialog?.querySelector<HTMLElement>(".none");
  if (!dialog || !field || !list || !none) return () => undefined;
  let shown: readonly Entry[] = [];
  let at = 0;

  const select = (index: number): void => {
    at = Math.max(0, Math.min(shown.length - 1, index));
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
    list.children[at]?.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", shown.length > 0 ? `palette-${at}` : "");
  };
  const run = (index: number): void => {
    const entry = shown[index];
    dialog.close();
    entry?.run();
  };
  const show = (): void => {
    const wanted = folded(field.value);
    shown = entries().filter(({ words }) => folded(words).includes(wanted));
    list.replaceChildren(...shown.map(({ words }, index) => item(words, index, () => run(index))));
    none.hidden = shown.length > 0;
    select(0);
  };

  field.addEventListener("input", show);
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") select(at + 1);
    else if (event.key === "ArrowUp") select(at - 1);
    else if (event.key === "Enter") run(at);
    else return;
    event.preventDefault();
  });
  return () => {
    field.value = "";
    show();
    dialog.showModal();
  };
}

function entries(): Entry[] {
  const marked = [...document.querySelectorAll<HTMLElement>("[data-palette]")];
  return marked.map((element) => ({ words: element.textContent?.trim() ?? "", run: () => element.click() }));
}

function item(words: string, index: number, run: () => void): HTMLLIElement {
  const element = document.createElement("li");
  element.id = `palette-${index}`;
  element.setAttribute("role", "option");
  element.textContent = words;
  element.addEventListener("click", run);
  return element;
}

/** Without case, vowel marks and the tatweel, so that typing needs no care. */
function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\p{M}\u0640\u200c]/gu, "")
    .toLowerCase();
}
