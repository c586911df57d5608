import type { NumberedParagraph } from './numbered-report.ts';

/** How many names and codes a mark shows; the second appendix has them all. */
const shown = 3;

/** Of an officer's paragraph at a place where no agency has any words. */
const unsourced = 'đoạn biên tập, không có báo cáo nguồn';

/**
 * Where a paragraph comes from, short: `[7] (Sở Tài chính, UBND xã Bình Sơn; mã tiếp nhận STC-2026-1-7K3FQ0, …)`;
 * beyond three, `và 3 cơ quan khác` and `và 3 mã khác`. An officer's own words say so: `[7] (biên tập từ báo cáo của …)`.
 */
export function sourceMark({ number, agencies, sources, synthesised }: NumberedParagraph): string {
  if (synthesised && agencies.length === 0) return `[${number}] (${unsourced})`;
  const names = `${synthesised ? 'biên tập từ báo cáo của ' : ''}${shortList(agencies, 'cơ quan khác')}`;
  const codes = shortList(sources, 'mã khác');
  return `[${number}] (${[names, codes && `mã tiếp nhận ${codes}`].filter(Boolean).join('; ')})`;
}

/** All the sources of a paragraph: each agency with its receipt code, which stand in the same order. */
export function allSources({ agencies, sources, synthesised }: NumberedParagraph): string {
  if (synthesised && agencies.length === 0) return unsourced;
  const count = Math.max(agencies.length, sources.length);
  return Array.from({ length: count }, (_, place) => source(agencies[place], sources[place])).join('; ');
}

const source = (agency: string | undefined, code: string | undefined): string =>
  agency && code ? `${agency} (${code})` : (agency ?? code ?? '');

function shortList(items: readonly string[], others: string): string {
  const rest = items.length - shown;
  return items.slice(0, shown).join(', ') + (rest > 0 ? ` và ${rest} ${others}` : '');
}
