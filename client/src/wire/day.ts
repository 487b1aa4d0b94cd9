/** Calendar days in UTC, `YYYY-MM-DD`, the only dates on the wire (protocol §7). As text they sort as they follow. */

export type Day = string;

const MS_A_DAY = 86_400_000;

/** True for a real calendar day written `YYYY-MM-DD`. */
export function isDay(value: unknown): value is Day {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const time = Date.parse(value);
  return !Number.isNaN(time) && dayOf(new Date(time)) === value;
}

/** The UTC day of an instant. */
export function dayOf(instant: Date): Day {
  return instant.toISOString().slice(0, 10);
}

/** The day `count` days after `day` (before it, when negative). */
export function plusDays(day: Day, count: number): Day {
  return dayOf(new Date(Date.parse(day) + count * MS_A_DAY));
}
