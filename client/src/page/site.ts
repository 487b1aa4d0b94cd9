/** The small script of the first page: leaving works at once; everything else is loaded only when she wants it. */
import { watchExit } from "../exit/leave";
import type { Start } from "./app";

watchExit();

/** Where each thing on the first page leads. */
function destination(pressed: Element): Start | null {
  const link = pressed.closest<HTMLElement>(".languages a");
  if (link) return { to: "home", language: link.lang };
  const id = pressed.closest("summary")?.parentElement?.id;
  return id === "tell" || id === "return" ? { to: id, language: document.documentElement.lang } : null;
}

/** What every journey needs; where it is missing, the page goes on as the page without scripts that it is. */
const able = typeof Worker === "function" && globalThis.crypto?.subtle !== undefined;
let loading = false;

addEventListener("click", (event) => {
  const pressed = event.target as Element;
  const start = destination(pressed);
  if (!start || !able || document.body.dataset["app"]) return;
  event.preventDefault();
  if (!loading) void load(start, pressed.closest<HTMLElement>("a, summary")!);
});

/** After a reload or a way back nothing of what she wrote is there any more: said at once, so that she need not search. */
const [visit] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
if (visit && visit.type !== "navigate") tell(document.body.dataset["again"]);

function tell(words: string | undefined): void {
  document.getElementById("said")?.replaceChildren(words ?? "");
}

/** Says that it is coming, or that it could not come; what stands on the page goes on working. */
async function load(start: Start, pressed: HTMLElement): Promise<void> {
  const { wait, offline } = document.body.dataset;
  const label = pressed.querySelector("span");
  const name = label?.textContent ?? "";
  loading = true;
  if (label) label.textContent = wait ?? name;
  try {
    const address = new URL("app.js", import.meta.url).href;
    const { open } = (await import(address)) as typeof import("./app");
    await open(start);
  } catch (error) {
    if (label) label.textContent = name;
    if (error instanceof SyntaxError) withoutScripts(pressed);
    else tell(offline);
  } finally {
    loading = false;
  }
}

/** A browser too old for what was loaded: the page says so where she pressed, as it does to a browser without scripts. */
function withoutScripts(pressed: HTMLElement): void {
  if (pressed instanceof HTMLAnchorElement) location.assign(pressed.href);
  else pressed.parentElement!.setAttribute("open", "");
}
