/**
 * Her two journeys without any screen: sending a report, and coming back with the receipt (protocol §10).
 *
 * Nothing here is stored or global: keys live in the closures of what `report` and `comeBack` return, until `wipe`.
 */
export { report, type Draft, type Outgoing } from "./report";
export { comeBack, type Conversation, type FollowUp, type Letter, type Nothing, type Notice, type Status } from "./comeback";
export type { LeftOut } from "./readers";
export type { Attachment, Progress, Setting, Watch } from "./setting";
