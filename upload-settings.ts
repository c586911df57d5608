import { X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** How files are looked at before they are taken: settings of their own file, checked at start like all others. */
export interface UploadSettings {
  /** Where clamd listens; without it files are not scanned. */
  clamd: { host: string; port: number } | { path: string } | undefined;
  /** Certificates in PEM to which a signature's chain may lead; none: whether one is trusted is not said. */
  signatureRoots: readonly string[];
}

/** Reads the settings of uploads; throws an Error that names the first wrong one. */
export function readUploadSettings(env: NodeJS.ProcessEnv): UploadSettings {
  return { clamd: clamdOf(env['CLAMD_URL']), signatureRoots: rootsOf(env['SIGNATURE_ROOTS']) };
}

function clamdOf(text: string | undefined): UploadSettings['clamd'] {
  if (!text) return undefined;
  const path = /^unix:(?:\/\/)?(\/.+)$/.exec(text)?.[1];
  if (path) return { path };
  const { protocol, hostname, port } = URL.parse(text) ?? {};
  if (protocol !== 'tcp:' || !hostname) {
    throw new Error(`CLAMD_URL: expected tcp://host:3310 or unix:/path/of/clamd.sock, got "${text}"`);
  }
  return { host: hostname.replaceAll(/[[\]]/g, ''), port: port ? Number(port) : 3310 };
}

/** A PEM file, or a folder of them. */
function rootsOf(path: string | undefined): string[] {
  if (!path) return [];
  const roots = pemFiles(path).flatMap((file) => certificatesIn(file));
  if (roots.length === 0) throw new Error(`SIGNATURE_ROOTS: no certificate in PEM was found in "${path}"`);
  return roots;
}

function pemFiles(path: string): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const names = readdirSync(path).filter((name) => /\.(pem|crt|cer)$/i.test(name));
    return names.toSorted().map((name) => join(path, name));
  } catch {
    throw new Error(`SIGNATURE_ROOTS: cannot be read: "${path}"`);
  }
}

function certificatesIn(file: string): string[] {
  try {
    const text = readFileSync(file, 'utf8');
    const found = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    return found.map((pem) => new X509Certificate(pem).toString());
  } catch {
    throw new Error(`SIGNATURE_ROOTS: expected certificates in PEM: "${file}"`);
  }
}
