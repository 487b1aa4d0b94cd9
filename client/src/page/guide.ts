/** Guides at the one address (P3): opened in place, gone back from, changed in language; nothing of it enters the history. */
import { onLeave } from "../exit/leave";
import { carry, fetchPage, loaded, show, type Shown } from "./shown";
import { watchBack } from "./watch-back";

const trail: Shown[] = [];
/** What she typed into a plan, by the id of its box; held until she leaves, so that a look at another guide loses nothing. */
const typed = new Map<string, string>();
onLeave(() => (trail.splice(0), typed.clear()));

/** The page that she sees. */
const here = (): Shown => trail[trail.length - 1]!;

export function begin(): void {
  trail.push(loaded());
}

/** Opens a page of the site; `instead`: in the place of this one. In another language it keeps what she ticked. */
export async function open(address: string, { instead = false } = {}): Promise<void> {
  const next = await fetchPage(address);
  here().top = scrollY;
  if (instead) {
    const before = trail.pop()!;
    if (before.lang !== next.lang) {
      carry(before, next);
      next.top = before.top;
    }
  }
  trail.push(next);
  draw();
}

/** To what she read before, in the language that she reads now. Where nothing was before it, the first page. */
export async function back(): Promise<void> {
  const { lang } = here();
  const home = document.querySelector("a.back")?.getAttribute("href");
  if (trail.length > 1) {
    trail.pop();
    await comeHome(lang);
  } else if (home) await open(home, { instead: true });
}

/** Shows the page that stood here before, in the language that she has chosen since. */
export async function comeHome(language: string): Promise<void> {
  draw();
  const twin = document.querySelector(`.languages a[lang="${language}"]:not([aria-current])`)?.getAttribute("href");
  if (twin) await open(twin, { instead: true });
}

function draw(): void {
  show(here());
  const way = document.querySelector<HTMLElement>("a.back[data-back]");
  const before = trail[trail.length - 2]?.nodes.find((node) => node.id === "main");
  if (way && before && !before.classList.contains("home")) way.querySelector("span")!.textContent = way.dataset["back"]!;
  for (const [id, text] of typed) {
    const box = document.getElementById(id);
    if (box instanceof HTMLTextAreaElement) box.value = text;
  }
  watchBack(trail.length > 1 ? () => void back() : null);
}

addEventListener("input", ({ target }) => {
  if (target instanceof HTMLTextAreaElement && !document.body.dataset["app"]) typed.set(target.id, target.value);
});

/** What stands in her plan, by the id of each field; empty ones left out. */
export function plan(): Record<string, string> {
  const written = [...typed].filter(([id, text]) => id.startsWith("f-") && text.trim());
  return Object.fromEntries(written.map(([id, text]) => [id.slice(2), text]));
}

/** A box on paper shows all of its words. */
export function print(): void {
  document.querySelectorAll("textarea").forEach((box) => (box.style.blockSize = `${box.scrollHeight + 2}px`));
  globalThis.print();
}
