import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../domain/refusal.ts';

interface Asset {
  type: string;
  content: Buffer;
  /** Absent for what is packed already. */
  gzip?: Buffer;
}

const css = 'text/css; charset=utf-8';
const js = 'text/javascript; charset=utf-8';
const font = (subset: string, weight: number) =>
  [
    `${subset}-${weight}.woff2`,
    `@fontsource/be-vietnam-pro/files/be-vietnam-pro-${subset}-${weight}-normal.woff2`,
    'font/woff2',
  ] as const;

/** A rule of the domain as the browser runs it: the same source, without its types. It asks for others by their own names. */
const rule = <Name extends string>(name: Name) => [`${name}.ts`, `../domain/${name}.ts`, js] as const;

/** Name under which the pages ask for it, where it comes from, what it is. */
const sources = [
  ['pico.css', '@picocss/pico/css/pico.min.css', css],
  ['htmx.js', 'htmx.org/dist/htmx.min.js', js],
  ['dondoc.css', './assets/dondoc.css', css],
  ['room.js', './assets/room.js', js],
  ['uploads.js', './assets/uploads.js', js],
  ['write-report.js', './assets/write-report.js', js],
  ['write-synthesis.js', './assets/write-synthesis.js', js],
  ['room-fields.js', './assets/room-fields.js', js],
  ['room-memory.js', './assets/room-memory.js', js],
  ['room-conflicts.js', './assets/room-conflicts.js', js],
  ['room-buttons.js', './assets/room-buttons.js', js],
  ['room-checks.js', './assets/room-checks.js', js],
  ['room-presence.js', './assets/room-presence.js', js],
  ...(['check-report', 'figure-text', 'figures', 'form', 'merge-drafts', 'merge-text', 'report-warnings'] as const).map(
    rule,
  ),
  ['icon.svg', './assets/icon.svg', 'image/svg+xml'],
  ...[400, 600, 700].flatMap((weight) => [font('vietnamese', weight), font('latin', weight)]),
] as const;

const assets = new Map<string, Asset>(
  await Promise.all(
    sources.map(async ([name, source, type]): Promise<[string, Asset]> => {
      const file = await readFile(fileURLToPath(import.meta.resolve(source)));
      const content = bytesOf(source, file);
      return [name, { type, content, ...(type !== 'font/woff2' && { gzip: gzipSync(content, { level: 9 }) }) }];
    }),
  ),
);

/** What is served of a file: our own scripts leave their comments here, the rules of the domain their types too. */
function bytesOf(source: string, file: Buffer): Buffer {
  if (source.endsWith('.ts')) return withoutComments(withoutTypes(file));
  return /^\.\/assets\/.+\.js$/.test(source) ? withoutComments(file.toString('utf8')) : file;
}

/** Strips types as Node does when it runs the same file; without its notice that the function may change. */
function withoutTypes(source: Buffer): string {
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = () => undefined;
  try {
    return stripTypeScriptTypes(source.toString('utf8'));
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** A script's comments stand at the beginning of a line; nothing else there begins so. */
function withoutComments(code: string): Buffer {
  const bare = code.replaceAll(/^\s*\/\*\*.*?\*\/\s*$/gms, '').replaceAll(/^\s*\/\/.*$/gm, '');
  return Buffer.from(bare.replaceAll(/\s*\n+/g, '\n'));
}

/** One hash over all files: the stylesheet names its fonts relatively, and any change gives every file a new address. */
const version = [...assets.values()]
  .reduce((hash, { content }) => hash.update(content), createHash('sha256'))
  .digest('base64url')
  .slice(0, 12);

export type AssetName = (typeof sources)[number][0];

/** The address of an asset; its content never changes under it. */
export const assetPath = (name: AssetName): string => `/assets/${version}/${name}`;

/** What helmet says of documents says nothing of a font or a script, and weighs as much as a small one. */
const helmet = {
  contentSecurityPolicy: false,
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  referrerPolicy: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xFrameOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
} as const;

/** Serves our own files and those of the packages from memory, for good. */
export function serveAssets(app: FastifyInstance): void {
  app.get<{ Params: { version: string; name: string } }>('/assets/:version/:name', { helmet }, (request, reply) => {
    const asset = assets.get(request.params.name);
    if (!asset || request.params.version !== version) throw new Refusal('page.not_found');
    void reply.header('cache-control', 'public, max-age=31536000, immutable').type(asset.type);
    const packed = asset.gzip && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    if (asset.gzip) void reply.header('vary', 'accept-encoding');
    if (packed) void reply.header('content-encoding', 'gzip');
    return reply.send(packed ? asset.gzip : asset.content);
  });
}
