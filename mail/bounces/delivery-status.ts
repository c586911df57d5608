import type { DeliveryReport } from '../../domain/bounce.ts';

/**
 * The reports of a message/delivery-status part, one for each recipient. The first group of fields is about the message;
 * systems that leave it out, or put more empty lines between groups, are read as well.
 * Source: RFC 3464 2.1-2.3; RFC 6533 for addresses with Unicode.
 */
export function readDeliveryStatus(text: string): DeliveryReport[] {
  return text
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n/)
    .map(fieldsOf)
    .filter((fields) => fields.has('final-recipient') || fields.has('original-recipient'))
    .map((fields) => ({
      // The one that we wrote to; the final one may be where it was forwarded.
      address: addressOf(fields.get('original-recipient')) || addressOf(fields.get('final-recipient')),
      action: (fields.get('action') ?? '').replace(/\s*\(.*$/, '').trim(),
      status: /\d\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? '',
      diagnostic: afterType(fields.get('diagnostic-code')),
    }));
}

/** The fields of a group, by lower-case name; folded lines are put together. */
export function fieldsOf(group: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of group.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const [, name = '', value = ''] = /^([!-9;-~]+):[ \t]*(.*)$/.exec(line) ?? [];
    if (name && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value.trim());
  }
  return fields;
}

/** `rfc822; <a@b.example>` is a@b.example; X.400 and other kinds of address are none of ours. */
function addressOf(field: string | undefined): string {
  const [, type = '', rest = ''] = /^([^;]*);\s*(.*)$/.exec(field ?? '') ?? [];
  if (!/^(rfc822|utf-8|unknown)$/i.test(type.trim())) return '';
  return plainAddress(
    rest.replaceAll(/\\x\{([0-9A-F]+)\}/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16))),
  );
}

/** An address without its angle brackets and comments, in lower case. */
export const plainAddress = (text: string): string =>
  (/<([^<>\s]+@[^<>\s]+)>/.exec(text)?.[1] ?? /[^\s<>()"',;:]+@[^\s<>()"',;:]+/.exec(text)?.[0] ?? '').toLowerCase();

/** `smtp; 550 5.1.1 unknown` is `550 5.1.1 unknown`. */
const afterType = (field: string | undefined): string => (field ?? '').replace(/^[\w-]+\s*;\s*/, '').trim();
