/** A part of a screen that comes when something has been fetched; until then it says so. */
import { h, type Child } from "./dom";
import type { Page } from "./page";
import { attention, button } from "./parts";

interface Later<T> {
  readonly wait: string;
  /** Called again when she presses "try again". */
  readonly ask: () => Promise<T>;
  readonly show: (value: T) => Child[];
  readonly fail: (error: unknown) => string;
}

export function later<T>(page: Page, { wait, ask, show, fail }: Later<T>): HTMLElement {
  const place = h("div", { class: "stack", "aria-live": "polite" });
  const start = (): void => {
    place.replaceChildren(h("p", { class: "soft" }, wait));
    ask().then(
      (value) => fill(place, show(value)),
      (error: unknown) => fill(place, [attention(page.t(fail(error))), button(page.t("page.try_again"), start)]),
    );
  };
  start();
  return place;
}

function fill(place: HTMLElement, content: Child[]): void {
  place.replaceChildren(...content.filter((child): child is Node | string => child instanceof Node || typeof child === "string"));
}
