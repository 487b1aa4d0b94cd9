/** What certificates and a desk's list say, read field by field once their signatures hold (protocol §7). */
import type { JsonObject } from "../wire/encoding";
import { day, flag, list, object, oneOf, recipient, shortId, text } from "../wire/fields";
import type { Certifiers } from "./certificates";
import type { Complaints, Holder, HolderRole, Recovery, Statement, Texts } from "./desk";

const ROLES: readonly HolderRole[] = ["lead", "intake", "caseworker", "lawyer", "supervisor", "psychosocial"];
/** More languages, or more people of a recovery set, than any desk has. */
const MOST = 64;

export function readHolder(body: JsonObject): Holder {
  return {
    id: shortId(body["id"]),
    person: shortId(body["person"]),
    role: oneOf(body["role"], ROLES),
    woman: flag(body["woman"]),
    label: texts(body["label"]),
    recipient: recipient(body["recipient"]),
  };
}

export function readRecovery(body: JsonObject): Recovery {
  const holders = list(body["holders"], (each) => {
    const { person, organisation } = object(each);
    return { person: shortId(person), organisation: text(organisation) };
  }, MOST);
  return { set: oneOf(body["set"], ["A", "B"]), recipient: recipient(body["recipient"]), holders };
}

export function readComplaints(body: JsonObject): Complaints {
  return { id: shortId(body["id"]), name: texts(body["name"]), recipient: recipient(body["recipient"]) };
}

export function readStatement(value: unknown, certifiers: Certifiers): Statement {
  const v = object(value);
  const vouched = list(v["vouched"], shortId, MOST).flatMap((id) => certifiers.get(id) ?? []);
  return {
    kind: oneOf(v["kind"], ["ngo", "lawyer", "state"]),
    name: texts(v["name"]),
    mustReport: v["must_report"] === null ? null : texts(v["must_report"]),
    mustReportDated: v["must_report_dated"] === null ? null : day(v["must_report_dated"]),
    tellsFamilies: texts(v["tells_families"]),
    reads: texts(v["reads"]),
    answersWithin: texts(v["answers_within"]),
    languages: list(v["languages"], text, MOST),
    secondContact: texts(v["second_contact"]),
    vouched: vouched.map(({ name, organisation }) => ({ name, organisation })),
    demo: flag(v["demo"]),
  };
}

function texts(value: unknown): Texts {
  return Object.fromEntries(Object.entries(object(value)).map(([lang, each]) => [lang, text(each)]));
}
