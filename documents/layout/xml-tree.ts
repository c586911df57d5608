/** An element of a document's XML; names and attributes without their prefixes. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly XmlElement[];
  /** The text directly in it. */
  text: string;
}

interface Open extends XmlElement {
  children: XmlElement[];
}

const token = /<(\/?)([^\s<>/?!]+)([^<>]*?)(\/?)>|([^<]+)/g;

/** The root of a part of a Word file. Reads what Word files hold: no comments, no CDATA, no entities of their own. */
export function xmlTree(xml: string): XmlElement {
  const document: Open = { name: '', attributes: {}, children: [], text: '' };
  const open = [document];
  for (const [, closes, name, attributes, empty, text] of xml.matchAll(token)) {
    const parent = open.at(-1);
    if (!parent) break;
    if (text !== undefined) parent.text += unescaped(text);
    else if (closes) open.pop();
    else if (name) {
      const element: Open = { name: local(name), attributes: attributesIn(attributes ?? ''), children: [], text: '' };
      parent.children.push(element);
      if (!empty) open.push(element);
    }
  }
  const root = document.children.find(({ name }) => name !== 'xml');
  if (!root) throw new Error('the part holds no element');
  return root;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

const attributesIn = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/([^\s=]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [local(name), unescaped(value)]),
  );

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

const unescaped = (text: string): string => text.replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);

/** The first child of a name. */
export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((each) => each.name === name);

/** The children of a name. */
export const childrenOf = (element: XmlElement, name: string): readonly XmlElement[] =>
  element.children.filter((each) => each.name === name);

/** Every element of a name at any depth, in the order of the document. */
export function* allIn(element: XmlElement, name: string): Generator<XmlElement> {
  for (const child of element.children) {
    if (child.name === name) yield child;
    yield* allIn(child, name);
  }
}
