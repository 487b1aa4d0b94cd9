/** Builds elements so that no text can become markup. */

export type Child = Node | string | null | false | undefined;
type Handler = (event: Event) => void;
export type Properties = Readonly<Record<string, string | number | boolean | Handler | null | undefined>>;

/**
 * `h("p", { class: "soft" }, "words")`. Names with `on` and a function listen; `true` gives an attribute without a value;
 * `false`, null and undefined leave it out. `value` and `checked` are set as properties.
 */
export function h<K extends keyof HTMLElementTagNameMap>(name: K, properties: Properties = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) put(element, key, value);
  element.append(...children.filter((child): child is Node | string => typeof child === "string" || child instanceof Node));
  return element;
}

function put(element: HTMLElement, key: string, value: Properties[string]): void {
  if (value === false || value === null || value === undefined) return;
  if (typeof value === "function") element.addEventListener(key.slice(2), value);
  else if (key === "value" || key === "checked") Object.assign(element, { [key]: value });
  else element.setAttribute(key, value === true ? "" : String(value));
}

/** One of the line drawings that the page carries: cup, door, phone, list, turn. Decoration only. */
export function drawing(name: string, more = ""): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", `drawing ${more}`.trim());
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#${name}`);
  svg.append(use);
  return svg;
}
