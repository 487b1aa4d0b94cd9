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

  readonly watch = (progress: Progress): void => {
    this.#last = progress;
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
    const { stage, done, total } = this.#last;
    if (stage === "files" && total) this.#bar.value = (done ?? 0) / total;
    else this.#bar.removeAttribute("value");
  }
}

function inWords(page: Page, { stage, done, total, seconds }: Progress): string {
  switch (stage) {
    case "keys": return page.t("sending.preparing");
    case "work": return page.t("sending.work");
    case "queue": return page.t("sending.queue", { count: seconds ?? 0 });
    case "offline": return page.t("sending.failed");
    case "files":
    case "closing": return page.t("sending.files", { sent: size(page, done ?? total ?? 0), total: size(page, total ?? 0) });
    default: return page.t("sending.words");
  }
}
