// A small reader of HTML that makes a plain tree. It touches no DOM, so nothing that it reads can load or run, and its
// faults cannot open anything: whoever builds DOM from the tree decides what may be in it.

export interface HtmlNode {
  tag: string; // lower case
  attributes: Map<string, string>; // names in lower case
  children: (HtmlNode | string)[];
}

const voidTags = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));
const rawTags = new Set("script style textarea title xmp noscript noembed noframes iframe plaintext template".split(" "));
// An opening tag of the first kind ends an open element of the second.
const ends: Record<string, string[]> = {
  li: ["li", "p"], dt: ["dt", "dd", "p"], dd: ["dt", "dd", "p"], tr: ["td", "th", "tr"], td: ["td", "th"], th: ["td", "th"],
  option: ["option"], p: ["p"], div: ["p"], ul: ["p"], ol: ["p"], table: ["p"], h1: ["p"], h2: ["p"], h3: ["p"], h4: ["p"], blockquote: ["p"], pre: ["p"], hr: ["p"],
};
const scopes = new Set(["ul", "ol", "table", "div", "td", "blockquote"]);
const named: Record<string, string> = {
  amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0", euro: "€", pound: "£", copy: "©", reg: "®", trade: "™",
  hellip: "…", ndash: "–", mdash: "—", lsquo: "‘", rsquo: "’", ldquo: "“", rdquo: "”", laquo: "«", raquo: "»", bull: "•",
  middot: "·", times: "×", deg: "°", rarr: "→", larr: "←", check: "✓", shy: "\u00ad", eacute: "é", egrave: "è", euml: "ë",
  agrave: "à", aacute: "á", auml: "ä", ouml: "ö", uuml: "ü", szlig: "ß", ccedil: "ç", ntilde: "ñ", oslash: "ø", aring: "å",
};
const depthMax = 128;

export function decodeEntities(text: string): string {
  return text.replace(/&(#x[\da-f]{1,6}|#\d{1,7}|[a-z]\w{1,8});/gi, (whole, name: string) => {
    if (name[0] !== "#") return named[name] ?? whole;
    const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : "\ufffd";
  });
}

// Sticky: each reads from where the last one stopped.
const tagName = /[a-z][^\s/>]*/iy;
const attribute = /[\s/]*([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/y;

class Reader {
  private at = 0;
  private readonly root: HtmlNode = { tag: "", attributes: new Map(), children: [] };
  private readonly open: HtmlNode[] = [this.root];

  constructor(private readonly html: string) {}

  read(): HtmlNode {
    while (this.at < this.html.length) {
      const next = this.html.indexOf("<", this.at);
      if (next !== this.at) this.text(this.html.slice(this.at, next < 0 ? undefined : next));
      if (next < 0) break;
      this.at = next;
      this.markup();
    }
    return this.root;
  }

  private get current(): HtmlNode {
    return this.open[this.open.length - 1] ?? this.root;
  }

  private text(text: string): void {
    this.current.children.push(decodeEntities(text));
  }

  private skipTo(end: string): void {
    const found = this.html.indexOf(end, this.at);
    this.at = found < 0 ? this.html.length : found + end.length;
  }

  private markup(): void {
    if (this.html.startsWith("<!--", this.at)) return this.skipTo("-->");
    const follows = this.html[this.at + 1] ?? "";
    if (follows === "!" || follows === "?") return this.skipTo(">");
    const closing = follows === "/";
    tagName.lastIndex = this.at + (closing ? 2 : 1);
    const name = tagName.exec(this.html)?.[0].toLowerCase();
    if (!name) {
      // A lone "<" is text; "</ …>" is a comment of sorts.
      if (closing) return this.skipTo(">");
      this.text("<");
      this.at++;
      return;
    }
    this.at = tagName.lastIndex;
    const { attributes, selfClosing } = this.attributes();
    if (closing) this.close(name);
    else this.element({ tag: name, attributes, children: [] }, selfClosing);
  }

  private attributes(): { attributes: Map<string, string>; selfClosing: boolean } {
    const attributes = new Map<string, string>();
    for (;;) {
      attribute.lastIndex = this.at;
      const match = attribute.exec(this.html);
      if (!match?.[1]) break;
      this.at = attribute.lastIndex;
      const name = match[1].toLowerCase();
      if (!attributes.has(name)) attributes.set(name, decodeEntities(match[2] ?? match[3] ?? match[4] ?? ""));
    }
    const end = this.html.indexOf(">", this.at);
    const selfClosing = end > 0 && this.html[end - 1] === "/";
    this.at = end < 0 ? this.html.length : end + 1;
    return { attributes, selfClosing };
  }

  private element(node: HtmlNode, selfClosing: boolean): void {
    const closes = ends[node.tag];
    if (closes) this.endOpen(closes, node.tag);
    this.current.children.push(node);
    if (voidTags.has(node.tag) || selfClosing) return;
    if (rawTags.has(node.tag)) return this.raw(node);
    if (this.open.length < depthMax) this.open.push(node);
  }

  // Ends open elements of these kinds, but not beyond what holds the place of the new one.
  private endOpen(kinds: string[], opening: string): void {
    for (let i = this.open.length - 1; i > 0; i--) {
      const tag = this.open[i]?.tag ?? "";
      if (kinds.includes(tag)) this.open.length = i;
      else if (scopes.has(tag) && opening !== "p" && !kinds.includes(tag)) return;
      else if (tag !== "span" && tag !== "b" && tag !== "i" && tag !== "a" && !kinds.includes(tag)) return;
    }
  }

  private raw(node: HtmlNode): void {
    const end = new RegExp(`</${node.tag.replace(/[^a-z]/g, "")}[\\s/>]`, "i").exec(this.html.slice(this.at));
    const text = end ? this.html.slice(this.at, this.at + end.index) : this.html.slice(this.at);
    this.at += text.length;
    node.children.push(text);
    if (end) this.skipTo(">");
  }

  private close(name: string): void {
    for (let i = this.open.length - 1; i > 0; i--) {
      if (this.open[i]?.tag !== name) continue;
      this.open.length = i;
      return;
    }
    if (name === "br") this.current.children.push({ tag: "br", attributes: new Map(), children: [] });
  }
}

/** The tree of an HTML text. Its root has no tag. Never throws; what is malformed ends up as text or is left out. */
export const parseHtml = (html: string): HtmlNode => new Reader(html).read();

export function textOf(node: HtmlNode): string {
  return node.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}
