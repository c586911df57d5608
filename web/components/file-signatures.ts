import { html } from 'hono/html';
import { coverage, signatureLook } from '../../domain/file-signature.ts';
import type { FileSignature } from '../../domain/file-signature.ts';
import { momentWords } from '../../domain/words.ts';
import type { Html } from '../html.ts';
import { plainState } from './states.ts';

const looks = {
  sound: () => plainState('good', 'check', 'Chữ ký số hợp lệ'),
  doubtful: () => plainState('warn', 'alert', 'Chữ ký số cần xem lại'),
  broken: () => plainState('bad', 'cross', 'Chữ ký số không hợp lệ'),
};

/** What was found of a file's signatures, a line for each; nothing for a file whose kind bears none. */
export function signatureList(signatures: readonly FileSignature[] | undefined): Html {
  if (!signatures) return html``;
  if (signatures.length === 0) return html`<p class="signature note">Tệp không có chữ ký số.</p>`;
  return html`${signatures.map(
    (each) =>
      html`<p class="signature">${looks[signatureLook(each, signatures)]()} ${signatureWords(each, signatures)}</p>`,
  )}`;
}

/** `Ký bởi Nguyễn Văn An (Sở Tài chính), lúc 14:03 …; nội dung không đổi sau khi ký; chứng thư được tin cậy.` */
export function signatureWords(signature: FileSignature, all: readonly FileSignature[]): string {
  const { state, certificate, trust, weak } = signature;
  if (state === 'unreadable') return 'Không đọc được chữ ký trong tệp: chữ ký hỏng, hoặc tệp đã bị sửa.';
  const clauses = [
    whoAndWhen(signature),
    state === 'unsupported' ? 'kiểu chữ ký này hệ thống chưa kiểm tra được, đề nghị xem bằng phần mềm ký số' : '',
    state === 'changed' ? 'nội dung đã thay đổi sau khi ký' : '',
    state === 'intact' ? coverageWords[coverage(signature, all)] : '',
    weak ? 'ký bằng thuật toán băm đã cũ (SHA-1, MD5), không đủ tin cậy' : '',
    certificate ? certificateWords[certificate] : '',
    trust ? trustWords[trust] : '',
  ];
  return `${clauses.filter(Boolean).join('; ')}.`;
}

function whoAndWhen({ kind, signer, organisation, signedAt, timeBy }: FileSignature): string {
  const named = signer && organisation && signer !== organisation ? `${signer} (${organisation})` : signer;
  const who = named ?? organisation ?? 'người không nêu tên';
  const when = signedAt ? `, lúc ${momentWords(Temporal.Instant.from(signedAt))}` : '';
  return `${kind === 'timestamp' ? 'Dấu thời gian của' : 'Ký bởi'} ${who}${when}${timeBy ? timeWordsBy[timeBy] : ''}`;
}

const timeWordsBy = {
  timestamp: ' (theo dấu thời gian được tin cậy)',
  unknown_timestamp: ' (theo dấu thời gian chưa rõ nguồn)',
  signer: ' (theo đồng hồ của máy ký)',
};

const coverageWords = {
  whole: 'nội dung không đổi sau khi ký',
  signed_on: 'phần đã ký không đổi, sau đó tệp được ký tiếp',
  added_to: 'phần đã ký không đổi, nhưng tệp có nội dung thêm vào sau khi ký',
};

const certificateWords = {
  valid: '',
  expired: 'chứng thư đã hết hạn vào lúc ký',
  not_yet_valid: 'chứng thư chưa có hiệu lực vào lúc ký',
};

const trustWords = {
  trusted: 'chứng thư được tin cậy',
  unknown_root: 'chứng thư không thuộc các gốc tin cậy của hệ thống',
  no_roots: 'chưa cấu hình gốc tin cậy nên chưa xác nhận được chứng thư',
};
