/** The small script of every page: leaving works at once; guides open at the same address; everything else is loaded only when
 * she wants it. Where it cannot run, the page goes on as the page without scripts that it is. */
import { watchExit } from "../exit/leave";
import type { Start } from "./app";
import { back, begin, comeHome, open, plan, print } from "./guide";
import { tellWhere } from "./inside";

watchExit();
begin();
tellWhere();
document.body.dataset["scripts"] = "1";

/** What every journey to the report needs; guides need none of it. Without it, buttons that lead there are not shown. */
const able = typeof Worker === "function" && globalThis.crypto?.subtle !== undefined;
if (able) document.body.dataset["able"] = "1";
let loading = false;

/** What pressing this does, or null for what the browser does by itself. */
function act(pressed: Element): (() => Promise<void> | void) | null {
  const link = pressed.closest<HTMLAnchorElement>("a[href]");
  if (link?.matches(".back")) return back;
  const address = link?.getAttribute("href") ?? "";
  if (/^[a-z0-9]+\.html$/.test(address) && link!.id !== "exit") return () => open(address, { instead: link!.matches(".languages a, .again a") });
  const job = pressed.closest<HTMLElement>("[data-do]")?.dataset["do"];
  if (job === "print") return print;
  if (job === "complain" && able) return () => start({ to: job });
  if (job === "report" && able) return () => start({ to: "tell", plan: plan() });
  const id = pressed.closest("summary")?.parentElement?.id;
  return (id === "tell" || id === "return") && able ? () => start({ to: id }) : null;
}

async function start(wanted: Pick<Start, "to" | "plan">): Promise<void> {
  const address = new URL("app.js", import.meta.url).href;
  const { open: openApp } = (await import(address)) as typeof import("./app");
  await openApp({ ...wanted, language: document.documentElement.lang, home: (chosen) => void comeHome(chosen) });
}

addEventListener("click", (event) => {
  const pressed = event.target as Element;
  if (document.body.dataset["app"] || event.ctrlKey || event.metaKey) return;
  const acts = act(pressed);
  if (!acts) return;
  event.preventDefault();
  if (!loading) void wait(acts, pressed.closest<HTMLElement>("a, summary, button")!);
});

/** After a reload or a way back nothing of what she wrote is there any more: said at once, so that she need not search. */
const [visit] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
if (visit && visit.type !== "navigate") tell(document.body.dataset["again"]);

function tell(words: string | undefined): void {
  const said = document.getElementById("said");
  said?.replaceChildren(words ?? "");
  said?.scrollIntoView({ block: "nearest" });
}

/** Says that it is coming, or that it could not come; what stands on the page goes on working. */
async function wait(acts: () => Promise<void> | void, pressed: HTMLElement): Promise<void> {
  const { wait: coming, offline } = document.getElementById("main")?.dataset ?? {};
  const label = pressed.matches("summary") ? pressed.querySelector("span") : null;
  const name = label?.textContent ?? "";
  loading = true;
  pressed.setAttribute("aria-busy", "true");
  if (label) label.textContent = coming ?? name;
  try {
    await acts();
  } catch (error) {
    if (error instanceof SyntaxError) withoutScripts(pressed);
    else tell(offline);
  } finally {
    loading = false;
    pressed.removeAttribute("aria-busy");
    if (label) label.textContent = name;
  }
}

/** A browser too old for what was loaded: the page does what it does without scripts. */
function withoutScripts(pressed: HTMLElement): void {
  if (pressed instanceof HTMLAnchorElement) location.assign(pressed.href);
  else pressed.parentElement!.setAttribute("open", "");
}
