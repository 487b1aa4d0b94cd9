/** The screen machine: one question a screen, a way back, and the language can change at any time. No address ever changes (P3). */
import { drawing, h, type Child } from "./dom";
import { watchBack } from "./watch-back";
import { fetchSpeech, say, type Speech, type Values } from "./texts";

/** Draws itself anew from what is kept in memory; holds no answers of its own. The first child is the heading. */
export type Screen = (page: Page) => Child[];

export class Page {
  speech: Speech;
  readonly #trail: Screen[] = [];
  #begun = false;
  readonly #home: (language: string) => void;
  readonly #said = h("div", { class: "attention", role: "alert", id: "said" });

  /** `home`: shows again what stood there before the first screen, in the language of the moment. */
  constructor(speech: Speech, home: (language: string) => void) {
    this.speech = speech;
    this.#home = home;
  }

  /** The text of a key in her language. */
  t(key: string, values: Values = {}): string {
    return say(this.speech, key, values);
  }

  /** One of several translations that somebody else wrote (a desk, say): hers, else the first there is. */
  of(texts: Readonly<Record<string, string>>): string {
    return texts[this.speech.code] ?? Object.values(texts)[0] ?? "";
  }

  /** Several things in one line, with the comma of her script. */
  listed(things: readonly string[]): string {
    return things.join(this.speech.direction === "rtl" ? "، " : ", ");
  }

  /** Shows a screen; the one before can be gone back to. */
  go(screen: Screen): void {
    this.#trail.push(screen);
    this.#draw(true);
  }

  /** Shows a screen from which there is no way back: something has been sent. */
  startAt(screen: Screen): void {
    this.#trail.length = 0;
    this.#begun = true;
    this.go(screen);
  }

  back(): void {
    if (this.#trail.length < 2 && !this.#begun) return this.leave();
    if (this.#trail.length > 1) this.#trail.pop();
    this.#draw(true);
  }

  /** Back to the pages; what she has said stays until she leaves. */
  leave(): void {
    delete document.body.dataset["app"];
    this.#home(this.speech.code);
  }

  /** Draws the same screen anew, without moving what has the focus to the heading. */
  redraw(): void {
    this.#draw(false);
  }

  /** True while that screen is the one she sees. */
  shows(screen: Screen): boolean {
    return this.#trail[this.#trail.length - 1] === screen;
  }

  get canGoBack(): boolean {
    return this.#trail.length > 1 || !this.#begun;
  }

  /** Says what happened, what is safe and what to do; read out at once. */
  tell(key: string, values: Values = {}): void {
    this.#said.textContent = this.t(key, values);
    this.#said.scrollIntoView({ block: "nearest" });
  }

  hush(): void {
    this.#said.textContent = "";
  }

  async speak(code: string): Promise<void> {
    this.speech = await fetchSpeech(code);
    this.#draw(true);
  }

  #draw(moveFocus: boolean): void {
    this.hush();
    const screen = this.#trail[this.#trail.length - 1];
    if (!screen) return;
    const focused = document.activeElement?.id;
    const { code, direction } = this.speech;
    document.documentElement.lang = code;
    document.documentElement.dir = direction;
    document.body.dataset["app"] = "1";
    const [heading, ...rest] = screen(this);
    const main = h("main", { id: "main" }, this.#way(), heading, this.#said, ...rest);
    document.querySelectorAll("body > :not(.store)").forEach((old) => old.remove());
    document.body.append(...this.#head(), main, this.#exit());
    watchBack(this.canGoBack || this.#begun ? () => this.back() : null);
    if (moveFocus) this.#toHeading(main);
    else if (focused) document.getElementById(focused)?.focus();
  }

  #toHeading(main: HTMLElement): void {
    const heading = main.querySelector("h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  #way(): Child {
    if (!this.canGoBack) return null;
    return h("button", { class: "back", type: "button", onclick: () => this.back() }, drawing("turn", "turn"), this.t("page.back"));
  }

  #head(): HTMLElement[] {
    const banner = this.speech.demo ? [h("aside", { class: "demo" }, h("p", {}, this.t("page.demo")))] : [];
    const links = this.speech.languages.map(({ code, name, direction, address }) => {
      const change = (event: Event): void => {
        event.preventDefault();
        this.speak(code).catch(() => this.tell("page.unreachable"));
      };
      const here = code === this.speech.code ? "true" : null;
      return h("a", { href: address, lang: code, dir: direction, "aria-current": here, onclick: change }, name);
    });
    return [...banner, h("nav", { class: "languages", "aria-label": this.t("page.language") }, ...links)];
  }

  #exit(): HTMLElement {
    const link = h("a", { href: "x.html", id: "exit", rel: "noreferrer", title: this.t("page.exit_hint") }, drawing("door"), h("span", {}, this.t("page.exit")));
    return h("footer", { class: "exit" }, link);
  }
}
