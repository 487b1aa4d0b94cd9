/** How far a journey is, in words and in bytes; changes in place while she waits. */
import type { Progress } from "../network/conversation";
import { size } from "../report/files";
import { h, type Child } from "./dom";
import type { Page } from "./page";

/** The last thing a journey said of itself, and the parts of the page that show it. */
export class Standing {
  #last: Progress = { stage: "keys" };
  #line: HTMLElement | null = null;
  #bar: HTMLProgressElement | null = null;
  #page: Page | null = null;

  /** Bytes that arrived stay in sight while something else holds it up: the network, a queue, the next proof of work. */
  readonly watch = (progress: Progress): void => {
    const { done, total } = this.#last;
    this.#last = { ...(total ? { done: done ?? 0, total } : {}), ...progress };
    this.#show();
  };

  parts(page: Page): Child[] {
    this.#page = page;
    this.#line = h("p", { role: "status" });
    this.#bar = h("progress", { max: 1, "aria-label": page.t("sending.bar") });
    this.#show();
    return [this.#line, this.#bar, h("p", { class: "soft" }, page.t("sending.wait"))];
  }

  #show(): void {
    if (!this.#page || !this.#line || !this.#bar) return;
    const words = inWords(this.#page, this.#last);
    if (this.#line.textContent !== words) this.#line.textContent = words;
    const { done, total } = this.#last;
    if (total) this.#bar.value = (done ?? 0) / total;
    else this.#bar.removeAttribute("value");
  }
}

function inWords(page: Page, { stage, done, total, seconds }: Progress): string {
  const files = total ? page.t("sending.files", { sent: size(page, done ?? 0), total: size(page, total) }) : "";
  switch (stage) {
    case "keys": return page.t("sending.preparing");
    case "work": return files || page.t("sending.work");
    case "queue": return page.t("sending.queue", { count: seconds ?? 0 });
    case "offline": return `${page.t("sending.failed")} ${files}`.trim();
    default: return files || page.t("sending.words");
  }
}
