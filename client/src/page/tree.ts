/** Builds elements from a page's JSON (`amana.site.tree`); only names known here, so that no file of the site becomes a script. */

export type Tree = string | readonly [name: string, attributes: Readonly<Record<string, string | true>>, ...children: Tree[]];

const NAMES = new Set(
  ("a aside audio b bdi blockquote button dd details div dl dt fieldset figcaption figure footer h1 h2 h3 input label legend li main nav ol p " +
    "section small span summary textarea ul").split(" "),
);
const DRAWN = new Set("circle ellipse g line path polyline rect svg use".split(" "));
const SVG = "http://www.w3.org/2000/svg";
/** Nothing that runs, styles or loads anything but a recording of the site's own. */
const REFUSED = /^(on|style|srcdoc|form)/;
const LEADS = /^([a-z0-9]+\.html|r\/[a-z0-9]+\.opus|https:\/\/|tel:|mailto:|#)/;

/** @throws TypeError for anything that is no part of a page. */
export function grow(tree: Tree): Node {
  if (typeof tree === "string") return document.createTextNode(tree);
  const [name, attributes, ...children] = tree;
  if (!NAMES.has(name) && !DRAWN.has(name)) throw new TypeError(name);
  const element = DRAWN.has(name) ? document.createElementNS(SVG, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    const text = value === true ? "" : value;
    if (REFUSED.test(key) || (/^(href|src)$/.test(key) && !LEADS.test(text))) throw new TypeError(key);
    element.setAttribute(key, text);
  }
  element.append(...children.map(grow));
  return element;
}
