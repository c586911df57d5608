import type { AgencyKind } from '../domain/agency.ts';
import { letterPatiences } from '../domain/letter-presses.ts';
import { mayReceive } from '../domain/regime-problems.ts';
import type { Press, Recipient, Regime, RegimeComponent, Rung, StepKind } from '../domain/regime.ts';
import { dayWords } from '../domain/words.ts';
import { dayFrom } from './forms.ts';
import type { Typed } from './forms.ts';
import { ladderRows, withLadder } from './ladder-rows.ts';
import { sendingFields, sendingsOf } from './sending-fields.ts';
import { dayFields, dayOfFields, numberFrom, statedFields, statedOf } from './stated-fields.ts';
import { componentWords } from './regime-words.ts';
import { kindWords } from './words.ts';

export const agencyKinds = Object.keys(kindWords) as AgencyKind[];
export const recipients: readonly Recipient[] = ['focal', 'head', 'mailbox', 'officer', 'leader'];
const components = Object.keys(componentWords) as RegimeComponent[];

/** A regime's policy as the fields of its form; `policyOf` gives it back. */
export function fieldsOf(policy: Regime): Typed {
  const { id, plan, form, frequency, focalAgency, late, extension, review } = policy;
  const { openingLead, notice, graceHours, outageHours } = policy;
  const numbers = { openingLead, notice, graceHours, outageHours };
  const fields: Record<string, string> = {
    ...{ id, plan, form, frequency, focalAgency },
    ...Object.fromEntries(policy.subjects.map((kind) => [`subjects.${kind}`, 'on'])),
    ...Object.fromEntries(components.map((name) => [`components.${name}`, policy.components[name]])),
    parts: policy.parts?.join(', ') ?? '',
    receivers: policy.receivers?.join('; ') ?? '',
    ...sendingFields(policy.sendings),
    'once.from': policy.once ? dayWords(Temporal.PlainDate.from(policy.once.from)) : '',
    'once.to': policy.once ? dayWords(Temporal.PlainDate.from(policy.once.to)) : '',
    ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, String(value)])),
    'late.policy': late.policy,
    'late.workingDays': late.policy === 'lock' ? String(late.workingDays) : '',
    'extension.undecided': extension.undecided,
    ...pressFields('extension.press', extension.press),
    ...pressFields('review.press', review.press),
    ...pressFields('letters.press', letterPatiences(policy.letters)),
  };
  for (const name of ['cutOff', 'due', 'sendUp', 'extensionLimit'] as const) {
    Object.assign(fields, statedFields(name, policy[name]));
  }
  for (const [kind, stated] of Object.entries(policy.dueOf ?? {})) {
    Object.assign(fields, statedFields(`dueOf.${kind}`, stated));
  }
  return withLadder(fields, policy.ladder.map(rungFields));
}

/** What was typed as data of a policy's shape, right or wrong: a number that is none stays text, to be named. */
export function policyOf(fields: Typed): unknown {
  const text = (name: string) => (fields[name] ?? '').trim();
  const own = agencyKinds
    .filter((kind) => text(`dueOf.${kind}.value`))
    .map((kind) => [kind, statedOf(fields, `dueOf.${kind}`)]);
  const once = { from: isoDay(text('once.from')), to: isoDay(text('once.to')) };
  const parts = text('parts')
    .split(/[\s,;]+/)
    .filter(Boolean);
  const receivers = text('receivers')
    .split(';')
    .map((each) => each.trim())
    .filter(Boolean);
  return {
    ...Object.fromEntries(['id', 'plan', 'form', 'frequency', 'focalAgency'].map((name) => [name, text(name)])),
    subjects: agencyKinds.filter((kind) => fields[`subjects.${kind}`]),
    components: Object.fromEntries(components.map((name) => [name, text(`components.${name}`)])),
    ...(parts.length > 0 && { parts: parts.map(numberFrom) }),
    ...((once.from || once.to) && { once }),
    ...(receivers.length > 0 && { receivers }),
    ...sendingsOf(fields),
    ...Object.fromEntries(['cutOff', 'due', 'sendUp', 'extensionLimit'].map((name) => [name, statedOf(fields, name)])),
    ...(own.length > 0 && { dueOf: Object.fromEntries(own) as unknown }),
    ...Object.fromEntries(
      ['openingLead', 'notice', 'graceHours', 'outageHours'].map((name) => [name, numberFrom(text(name))]),
    ),
    late: {
      policy: text('late.policy'),
      ...(text('late.policy') === 'lock' &&
        text('late.workingDays') && { workingDays: numberFrom(text('late.workingDays')) }),
    },
    extension: { press: pressesOf(fields, 'extension.press'), undecided: text('extension.undecided') },
    review: { press: pressesOf(fields, 'review.press') },
    letters: { press: pressesOf(fields, 'letters.press') },
    ladder: ladderRows(fields).map(rungOfRow),
  };
}

/** The field of the form behind the path of a problem or a defect. */
export function fieldNamed(path: string, fields: Typed): string {
  const rung = /^ladder\.([a-z][a-z0-9-]*)$/.exec(path)?.[1];
  if (rung) return `ladder.${ladderRows(fields).findIndex((row) => row['rung'] === rung)}.when.value`;
  return path
    .replace(/\.(day|monthDay|monthsAfter)$/, '.value')
    .replace(/\.when(\.workingDays)?$/, '.when.value')
    .replace(/^(cutOff|due|sendUp|extensionLimit|dueOf\.[a-z-]+|sendings\.dates\.\d+\.date)$/, '$1.value')
    .replace(/^((?:extension|review|letters)\.press\.\d+)$/, '$1.workingDays')
    .replace(/^(ladder\.\d+)\.to$/, '$1.to.focal')
    .replace(/^(sendings\.dates\.\d+)$/, '$1.date.value')
    .replace(/^late$/, 'late.workingDays')
    .replace(/^subjects$/, `subjects.${agencyKinds[0] ?? ''}`);
}

const isoDay = (text: string): string => dayFrom(text)?.toString() ?? text;

const pressFields = (field: string, presses: readonly Press[]): Record<string, string> =>
  Object.assign(
    {},
    ...presses.map(({ workingDays, to }, place) => ({
      [`${field}.${place}.workingDays`]: String(workingDays),
      ...Object.fromEntries(to.map((who) => [`${field}.${place}.to.${who}`, 'on'])),
    })),
  ) as Record<string, string>;

/** The presses of a form; a row without a number is none. */
function pressesOf(fields: Typed, field: string): unknown[] {
  return Array.from({ length: 10 }, (_, place) => `${field}.${place}`)
    .filter((row) => fields[`${row}.workingDays`]?.trim())
    .map((row) => ({
      workingDays: numberFrom((fields[`${row}.workingDays`] ?? '').trim()),
      to: recipients.filter((who) => fields[`${row}.to.${who}`]),
    }));
}

function rungFields({ rung, kind, when, time, to, follows, basis }: Rung): Record<string, string> {
  const days = 'workingDays' in when ? { 'when.way': 'days', 'when.value': String(when.workingDays) } : undefined;
  const stated = 'workingDays' in when ? {} : { ...dayFields('when', when), 'when.roll': when.roll };
  return {
    ...{ rung, kind, time, basis, follows: follows ?? '' },
    ...(days ?? stated),
    ...Object.fromEntries(to.map((who) => [`to.${who}`, 'on'])),
  };
}

function rungOfRow(row: Typed): unknown {
  const text = (name: string) => (row[name] ?? '').trim();
  const days = text('when.way') === 'days';
  const kind = text('kind') as StepKind;
  const [, hour = '', minute = ''] = /^(\d{1,2})[:hg](\d{2})$/.exec(text('time')) ?? [];
  return {
    rung: text('rung'),
    kind,
    when: days
      ? { workingDays: numberFrom(text('when.value')) }
      : { ...dayOfFields(text('when.way'), text('when.value')), roll: text('when.roll') || 'keep' },
    time: hour ? `${hour.padStart(2, '0')}:${minute}` : text('time'),
    // A choice that a kind does not have is hidden by nothing without a script: it is left out here.
    to: kind === 'close' ? [] : recipients.filter((who) => row[`to.${who}`] && mayReceive(kind, who)),
    ...(text('follows') === 'correction' && { follows: 'correction' }),
    basis: text('basis'),
  };
}
