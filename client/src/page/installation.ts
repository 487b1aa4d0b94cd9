/** What this installation compiled in, its workers, its word lists, and the directory as it is believed today. */
import { BadInstance, readInstance, type Instance } from "../instance";
import { Relay } from "../network/relay";
import type { Setting } from "../network/setting";
import { browserWorkers, type Workers } from "../network/workers";
import { readDirectory, type Directory, type Seen } from "../seal/directory";
import { readWords, type WordList } from "../words/list";
import { onLeave } from "../exit/leave";
import { fetched } from "./texts";

const seen: Seen = new Map();
const lists = new Map<string, WordList>();
const gone = new AbortController();
let workers: Workers | undefined;
let instance: Promise<Instance> | undefined;

onLeave(() => gone.abort());

function theInstance(): Promise<Instance> {
  instance ??= fetchInstance();
  instance.catch(() => (instance = undefined));
  return instance;
}

async function fetchInstance(): Promise<Instance> {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="instance"]');
  if (!meta?.content) throw new BadInstance();
  const response = await fetched(meta.content, meta.dataset["integrity"]);
  return readInstance(await response.json());
}

/** Asks the relay for the directory, checks it, and gives what a journey needs. Throws a Refusal. */
export async function settle(): Promise<Setting> {
  const base = { instance: await theInstance(), workers: (workers ??= browserWorkers()), signal: gone.signal };
  const bytes = await new Relay(base).directory();
  const directory: Directory = await readDirectory(bytes, base.instance, seen, new Date());
  return { ...base, directory };
}

/** The list of everyday things of a language; fetched whole, so that nobody learns which words she picks. */
export async function wordList(code: string): Promise<WordList> {
  const known = lists.get(code);
  if (known) return known;
  const list = readWords(await (await fetched(`words/${code}.txt`)).text());
  lists.set(code, list);
  return list;
}
