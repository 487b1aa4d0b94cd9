/** The few parts that every screen is made of. */
import { h, type Child } from "./dom";
import type { Page } from "./page";
import { grow } from "./tree";

type Act = () => void;

/** The one action of a screen. */
export function mainButton(label: string, act: Act, more: { readonly disabled?: boolean } = {}): HTMLButtonElement {
  return h("button", { class: "main", type: "button", onclick: act, ...more }, label);
}

export function button(label: string, act: Act): HTMLButtonElement {
  return h("button", { type: "button", onclick: act }, label);
}

/** Something she may do but need not. */
export function plainButton(label: string, act: Act): HTMLButtonElement {
  return h("button", { class: "plain", type: "button", onclick: act }, label);
}

export interface Option {
  readonly code: string;
  readonly label: string;
  readonly hint?: string;
}

/** One of several answers; `chosen` may be none. */
export function radios(name: string, legend: string, options: readonly Option[], chosen: string | null, choose: (code: string) => void): HTMLElement {
  const rows = options.map((option) => {
    const pick = (): void => choose(option.code);
    return row(option, h("input", { type: "radio", name, id: `${name}-${option.code}`, checked: option.code === chosen, onchange: pick, autocomplete: "off" }));
  });
  return h("fieldset", { class: "options" }, h("legend", { class: "soft" }, legend), ...rows);
}

/** Several answers at once. */
export function ticks(name: string, legend: string, options: readonly Option[], chosen: ReadonlySet<string>, choose: (code: string, on: boolean) => void): HTMLElement {
  const rows = options.map((option) => tick(name, option, chosen.has(option.code), (on) => choose(option.code, on)));
  return h("fieldset", { class: "options" }, h("legend", { class: "soft" }, legend), ...rows);
}

export function tick(name: string, option: Option, on: boolean, change: (on: boolean) => void): HTMLElement {
  const flip = (event: Event): void => change((event.target as HTMLInputElement).checked);
  return row(option, h("input", { type: "checkbox", id: `${name}-${option.code}`, checked: on, onchange: flip, autocomplete: "off" }));
}

function row({ label, hint }: Option, input: HTMLInputElement): HTMLElement {
  return h("label", { class: "option" }, input, h("span", {}, label, hint ? h("small", {}, hint) : null));
}

/** A box for words. Nothing of it is remembered by the browser. */
export function words(id: string, label: string, value: string, write: (text: string) => void, kind: "lines" | "text" | "numeric" = "lines"): HTMLElement {
  const oninput = (event: Event): void => write((event.target as HTMLTextAreaElement).value);
  const properties = { id, value, oninput, dir: "auto", autocomplete: "off", autocapitalize: "off", spellcheck: "false" };
  return h("label", { class: "field" }, label, kind === "lines" ? h("textarea", properties) : h("input", { type: "text", class: "short", inputmode: kind, ...properties }));
}

export function heading(text: string): HTMLElement {
  return h("h1", {}, text);
}

export function soft(text: string): HTMLElement {
  return h("p", { class: "soft" }, text);
}

export function note(...content: Child[]): HTMLElement {
  return h("p", { class: "note" }, ...content);
}

export function attention(text: string): HTMLElement {
  return h("p", { class: "attention" }, text);
}

/** Whom to call: what is known of each first, its number behind that (P12). */
export function numbers(page: Page): HTMLElement {
  return h("div", { class: "stack" }, ...page.speech.services.map(grow));
}
