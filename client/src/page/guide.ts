/** Guides at the one address (P3): opened in place, gone back from, changed in language; nothing of it enters the history. */
import { onLeave } from "../exit/leave";
import { carry, fetchPage, loaded, show, type Shown } from "./shown";
import { watchBack } from "./watch-back";

const trail: Shown[] = [];
/** What she typed into a plan, by the id of its box; held until she leaves, so that a look at another guide loses nothing. */
const typed = new Map<string, string>();
onLeave(() => (trail.splice(0), typed.clear()));

export function begin(): void {
  trail.push(loaded());
}

/** Opens a page of the site; `instead`: in the place of this one, as when its language changes. */
export async function open(address: string, { instead = false } = {}): Promise<void> {
  const [next, here] = [await fetchPage(address), trail.at(-1)!];
  here.top = scrollY;
  if (instead) {
    carry(here, next);
    next.top = here.top;
    trail.pop();
  }
  trail.push(next);
  draw();
}

/** To what she read before, in the language that she reads now. Where nothing was before it, the first page. */
export function back(): void {
  const here = trail.at(-1)!;
  const home = document.querySelector<HTMLAnchorElement>("a.back")?.getAttribute("href");
  if (trail.length < 2) return void (home && open(home, { instead: true }));
  trail.pop();
  draw();
  const twin = document.querySelector(`.languages a[lang="${here.lang}"]:not([aria-current])`)?.getAttribute("href");
  if (twin) void open(twin, { instead: true });
}

/** Shows again what stood here before the report was begun; in the language that she has chosen since. */
export function comeHome(language: string): void {
  draw();
  const twin = document.querySelector(`.languages a[lang="${language}"]:not([aria-current])`)?.getAttribute("href");
  if (twin) void open(twin, { instead: true });
}

function draw(): void {
  const here = trail.at(-1)!;
  show(here);
  const way = document.querySelector<HTMLElement>("a.back[data-back]");
  const before = trail.at(-2)?.nodes.find((node) => node.id === "main");
  if (way && before && !before.classList.contains("home")) way.querySelector("span")!.textContent = way.dataset["back"]!;
  for (const [id, text] of typed) {
    const box = document.getElementById(id);
    if (box instanceof HTMLTextAreaElement) box.value = text;
  }
  watchBack(trail.length > 1 ? back : null);
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
