/** The small script of the first page: leaving works at once; everything else is loaded only when she wants it. */
import { watchExit } from "../exit/leave";
import type { Start } from "./app";

watchExit();

/** Where each thing on the first page leads. */
function destination(target: Element): Start | null {
  const link = target.closest<HTMLElement>(".languages a");
  if (link) return { to: "home", language: link.lang };
  const summary = target.closest("summary");
  const id = summary?.parentElement?.id;
  return id === "tell" || id === "return" ? { to: id, language: document.documentElement.lang } : null;
}

let loading = false;

addEventListener("click", (event) => {
  const start = destination(event.target as Element);
  if (!start || document.body.dataset["app"]) return;
  event.preventDefault();
  if (!loading) void load(start);
});

async function load(start: Start): Promise<void> {
  loading = true;
  document.querySelector("main")?.setAttribute("aria-busy", "true");
  try {
    const address = new URL("app.js", import.meta.url).href;
    const { open } = (await import(address)) as typeof import("./app");
    await open(start);
  } catch {
    // Offline: what stands on the page goes on working, and she can press again.
    document.querySelector("main")?.removeAttribute("aria-busy");
  } finally {
    loading = false;
  }
}
