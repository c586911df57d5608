import { createCall } from './api-client.ts';
import type { Call } from './api-client.ts';
import type { Journal } from './journal.ts';
import { createVisitor } from './page-visitor.ts';

export interface DemoStaff {
  email: string;
  password: string;
  officer: Call;
  leader: Call;
}

/**
 * Makes the focal agency's people as an administrator would, through the pages: the first administrator's password by the
 * one-time link, an officer and a leader by invitation, an API key for each. A resumed demo finds them in its journal.
 */
export async function hireStaff(
  url: string,
  firstAdminLink: string | undefined,
  journal: Journal,
  newPassword: () => string,
): Promise<DemoStaff> {
  const known = journal.secret('leader-key');
  if (!known) await hire(url, firstAdminLink ?? '', journal, newPassword);
  const secret = (name: string): string => journal.secret(name) ?? '';
  return {
    email: 'chuyenvien@skhcn.example',
    password: secret('officer-password'),
    officer: createCall(url, secret('officer-key')),
    leader: createCall(url, secret('leader-key')),
  };
}

async function hire(url: string, firstAdminLink: string, journal: Journal, newPassword: () => string): Promise<void> {
  const admin = createVisitor(url);
  const adminPassword = await setPassword(admin, firstAdminLink, newPassword());
  await signIn(admin, 'quantri@skhcn.example', adminPassword);
  const people = [
    {
      name: 'officer',
      email: 'chuyenvien@skhcn.example',
      person: 'Nguyễn Thị Hà',
      title: 'Chuyên viên',
      role: 'officer',
    },
    {
      name: 'leader',
      email: 'lanhdao@skhcn.example',
      person: 'Trần Văn Bình',
      title: 'Phó Giám đốc Sở',
      role: 'leader',
    },
  ];
  for (const { name, email, person, title, role } of people) {
    const { html } = await admin.fillIn('/accounts', /\/accounts$/, { email, name: person, title, role });
    const link = /https?:\/\/[^\s"<]+\/setup\/[\w-]+/.exec(html)?.[0] ?? '';
    const visitor = createVisitor(url);
    const password = await setPassword(visitor, link, newPassword());
    await signIn(visitor, email, password);
    const page = await visitor.fillIn('/accounts/key', /\/accounts\/key$/, { name: 'demo' });
    const key = /data-key="([\w-]+)"/.exec(page.html)?.[1] ?? '';
    if (!key) throw new Error(`no API key was made for ${email}`);
    journal.add({ kind: 'secret', name: `${name}-password`, value: password });
    journal.add({ kind: 'secret', name: `${name}-key`, value: key });
  }
}

async function setPassword(visitor: ReturnType<typeof createVisitor>, link: string, password: string): Promise<string> {
  const { status } = await visitor.fillIn(new URL(link).pathname, /\/setup\//, { password, again: password });
  if (status !== 200) throw new Error(`the password could not be set: ${status}`);
  return password;
}

async function signIn(visitor: ReturnType<typeof createVisitor>, email: string, password: string): Promise<void> {
  await visitor.fillIn('/sign-in', /\/sign-in$/, { email, password });
}
