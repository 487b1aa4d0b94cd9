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

let loading = false;

addEventListener("click", (event) => {
  const pressed = event.target as Element;
  const start = destination(pressed);
  if (!start || document.body.dataset["app"]) return;
  event.preventDefault();
  if (!loading) void load(start, pressed.closest("a, summary")!.querySelector("span"));
});

/** Says that it is coming, or that it could not come; what stands on the page goes on working. */
async function load(start: Start, label: HTMLElement | null): Promise<void> {
  const { wait, offline } = document.body.dataset;
  const name = label?.textContent ?? "";
  loading = true;
  if (label) label.textContent = wait ?? name;
  try {
    const address = new URL("app.js", import.meta.url).href;
    const { open } = (await import(address)) as typeof import("./app");
    await open(start);
  } catch {
    if (label) label.textContent = name;
    document.getElementById("said")!.textContent = offline ?? "";
  } finally {
    loading = false;
  }
}
