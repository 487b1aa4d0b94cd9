// What the pages leave out of their libraries. Version 1 of the protocol seals to X25519 recipients alone, so everything that
// age-encryption brings for post-quantum, P-256, passphrase and passkey recipients would only be weight (12 KB compressed) and
// attack surface. The modules become empty: a recipient of another kind cannot be used, it fails. The cctv-age vectors run
// against this same build (test/age.test.ts).
const LEFT_OUT = /@noble\/post-quantum|@noble\/curves\/nist|@noble\/hashes\/scrypt|^\.\/(webauthn|armor)\.js$/;
const NAMES = ["MLKEM768P256", "MLKEM768X25519", "p256", "scrypt"];

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
  },
};
