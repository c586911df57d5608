/** Where a letter stands in its life. */
export type OfficialState = 'draft' | 'approved' | 'issued' | 'unsigned' | 'sent' | 'void';

/** What a letter's state is told by. */
export interface LetterLife {
  approved: boolean;
  number: boolean;
  /** It waits for its signed PDF before it leaves. */
  waitsForSigned: boolean;
  /** By e-mail, or recorded by hand. */
  sent: boolean;
  voided: boolean;
}

/** The state of a letter: drafted, approved, numbered, waiting for its signed file, sent, void. */
export function officialState({ approved, number, waitsForSigned, sent, voided }: LetterLife): OfficialState {
  if (voided) return 'void';
  if (!number) return approved ? 'approved' : 'draft';
  if (sent) return 'sent';
  return waitsForSigned ? 'unsigned' : 'issued';
}
