import { allIn, childOf, childrenOf } from './xml-tree.ts';
import type { XmlElement } from './xml-tree.ts';

/** Formatting by the name of its element: `{ sz: { val: '28' }, b: {} }`. */
export type Formatting = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** How a paragraph and its runs look once the defaults, the named styles and what stands at them are put together. */
export interface Cascade {
  paragraph: (properties: XmlElement | undefined) => Formatting;
  run: (paragraph: XmlElement | undefined, properties: XmlElement | undefined) => Formatting;
}

/** Reads a document's styles. What comes later in the chain wins, attribute by attribute. */
export function cascadeOf(styles: XmlElement): Cascade {
  const known = new Map([...allIn(styles, 'style')].map((style) => [style.attributes['styleId'], style]));
  const defaults = childOf(styles, 'docDefaults');
  const defaultsOf = (kind: 'pPr' | 'rPr') => childOf(childOf(defaults, `${kind}Default`), kind);
  const chain = (id: string | undefined, kind: 'pPr' | 'rPr'): (XmlElement | undefined)[] => {
    const style = known.get(id);
    if (!style) return [];
    return [...chain(childOf(style, 'basedOn')?.attributes['val'], kind), childOf(style, kind)];
  };
  const styleOf = (properties: XmlElement | undefined, name: string) => childOf(properties, name)?.attributes['val'];
  return {
    paragraph: (properties) =>
      merged([defaultsOf('pPr'), ...chain(styleOf(properties, 'pStyle') ?? 'Normal', 'pPr'), properties]),
    run: (paragraph, properties) =>
      merged([
        defaultsOf('rPr'),
        ...chain(styleOf(paragraph, 'pStyle') ?? 'Normal', 'rPr'),
        ...chain(styleOf(properties, 'rStyle'), 'rPr'),
        properties,
      ]),
  };
}

function merged(properties: readonly (XmlElement | undefined)[]): Formatting {
  const formatting: Record<string, Readonly<Record<string, string>>> = {};
  for (const { name, attributes, children } of properties.flatMap((each) => each?.children ?? [])) {
    formatting[name] = { ...formatting[name], ...attributes };
    // a border's sides are elements of their own
    for (const side of name === 'pBdr' ? children : []) formatting[`${name}.${side.name}`] = side.attributes;
  }
  return formatting;
}

/** Whether something that is on or off is on: `<w:b/>` is, `<w:b w:val="false"/>` is not. */
export const isOn = (formatting: Formatting, name: string): boolean =>
  formatting[name] !== undefined && !['false', '0', 'none'].includes(formatting[name]['val'] ?? 'true');

/** A length or size as a number; 0 where none is given. */
export const numberOf = (formatting: Formatting, name: string, attribute = 'val'): number =>
  Number(formatting[name]?.[attribute] ?? 0);

/** The text of a run and of whatever it holds, tabs as spaces. */
export const runText = (run: XmlElement): string =>
  childrenOf(run, 't')
    .map(({ text }) => text)
    .join('');
