import { expect, test } from 'vitest';
import type { FileSignature } from '../../domain/file-signature.ts';
import { signatureList, signatureWords } from '../../web/components/file-signatures.ts';

const sound: FileSignature = {
  state: 'intact',
  kind: 'signature',
  signer: 'Nguyễn Văn An',
  organisation: 'Sở Tài chính',
  signedAt: '2026-12-15T07:03:00Z',
  timeBy: 'signer',
  covers: 'whole',
  certificate: 'valid',
  trust: 'trusted',
};
const who = 'Ký bởi Nguyễn Văn An (Sở Tài chính), lúc 14:03 thứ Ba, 15/12/2026';

test.each<{ but: Partial<FileSignature>; words: string }>([
  {
    but: {},
    words: `${who} (theo đồng hồ của máy ký); nội dung không đổi sau khi ký; chứng thư được tin cậy.`,
  },
  {
    but: { timeBy: 'timestamp', state: 'changed' },
    words: `${who} (theo dấu thời gian được tin cậy); nội dung đã thay đổi sau khi ký; chứng thư được tin cậy.`,
  },
  {
    but: { covers: 'earlier', certificate: 'expired', trust: 'no_roots' },
    words: `${who} (theo đồng hồ của máy ký); phần đã ký không đổi, nhưng tệp có nội dung thêm vào sau khi ký; chứng thư đã hết hạn vào lúc ký; chưa cấu hình gốc tin cậy nên chưa xác nhận được chứng thư.`,
  },
  { but: { state: 'unreadable' }, words: 'Không đọc được chữ ký trong tệp: chữ ký hỏng, hoặc tệp đã bị sửa.' },
])('a signature that is sound but for $but in words', ({ but, words }) => {
  const signature = { ...sound, ...but };
  expect(signatureWords(signature, [signature])).toBe(words);
});

test('a signature of an unknown kind is not said to be anybody’s or unchanged', () => {
  const words = signatureWords({ state: 'unsupported', kind: 'signature' }, []);
  expect(words).toContain('chưa kiểm tra được');
  expect(words).not.toMatch(/không đổi|tin cậy/);
});

test('a file without signatures says so, and one whose kind bears none says nothing', async () => {
  expect(String(await signatureList([]))).toContain('Tệp không có chữ ký số.');
  expect(String(await signatureList(undefined)).trim()).toBe('');
});

test('a name in a certificate is shown as text', async () => {
  const signature = { ...sound, signer: '<img src=x>' };
  expect(String(await signatureList([signature]))).toContain('&lt;img src=x&gt;');
});
