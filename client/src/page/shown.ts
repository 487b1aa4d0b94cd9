/** A page of the site as it stands in the browser: the body's elements, fetched as JSON and built at the same address (P3). */
import { fetched } from "./texts";
import { grow, type Tree } from "./tree";

interface Written {
  readonly lang: string;
  readonly dir: string;
  readonly nodes: readonly Tree[];
}

export interface Shown {
  readonly lang: string;
  readonly dir: string;
  readonly nodes: readonly Element[];
  /** How far she had scrolled when she went on. */
  top: number;
}

/** Everything that a page shows; the drawings stay. */
const BODY = "body > :not(.store)";

/** The page that the browser itself has loaded. */
export function loaded(): Shown {
  const { lang, dir } = document.documentElement;
  return { lang, dir, nodes: [...document.querySelectorAll(BODY)], top: 0 };
}

/** One request; nothing of it in the history. Throws when it does not come. */
export async function fetchPage(address: string): Promise<Shown> {
  const response = await fetched(address.replace(/html$/, "json"));
  const { lang, dir, nodes } = (await response.json()) as Written;
  return { lang, dir, nodes: nodes.map((node) => grow(node) as Element), top: 0 };
}

/** Puts it in the place of what stands there, and the focus on its heading. */
export function show({ lang, dir, nodes, top }: Shown): void {
  Object.assign(document.documentElement, { lang, dir });
  document.querySelectorAll(BODY).forEach((old) => old.remove());
  document.body.append(...nodes);
  const heading = document.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
  scrollTo(0, top);
}

/** The same page in another language keeps what she ticked and typed. */
export function carry(from: Shown, to: Shown): void {
  const fields = (shown: Shown): HTMLInputElement[] => shown.nodes.flatMap((node) => [...node.querySelectorAll<HTMLInputElement>("input, textarea")]);
  const before = new Map(fields(from).map((field) => [field.id, field]));
  for (const field of fields(to)) {
    const { value, checked } = before.get(field.id) ?? field;
    Object.assign(field, { value, checked });
  }
}
