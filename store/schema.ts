import type { ColumnType, Generated } from 'kysely';
import type { AgencyKind, ContactRole } from '../domain/agency.ts';
import type { BounceCause, BounceKind } from '../domain/bounce.ts';
import type { DayKind } from '../domain/calendar.ts';
import type { CompiledReport } from '../domain/compilation.ts';
import type { CompilationStep } from '../domain/compilation-steps.ts';
import type { FileSignature } from '../domain/file-signature.ts';
import type { FormSection, ReportContent, SubmittedReport } from '../domain/form.ts';
import type { DueKind } from '../domain/cycle.ts';
import type { Addressee, LetterKind } from '../domain/letter.ts';
import type { MatterKind } from '../domain/matter.ts';
import type { ObligationState } from '../domain/obligation.ts';
import type { LetterFigures, LetterLine, NumberRegister, OfficialKind } from '../domain/official/kinds.ts';
import type { ObstacleEntryKind, ObstacleState } from '../domain/obstacle.ts';
import type { PlanGroup } from '../domain/plan.ts';
import type { ReportChannel } from '../domain/paper-report.ts';
import type { PressingKind } from '../domain/pressing.ts';
import type { Problem } from '../domain/refusal.ts';
import type { Regime, StepKind } from '../domain/regime.ts';
import type { PersonRole, StaffRole } from '../domain/actor.ts';
import type { RoomRule } from '../domain/room-rule.ts';

type Instant = Temporal.Instant;
type PlainDate = Temporal.PlainDate;
/** A jsonb column: read as its value, written with `json()`. */
type Json<T> = ColumnType<T, unknown, unknown>;
type Defaulted<T> = ColumnType<T, T | undefined, T>;

/** The tables; the names are the glossary's. */
export interface Tables {
  plan: { id: string; number: string; title: string; short_title: string; groups: Json<PlanGroup[]>; source: string };
  task: { plan_id: string; code: string; group_code: string; title: string; text: string; position: number };
  task_role: { plan_id: string; task_code: string; agency_code: string; role: 'lead' | 'support' };
  agency: {
    code: string;
    name: string;
    kind: AgencyKind;
    valid_from: PlainDate;
    valid_to: PlainDate | null;
    parent: string | null;
    successors: Json<string[]>;
    position: number;
    source: string;
  };
  contact: {
    id: string;
    agency_code: string;
    role: ContactRole;
    name: string;
    title: string;
    email: string;
    valid_from: Instant;
    withdrawn_at: Instant | null;
    withdrawn_reason: string | null;
    /** When a letter to this address came back for good; a new contact begins without it. */
    bounced_at: Defaulted<Instant | null>;
    bounce_reason: Defaulted<BounceCause | null>;
    /** Who gave it; null when it came with the list of agencies. */
    given_by: Defaulted<string | null>;
  };
  calendar: {
    version: string;
    source: string;
    author: string;
    imported_at: Instant;
    /** Why the version came, in the words of who imported it. */
    note: Defaulted<string>;
    /** What was imported, hashed: the same again is a repeat. */
    given_sha256: Defaulted<string>;
  };
  calendar_day: {
    version: string;
    date: PlainDate;
    name: string;
    kind: DayKind;
    source: string;
    confidence: 'high' | 'medium' | 'low';
  };
  form: {
    id: string;
    version: number;
    title: string;
    sections: Json<FormSection[]>;
    source: string;
    /** Null where it came with the installation. */
    made_at: Defaulted<Instant | null>;
    made_by: Defaulted<string>;
    reason: Defaulted<string>;
    /** The revision of the draft that became this version; the next draft counts on from it. */
    revision: Defaulted<number>;
  };
  form_draft: {
    form_id: string;
    /** The version that it is to follow; 0 for a new form. */
    base_version: number;
    title: string;
    sections: Json<FormSection[]>;
    source: string;
    revision: number;
    begun_at: Instant;
    begun_by: string;
    saved_at: Instant;
    saved_by: string;
  };
  regime: {
    id: string;
    plan_id: string;
    policy: Json<Regime>;
    source: string;
    /** Null while it is only drafted. */
    activated_at: Instant | null;
    withdrawn_at: Instant | null;
    withdrawn_reason: string | null;
    version: Defaulted<number>;
  };
  regime_version: {
    regime_id: string;
    version: number;
    policy: Json<Regime>;
    made_at: Instant;
    made_by: string;
    reason: string;
  };
  cycle: {
    id: string;
    regime_id: string;
    year: number;
    /** The part of the year, from 1; null for what is reported once a year. */
    part: number | null;
    /** The regime's policy as it was when the cycle opened; a later change is for the next cycle. */
    policy: Json<Regime>;
    form_id: string;
    form_version: number;
    period_from: PlainDate;
    period_to: PlainDate;
    cut_off: PlainDate;
    due: PlainDate;
    send_up: PlainDate;
    extension_limit: PlainDate;
    calendar_version: string;
    opened_at: Instant;
    closed_at: Instant | null;
  };
  obligation: {
    id: string;
    cycle_id: string;
    agency_code: string;
    due: PlainDate;
    extended_due: PlainDate | null;
    correction_due: PlainDate | null;
    due_since: Instant;
    /** When the date in force was last moved; null while it is the first one, and for moves before this was noted. */
    moved_at: Defaulted<Instant | null>;
    revision: Defaulted<number>;
    state: ObligationState;
    state_at: Instant;
    state_by: string;
    excuse_reason: string | null;
    link_version: Defaulted<number>;
    position: number;
  };
  /** A link of one person's own into an agency's room. */
  room_link: {
    id: string;
    obligation_id: string;
    name: string;
    email: string;
    role: PersonRole;
    made_at: Instant;
    made_by: string;
    revoked_at: Instant | null;
    revoked_by: string | null;
    last_used_at: Instant | null;
    /** The minutes in which it was used. */
    uses: Defaulted<number>;
  };
  /** When an obligation's common link was used. */
  room_use: { obligation_id: string; last_used_at: Instant; uses: number };
  /** What an agency has asked for, while `off_at` is null. */
  room_rule: {
    id: string;
    agency_code: string;
    rule: RoomRule;
    on_at: Instant;
    on_by: string;
    off_at: Instant | null;
    off_by: string | null;
  };
  /** A draft put before the agency's head. */
  approval: {
    id: string;
    obligation_id: string;
    asked_at: Instant;
    asked_by: string;
    asker_name: string;
    /** The asker's own link; null when they came by the common one. */
    asker_link: string | null;
    head_link: string;
    draft_version: number;
    /** The draft as it was when approval was asked for. */
    content: Json<ReportContent>;
    decision: 'submitted' | 'sent_back' | 'withdrawn' | null;
    words: string | null;
    decided_at: Instant | null;
    decided_by: string | null;
  };
  submission_code: {
    id: string;
    obligation_id: string;
    asked_by: string;
    /** A keyed hash: the digits stand nowhere. */
    seal: string;
    made_at: Instant;
    expires_at: Instant;
    tries: Defaulted<number>;
    confirmed_at: Instant | null;
    confirmed_by: string | null;
    used_at: Instant | null;
  };
  file: { sha256: string; size_bytes: number; media_type: string; content: Uint8Array; stored_at: Instant };
  draft: {
    obligation_id: string;
    content: Json<ReportContent>;
    /** The hash that a version of its content without files has. */
    sha256: string | null;
    /** The draft's version that the hash is of; another one was saved by a release that keeps no hashes. */
    hashed_version: number | null;
    version: number;
    saved_at: Instant;
    saved_by: string;
  };
  draft_presence: { obligation_id: string; writer: string; name: string; place: string; seen_at: Instant };
  attachment: {
    id: string;
    obligation_id: string;
    sha256: string;
    name: string;
    attached_at: Instant;
    withdrawn_at: Instant | null;
    /** As found when it was attached; null for what bears none. */
    signatures: Json<FileSignature[] | null>;
  };
  upload: {
    id: string;
    obligation_id: string;
    name: string;
    size_bytes: number;
    received_bytes: Defaulted<number>;
    touched_at: Instant;
    /** The file that it became; null while it is on its way. */
    sha256: Defaulted<string | null>;
  };
  upload_piece: { upload_id: string; from_byte: number; content: Uint8Array };
  submission: {
    id: string;
    obligation_id: string;
    version: number;
    attempt: string;
    content: Json<SubmittedReport>;
    sha256: string;
    receipt_code: string;
    received_at: Instant;
    due: PlainDate;
    on_time: boolean;
    working_days_late: number;
    submitted_by: string;
    /** The outage because of which it is on time; null for all others. */
    outage_id: string | null;
    /** Not the system: a report that came on paper or by the document system, recorded in the agency's name. */
    channel: Defaulted<ReportChannel>;
    /** The document's number, the day on which it came, and when that was recorded; null for the system's own. */
    document_number: Defaulted<string | null>;
    received_on: Defaulted<PlainDate | null>;
    recorded_at: Defaulted<Instant | null>;
  };
  /** Further attempts that brought what was there already: each gives the same receipt, also later. */
  repeated_attempt: { obligation_id: string; attempt: string; submission_id: string };
  review: {
    id: string;
    submission_id: string;
    verdict: 'accepted' | 'returned';
    reasons: Json<Problem[]>;
    correction_due: PlainDate | null;
    reviewed_at: Instant;
    reviewed_by: string;
  };
  /** What a reviewer says of a place of a version; an open one is a reason when the report is returned. */
  review_comment: {
    id: string;
    submission_id: string;
    field: string;
    words: string;
    made_at: Instant;
    made_by: string;
    answer: Defaulted<string | null>;
    answered_at: Defaulted<Instant | null>;
    answered_by: Defaulted<string | null>;
    resolved_at: Defaulted<Instant | null>;
    resolved_by: Defaulted<string | null>;
  };
  /** A part of a version that is as it should be; withdrawn when the reviewer thinks better of it. */
  passed_part: {
    id: string;
    submission_id: string;
    part: string;
    passed_at: Instant;
    passed_by: string;
    withdrawn_at: Defaulted<Instant | null>;
    withdrawn_by: Defaulted<string | null>;
  };
  /** An accepted version whose report was opened again. */
  reopening: {
    submission_id: string;
    reason: string;
    correction_due: PlainDate;
    reopened_at: Instant;
    reopened_by: string;
  };
  extension: {
    id: string;
    obligation_id: string;
    until: PlainDate;
    reason: string;
    requested_at: Instant;
    requested_by: string;
    /** `withdrawn`: the agency reported, or was excused, before anybody decided. */
    decision: 'granted' | 'refused' | 'withdrawn' | null;
    granted_until: PlainDate | null;
    decision_words: string | null;
    decided_at: Instant | null;
    decided_by: string | null;
  };
  obstacle: {
    id: string;
    cycle_id: string | null;
    agency_code: string;
    attempt: string;
    title: string;
    task_code: string | null;
    state: ObstacleState;
    raised_at: Instant;
    waiting_since: Instant;
  };
  obstacle_entry: {
    number: Generated<number>;
    id: string;
    obstacle_id: string;
    kind: ObstacleEntryKind;
    words: string;
    made_at: Instant;
    made_by: string;
  };
  step: {
    matter: string;
    key: string;
    kind: StepKind | PressingKind | 'open' | 'wait';
    rung: string;
    planned_at: Instant;
    taken_at: Instant;
    outcome: Json<Record<string, number | string>>;
  };
  notification: {
    slot: string;
    kind: LetterKind;
    cycle_id: string | null;
    agency_code: string | null;
    obligation_id: string | null;
    rung: string | null;
    revision: Defaulted<number>;
    letter: Json<Record<string, unknown>>;
    recipients: Json<Addressee[]>;
    why: string;
    state: NotificationState;
    planned_at: Instant;
    not_before: Instant;
    claimed_at: Instant | null;
    settled_at: Instant | null;
    attempts: Defaulted<number>;
    unacknowledged: Defaulted<number>;
    reason: string | null;
    reply: string | null;
    /** What was heard of each try but the last, the first one first. */
    earlier_tries: ColumnType<EarlierTry[], string | undefined, string>;
    message_id: string | null;
    subject: string | null;
    /** Days between the day for which it was planned and the day on which it was caught up; 0 when in time. */
    caught_up_days: Defaulted<number>;
    /** The path of the page where a staff reader acts; null for letters that carry the submission link. */
    page: string | null;
    facts: Json<Record<string, string>> | null;
    /** Which post office it leaves from; letters to one recipient leave from one. */
    post_office: number;
    /** To whom it goes: `agency/STC`, or a person's address. */
    recipient: string;
  };
  /** A date that a new calendar moved, under the revision that the obligation has had since. */
  due_move: {
    obligation_id: string;
    revision: number;
    moved_at: Instant;
    from_due: PlainDate;
    to_due: PlainDate;
    kind: DueKind;
    /** From when the rungs of the new date are the agency's. */
    since: Instant;
  };
  bounce: {
    /** The sha256 of the returned message: reading it again changes nothing. */
    id: string;
    slot: string;
    address: string;
    kind: BounceKind;
    final: boolean;
    status: string;
    diagnostic: string;
    cause: BounceCause;
    received_at: Instant;
    matched_by: 'message_id' | 'verp';
  };
  bounce_mailbox: {
    one: Defaulted<boolean>;
    tried_at: Instant;
    read_at: Instant | null;
    /** Why it could not be read the last time; empty when it could. */
    trouble: string;
    /** Mails that are left in it for people. */
    left_for_people: number;
  };
  letter: {
    id: string;
    cycle_id: string;
    kind: OfficialKind;
    slot: string;
    title: string;
    content: Json<LetterDraft>;
    drafted_at: Instant;
    number: string | null;
    issued_on: PlainDate | null;
    issued_at: Instant | null;
    issued_by: string | null;
    /** The one agency that it is about; null for letters to or about many. */
    agency_code: Defaulted<string | null>;
    /** The letter that it is attached to. */
    parent_id: Defaulted<string | null>;
    /** Counts the versions of a draft; what a writer has seen. */
    revision: Defaulted<number>;
    approved_at: Defaulted<Instant | null>;
    approved_by: Defaulted<string | null>;
    /** When its e-mails leave: at once, with the signed PDF, or never (another way). */
    delivery: Defaulted<LetterDelivery | null>;
    /** The Word file as issued. */
    document_sha256: Defaulted<string | null>;
    signed_sha256: Defaulted<string | null>;
    signed_name: Defaulted<string | null>;
    signed_at: Defaulted<Instant | null>;
    signed_by: Defaulted<string | null>;
    signatures: Json<FileSignature[] | null>;
    /** When its e-mails were put into the ledger. */
    sent_at: Defaulted<Instant | null>;
    /** Handed over another way than by e-mail. */
    handed_on: Defaulted<PlainDate | null>;
    handed_how: Defaulted<string | null>;
    handed_by: Defaulted<string | null>;
    voided_at: Defaulted<Instant | null>;
    voided_by: Defaulted<string | null>;
    void_reason: Defaulted<string | null>;
  };
  /** What a draft held when it was drafted, and after each save. */
  letter_version: {
    letter_id: string;
    revision: number;
    content: Json<LetterDraft>;
    saved_at: Instant;
    saved_by: string;
  };
  /** The last number of a register's year; its row is the lock. */
  letter_register: { register: NumberRegister; year: number; last: number };
  /** A number that was taken, in lower case; voided ones stay and are never given again. */
  letter_number: {
    register: NumberRegister;
    year: number;
    /** Null for one that is no plain number: `12a/SKHCN-VP`. */
    number: number | null;
    words: string;
    letter_id: string;
    taken_at: Instant;
    taken_by: string;
    voided_at: Defaulted<Instant | null>;
    void_reason: Defaulted<string | null>;
  };
  /** A letter that came in (công văn đến). */
  incoming_letter: {
    id: string;
    number: string;
    issued_on: PlainDate;
    received_on: PlainDate;
    sender: string;
    subject: string;
    cycle_id: string | null;
    agency_code: string | null;
    file_sha256: string | null;
    file_name: string | null;
    recorded_at: Instant;
    recorded_by: string;
  };
  /** Where letters to UBND tỉnh go by e-mail. */
  superior_mailbox: { one: Defaulted<boolean>; email: string; set_at: Instant; set_by: string };
  compilation: {
    id: string;
    cycle_id: string;
    number: number;
    final: boolean;
    slot: string;
    started_at: Instant;
    started_by: string;
    state: CompilationState;
    done: Defaulted<number>;
    total: Defaulted<number>;
    phase: Defaulted<string>;
    report: Json<CompiledReport> | null;
    file_sha256: string | null;
    ended_at: Instant | null;
    failure: string | null;
  };
  compilation_step: { compilation_id: string; step: CompilationStep; done_at: Instant; outcome: Json<unknown> };
  compilation_source: { compilation_id: string; submission_id: string; position: number };
  /** What an officer wrote for a place of the compiled report; every save is a version. */
  synthesis: {
    cycle_id: string;
    place: string;
    version: number;
    text: string;
    keep_sources: boolean;
    /** Receipt codes. */
    made_from: Json<string[]>;
    saved_at: Instant;
    saved_by: string;
  };
  /** A source that is not compiled, at a place or, without one, at all; withdrawn when it is taken in again. */
  source_exclusion: {
    id: string;
    cycle_id: string;
    agency_code: string;
    place: string | null;
    receipt_code: string;
    reason: string;
    excluded_at: Instant;
    excluded_by: string;
    withdrawn_at: Defaulted<Instant | null>;
    withdrawn_by: Defaulted<string | null>;
  };
  sending: {
    id: string;
    compilation_id: string;
    document_number: string;
    issued_on: PlainDate;
    receiver: string;
    sent_at: Instant;
    channel: string;
    recorded_at: Instant;
    recorded_by: string;
  };
  /** The signed document as it was sent. */
  sending_file: {
    sending_id: string;
    sha256: string;
    name: string;
    signatures: Json<FileSignature[] | null>;
    attached_at: Instant;
    attached_by: string;
  };
  /** A sending that was recorded wrongly, or whose document was taken back; the row itself stays. */
  sending_withdrawal: { sending_id: string; reason: string; withdrawn_at: Instant; withdrawn_by: string };
  /** A compilation of obstacles for UBND tỉnh, as it was made. */
  obstacle_compilation: {
    id: string;
    number: number;
    attempt: string;
    from_on: PlainDate;
    to_on: PlainDate;
    made_at: Instant;
    made_by: string;
    /** As `plain` leaves a `CompiledObstacles`. */
    content: Json<unknown>;
  };
  obstacle_compiled: { compilation_id: string; obstacle_id: string; state: ObstacleState; position: number };
  /** The document by which UBND tỉnh decided, for an entry of an obstacle's thread. */
  obstacle_decision: { entry_id: string; obstacle_id: string; document_number: string; decided_on: PlainDate };
  account: {
    id: string;
    email: string;
    name: string;
    title: Defaulted<string>;
    role: StaffRole;
    password: string | null;
    created_at: Instant;
    withdrawn_at: Instant | null;
  };
  invitation: {
    token_sha256: string;
    account_id: string;
    made_at: Instant;
    expires_at: Instant;
    used_at: Instant | null;
  };
  session: {
    token_sha256: string;
    account_id: string;
    signed_in_at: Instant;
    expires_at: Instant;
    signed_out_at: Instant | null;
  };
  api_key: { token_sha256: string; account_id: string; name: string; made_at: Instant; withdrawn_at: Instant | null };
  wake: { number: Generated<number>; matter: string; kind: MatterKind; subject: string; asked_at: Instant };
  installation: { one: Defaulted<boolean>; send_from: string; send_to: string };
  /** A time in which nothing could be received. */
  outage: { id: string; part: string; began_at: Instant; ended_at: Instant; noted_at: Instant };
  heartbeat: { part: string; beat_at: Instant; note: Defaulted<string> };
  audit: {
    number: Generated<number>;
    at: Instant;
    actor: string;
    verb: string;
    subject: string;
    facts: Json<Record<string, string>>;
    previous: string;
    hash: string;
  };
}

export type NotificationState = 'planned' | 'claimed' | 'sent' | 'bounced' | 'failed' | 'cancelled' | 'overtaken';
export type CompilationState = 'running' | 'ready' | 'cancelled' | 'failed';

export type LetterDelivery = 'at_once' | 'signed' | 'by_hand';

/** A try that did not end a letter: when it was heard of, and what the mail server said; nothing when it said nothing. */
export interface EarlierTry {
  /** An instant, as text. */
  at: string;
  reply: string;
  /** The server may have taken the letter all the same. */
  unacknowledged: boolean;
}

/** A letter in the authority's name, as drafted: paragraphs and the dated list that belongs to it. */
export interface LetterDraft {
  paragraphs: string[];
  list: LetterLine[];
  /** Who was taken off the list of a draft, and why. */
  dropped?: SettledAgency[];
  /** Who has reported since the letter was issued, which keeps its words. */
  settled?: SettledAgency[];
  /** What it is about, after "V/v"; absent in those of before. */
  subject?: string;
  /** The engine's own paragraphs as of `asOf`: one that stands as it was is made anew, one that a person changed is kept. */
  written?: string[];
  /** The instant for which figures and list hold, as text. */
  asOf?: string;
  figures?: LetterFigures;
  /** The last day that the letter gives, as text; it stays: it is not for the engine to give more time. */
  lastDay?: string;
  /** The version whose list and figures an approval is compared with: the first one, or the last approval's. */
  baseline?: number;
  /** What was sent before, and when: the letter's evidence. */
  evidence?: string[];
  /** How often the agencies were urged, this time included; of an urging. */
  ordinal?: number;
  /** The decided request; of a letter on an extension. */
  extension?: string;
}

/** An agency that a letter names and that is no longer late. */
export interface SettledAgency {
  agency: string;
  /** The instant, as text. */
  at: string;
  why: string;
}
