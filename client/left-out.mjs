// What the pages leave out of their libraries, or fetch only where it is needed.
//
// Version 1 of the protocol seals to X25519 recipients alone, so everything that age-encryption brings for post-quantum, P-256,
// passphrase and passkey recipients would only be weight (12 KB compressed) and attack surface. Those modules become empty: a
// recipient of another kind cannot be used, it fails. test/build.test.ts runs the cctv-age vectors against this build.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const LEFT_OUT = /@noble\/post-quantum|@noble\/curves\/nist|@noble\/hashes\/scrypt|^\.\/(webauthn|armor)\.js$/;
const NAMES = ["MLKEM768P256", "MLKEM768X25519", "p256", "scrypt"];
/** The kinds of recipients themselves: a string of such a kind, or a passphrase, is refused as soon as it is given. */
const KINDS = ["HybridIdentity", "HybridRecipient", "ScryptIdentity", "ScryptRecipient", "TagRecipient", "HybridTagRecipient"];
const KINDS_FROM = /import (\{ (?:Hybrid|Scrypt|Tag)\w+, \w+ \}) from "\.\/recipients\.js";/g;
const KINDS_IMPORTS = 3;

export const leftOut = {
  name: "left-out",
  setup(build) {
    build.onResolve({ filter: LEFT_OUT }, ({ path, importer }) =>
      /age-encryption/.test(importer) ? { path, namespace: "left-out", sideEffects: false } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: "left-out" }, () => ({
      contents: `export const ${NAMES.map((name) => `${name} = undefined`).join(", ")};`,
      loader: "js",
    }));
    build.onResolve({ filter: /^left-out:kinds$/ }, ({ path }) => ({ path, namespace: "left-out-kinds", sideEffects: false }));
    build.onLoad({ filter: /.*/, namespace: "left-out-kinds" }, () => ({
      contents: KINDS.map((name) => `export class ${name} { constructor() { throw new Error("left out"); } }`).join("\n"),
      loader: "js",
    }));
    build.onLoad({ filter: /age-encryption\/dist\/index\.js$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      if ([...source.matchAll(KINDS_FROM)].length !== KINDS_IMPORTS) throw new Error("age-encryption imports its recipients in another way now");
      return { contents: source.replace(KINDS_FROM, 'import $1 from "left-out:kinds";'), loader: "js" };
    });
  },
};

/** Browsers that have X25519 and Ed25519 themselves never fetch `file`, the same curves in plain script. */
export const curvesLater = (file) => ({
  name: "curves-later",
  setup(build) {
    build.onResolve({ filter: /^@noble\/curves\/ed25519\.js$/ }, ({ kind, importer }) => {
      if (kind === "dynamic-import") return { path: `./${file}`, external: true };
      return /age-encryption/.test(importer) ? { path: fileURLToPath(new URL("src/seal/x25519-later.ts", import.meta.url)) } : undefined;
    });
  },
});
