import pino from 'pino';
import type { Logger } from 'pino';

/**
 * The process's log: JSON lines, or one readable line each on a terminal. Links and tokens never reach it: a submission
 * link is a key.
 */
export function createLogger(level: string): Logger {
  const redact = { paths: ['req.headers.authorization', 'req.headers.cookie', 'headers.authorization'], remove: true };
  const serializers = {
    req: ({ method, url }: { method: string; url: string }) => ({ method, url: withoutToken(url) }),
  };
  if (!process.stdout.isTTY) return pino({ level, redact, serializers });
  return pino({
    level,
    redact,
    serializers,
    transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname' } },
  });
}

const withoutToken = (url: string): string => url.replace(/\/(room|setup)\/[\w-]+/, '/$1/…');
