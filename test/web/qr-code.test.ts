import { decodeQR } from 'qr/decode.js';
import { expect, test } from 'vitest';
import { qrCode } from '../../web/components/qr-code.ts';

/** The drawing as a camera would see it, eight points to a module. */
function pictureOf(svg: string) {
  const scale = 8;
  const size = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]);
  const width = size * scale;
  const data = new Uint8Array(width * width * 3).fill(255);
  for (const [, x, y, length] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row += 1) {
      const from = (row * width + Number(x) * scale) * 3;
      data.fill(0, from, from + Number(length) * scale * 3);
    }
  }
  return { width, height: width, data };
}

test.each(['https://dondoc.quangngai.gov.vn/r/STC-2026-1-7K3FQ0', 'http://localhost:8069/r/X21121-2026-12-34-7K3FQ0'])(
  'the code of %s reads as that address',
  async (address) => {
    const svg = String(await qrCode(address, 'Mã QR'));
    expect(decodeQR(pictureOf(svg))).toBe(address);
  },
);
