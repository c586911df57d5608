import { receiverWords } from '../receivers.ts';
import { dayWords } from '../words.ts';
import type { DecidedExtension, OfficialFacts, WrittenLetter } from './facts.ts';
import { criticises, office, planOfTerm } from './words.ts';

/** The answer to a request for an extension: granted, granted in part, or refused. */
export function extensionWords(facts: OfficialFacts): WrittenLetter {
  const { extension, term } = facts;
  if (!extension) throw new Error('a letter on an extension is written from a decided request');
  const { agency, requestedOn, asked, granted } = extension;
  return {
    subject: granted
      ? `gia hạn thời hạn gửi báo cáo ${term} của ${agency}`
      : `đề nghị gia hạn gửi báo cáo ${term} của ${agency}`,
    paragraphs: [
      `${office} nhận được đề nghị ngày ${dayWords(requestedOn)} của ${agency} về việc gia hạn gửi báo cáo kết quả thực hiện ` +
        `${planOfTerm(facts)} đến ngày ${dayWords(asked)}.`,
      granted ? grantedWords(facts, extension, granted) : refusedWords(facts, extension),
    ],
  };
}

function grantedWords(facts: OfficialFacts, { agency, asked }: DecidedExtension, granted: Temporal.PlainDate): string {
  const after = `Quá thời hạn này, đề nghị ${agency} gửi trước số liệu ước thực hiện để kịp tổng hợp./.`;
  if (granted.equals(asked)) return `${office} thống nhất gia hạn đến hết ngày ${dayWords(granted)}. ${after}`;
  return `${becauseOf(facts)}, ${office} chỉ thống nhất gia hạn đến hết ngày ${dayWords(granted)}. ${after}`;
}

function refusedWords(facts: OfficialFacts, { agency, due, words }: DecidedExtension): string {
  const reason = words && !criticises(words) ? ` (${words.replace(/[.\s]+$/, '')})` : '';
  return (
    `${becauseOf(facts)}, ${office} không thể gia hạn theo đề nghị${reason}; thời hạn gửi báo cáo vẫn là ngày ` +
    `${dayWords(due)}. Trường hợp chưa đủ số liệu, đề nghị ${agency} gửi trước số liệu ước thực hiện để kịp tổng hợp./.`
  );
}

const becauseOf = ({ receivers, sendUp }: OfficialFacts): string =>
  `Do thời hạn gửi báo cáo tổng hợp cho ${receiverWords(receivers)} là ngày ${dayWords(sendUp)}`;
