import { createCall } from './api-client.ts';
import type { Call } from './api-client.ts';
import type { Journal } from './journal.ts';
import { createVisitor } from './page-visitor.ts';
import type { Visitor } from './page-visitor.ts';

export interface DemoStaff {
  email: string;
  password: string;
  officer: Call;
  leader: Call;
  /** The headers with which a program acts as the officer. */
  officerProof: () => Record<string, string>;
}

const administrator = 'quantri@skhcn.example';
const people = [
  { name: 'officer', email: 'chuyenvien@skhcn.example', person: 'Nguyễn Thị Hà', title: 'Chuyên viên' },
  { name: 'leader', email: 'lanhdao@skhcn.example', person: 'Trần Văn Bình', title: 'Phó Giám đốc Sở' },
];

/**
 * Makes the focal agency's people as an administrator would, through the pages: the first administrator's password by the
 * one-time link, an officer and a leader by invitation; then both sign in. A resumed demo finds them in its journal.
 */
export async function hireStaff(
  url: string,
  firstAdminLink: string | undefined,
  journal: Journal,
  newPassword: () => string,
): Promise<DemoStaff> {
  const password = (name: string): string => {
    const known = journal.secret(name) ?? newPassword();
    if (!journal.secret(name)) journal.add({ kind: 'secret', name, value: known });
    return known;
  };
  if (firstAdminLink) await setPassword(createVisitor(url), firstAdminLink, password('admin'));
  if (!journal.isDone('office/hire')) {
    await hire(url, password);
    journal.add({ kind: 'done', action: 'office/hire', at: '' });
  }
  const signedIn = people.map(async ({ name, email }) => {
    const visitor = createVisitor(url);
    await signIn(visitor, email, password(name));
    return { call: createCall(url, visitor.proof), proof: visitor.proof };
  });
  const [officer, leader] = await Promise.all(signedIn);
  if (!officer || !leader) throw new Error('nobody was hired');
  return {
    email: people[0]?.email ?? '',
    password: password('officer'),
    officer: officer.call,
    leader: leader.call,
    officerProof: officer.proof,
  };
}

async function hire(url: string, password: (name: string) => string): Promise<void> {
  const admin = createVisitor(url);
  await signIn(admin, administrator, password('admin'));
  for (const { name, email, person, title } of people) {
    const fields = { email, name: person, title, role: name };
    const { html } = await admin.fillIn('/accounts', /\/accounts\/invite$/, fields);
    const link = /https?:\/\/[^\s"<]+\/setup\/[\w-]+/.exec(html)?.[0];
    if (!link) throw new Error(`${email} was not invited`);
    await setPassword(createVisitor(url), link, password(name));
  }
}

async function setPassword(visitor: Visitor, link: string, password: string): Promise<void> {
  const { status } = await visitor.fillIn(new URL(link).pathname, /\/setup\//, { password, again: password });
  if (status !== 200) throw new Error(`the password could not be set: ${status}`);
}

async function signIn(visitor: Visitor, email: string, password: string): Promise<void> {
  await visitor.fillIn('/sign-in', /\/sign-in/, { email, password });
  if (!visitor.proof().cookie.includes('session')) throw new Error(`${email} could not sign in`);
}
