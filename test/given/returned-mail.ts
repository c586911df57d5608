import { readFileSync } from 'node:fs';

/** The Message-ID and the address of which all samples speak. */
const sampleId = '<0f3a9c1e5b7d2846a0c4e8f1937b5d20a6c8e4f2@skhcn.example>';
const sampleAddress = 'daumoi.stc@quangngai.example';

/** One of the samples under `test/mail/bounces`, speaking of another letter or address, as mail systems pass it on. */
export function givenReturnedMail(name: string, { messageId = sampleId, address = sampleAddress } = {}): Buffer {
  const text = readFileSync(new URL(`../mail/bounces/${name}.eml`, import.meta.url), 'utf8');
  return Buffer.from(text.replaceAll(sampleId, messageId).replaceAll(sampleAddress, address).replaceAll('\n', '\r\n'));
}
