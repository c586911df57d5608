import { createHash, randomUUID } from 'node:crypto';
import type { Errand } from './rush-load.ts';

/** A report's bytes, as the goal has it. */
export const reportBytes = 40_000;

/** An agency of the rush, with the token of its link. */
export interface RushAgency {
  obligation: string;
  token: string;
}

/** What an agency was handed: it must be in the database afterwards, word for word. */
export interface Handed {
  obligation: string;
  code: string;
  sha256: string;
  content: string;
}

/** Each agency saves its draft and sends it, as a program of an office does. */
export function reportErrand({ obligation, token }: RushAgency, handed: Handed[]): Errand {
  const body = reportOf(obligation);
  const authorization = `Bearer ${token}`;
  return [
    {
      ...{ method: 'PUT', path: '/api/v1/obligation/draft', body, headers: { authorization, 'if-match': '"0"' } },
      check: (status, answer) =>
        status === 200 && answer === '{"version":1}' ? undefined : `draft: ${status} ${answer}`,
    },
    {
      ...{ method: 'POST', path: '/api/v1/obligation/submissions', body },
      headers: { authorization, 'idempotency-key': randomUUID() },
      check: (status, answer) => {
        if (status !== 201) return `submission: ${status} ${answer}`;
        const { code, sha256, onTime } = JSON.parse(answer) as { code: string; sha256: string; onTime: boolean };
        handed.push({ obligation, code, sha256, content: hashOf(body) });
        return onTime ? undefined : `${code} is late`;
      },
    },
  ];
}

/** The same two bodies to a route that inserts each of them and does nothing else. */
export function bareErrand({ obligation }: RushAgency): Errand {
  const body = reportOf(obligation);
  const shot = {
    ...{ method: 'POST' as const, path: '/bare', body, headers: {} },
    check: (status: number) => (status === 201 ? undefined : `bare: ${status}`),
  };
  return [shot, shot];
}

/** What tells one report's words from another's, whatever order its fields are stored in. */
export const hashOf = (body: Buffer): string => wordsHash(JSON.parse(body.toString()) as { sections: object });

export const wordsHash = ({ sections }: { sections: object }): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(sections).toSorted(([a], [b]) => (a < b ? -1 : 1))))
    .digest('hex');

const sentence =
  'Đơn vị đã quán triệt, triển khai các nhiệm vụ khoa học, công nghệ và đổi mới sáng tạo được giao trong Kế hoạch; ' +
  'kết quả, sản phẩm và minh chứng được nêu cụ thể theo từng nhiệm vụ, kèm số liệu đến thời điểm chốt. ';

/** A report of 40 KB in Vietnamese, a little different for each agency. */
function reportOf(obligation: string): Buffer {
  const tasks = Object.fromEntries(
    ['II.1.a', 'II.1.b'].map((code) => [code, { state: 'done', percent: 100, result: sentence }]),
  );
  const empty = { sections: { I: `Báo cáo ${obligation}. `, III: sentence, IV: sentence, V: sentence }, tasks };
  const left = reportBytes - Buffer.byteLength(JSON.stringify(empty));
  const times = Math.floor(left / Buffer.byteLength(sentence));
  const full = sentence.repeat(times);
  return Buffer.from(JSON.stringify({ ...empty, sections: { ...empty.sections, I: `${empty.sections.I}${full}` } }));
}
