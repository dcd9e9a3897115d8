/** A strict reader of XML without namespaces, for pages that must be well-formed. */

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** All text in it, entities resolved. */
  text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

/** The elements of a document in the order in which they begin. @throws Error at the first thing that is not well-formed */
export function parseXml(source: string): Element[] {
  const elements: Element[] = [];
  const open: Element[] = [];
  const token = /<(\/?)([A-Za-z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
  let roots = 0;
  while (token.lastIndex < source.length) {
    const at = token.lastIndex;
    const match = token.exec(source);
    if (match === null)
      throw new Error(`not well-formed at ${at}: ${JSON.stringify(source.slice(at, at + 80))}`);
    const [, closing, name, attributes, empty, text] = match;
    if (text !== undefined) {
      const resolved = resolve(text, open.at(-1)?.name === "style");
      if (open.length === 0 && resolved.trim() !== "")
        throw new Error(`text outside of the root: ${resolved}`);
      for (const each of open) each.text += resolved;
    } else if (closing === "/") {
      const last = open.pop();
      if (last?.name !== name) throw new Error(`</${name}> closes <${last?.name}> at ${at}`);
    } else {
      const element: Element = { name: name!, attributes: attributesOf(attributes!, name!), text: "" };
      if (open.length === 0 && ++roots > 1) throw new Error("more than one root");
      elements.push(element);
      if (empty !== "/") open.push(element);
    }
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)!.name}> is not closed`);
  return elements;
}

function attributesOf(source: string, element: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, key, value] of source.matchAll(/([\w:-]+)="([^"]*)"/g)) {
    if (Object.hasOwn(attributes, key!)) throw new Error(`${element} has two attributes ${key}`);
    attributes[key!] = resolve(value!, false);
  }
  return attributes;
}

function resolve(text: string, raw: boolean): string {
  if (raw) return text;
  return text.replace(/&([^;\s&]*;?)/g, (_, entity: string) => {
    const resolved = entity.endsWith(";") ? ENTITIES[entity.slice(0, -1)] : undefined;
    if (resolved === undefined) throw new Error(`&${entity} is no entity`);
    return resolved;
  });
}
