// Makes vectors/envelope-ts.json anew: what the pages seal, for others to open. It holds new random bytes each time.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const outfile = join(here, "build", "envelope-ts.mjs");
await build({
  entryPoints: [join(here, "..", "vectors", "generators", "envelope_ts.ts")],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node18",
  logLevel: "warning",
});
const { status } = spawnSync(process.execPath, [outfile, join(here, "..", "vectors", "envelope-ts.json")], { stdio: "inherit" });
process.exit(status ?? 1);
