// The parts of a spreadsheet file that say where its rows are and how its cells are to be read: sheets, shared texts, which
// number formats are dates. Document types are refused: no entity is ever expanded, nothing outside the file is looked at.
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { refuse } from '../../core/contract/errors.ts';
import type { ZipEntries } from './zip-entries.ts';

export type Tag = SaxesTagPlain;

export interface XmlHandlers {
  readonly open?: (tag: Tag) => void;
  readonly text?: (text: string) => void;
  readonly close?: (tag: Tag) => void;
}

/** Goes over `xml` once. Throws Refused LIST_UNREADABLE for what is not well formed or has a document type. */
export function walkXml(xml: string, handlers: XmlHandlers): void {
  const parser = new SaxesParser();
  const broken = (): never => refuse('LIST_UNREADABLE', { reason: 'spreadsheet' });
  parser.on('error', broken);
  parser.on('doctype', broken);
  if (handlers.open) parser.on('opentag', handlers.open);
  if (handlers.text) parser.on('text', handlers.text);
  if (handlers.close) parser.on('closetag', handlers.close);
  parser.write(xml).close();
}

/** The name of a tag without its prefix: some programs write x:row. */
export const nameOf = ({ name }: Tag): string => name.slice(name.indexOf(':') + 1);
export const attribute = (tag: Tag, name: string): string | undefined => tag.attributes[name];

export function textOf(entries: ZipEntries, name: string): string | null {
  const entry = entries.get(name);
  return entry === undefined
    ? null
    : entry()
        .toString('utf8')
        .replace(/^\uFEFF/, '');
}

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Path in the archive. */
  readonly path: string;
}

/** The sheets in their order, and whether days count from 1904 as on old Macintoshes. */
export function workbookOf(entries: ZipEntries): { readonly sheets: readonly Sheet[]; readonly from1904: boolean } {
  const xml = textOf(entries, 'xl/workbook.xml') ?? refuse('LIST_UNREADABLE', { reason: 'spreadsheet' });
  const targets = new Map<string, string>();
  walkXml(textOf(entries, 'xl/_rels/workbook.xml.rels') ?? '<r/>', {
    open: (tag) => {
      if (nameOf(tag) !== 'Relationship' || attribute(tag, 'TargetMode') === 'External') return;
      const target = attribute(tag, 'Target') ?? '';
      targets.set(attribute(tag, 'Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    },
  });
  const sheets: Sheet[] = [];
  let from1904 = false;
  walkXml(xml, {
    open: (tag) => {
      if (nameOf(tag) === 'workbookPr') from1904 = ['1', 'true'].includes(attribute(tag, 'date1904') ?? '');
      if (nameOf(tag) !== 'sheet') return;
      const id = Object.entries(tag.attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      const path = targets.get(id);
      if (path === undefined || !entries.has(path)) return;
      sheets.push({
        name: attribute(tag, 'name') ?? '',
        hidden: attribute(tag, 'state') !== undefined && attribute(tag, 'state') !== 'visible',
        path,
      });
    },
  });
  return { sheets, from1904 };
}

/** The texts that cells refer to by their place; what is only there to be pronounced is left out. */
export function sharedTexts(entries: ZipEntries): string[] {
  const xml = textOf(entries, 'xl/sharedStrings.xml');
  const texts: string[] = [];
  if (xml === null) return texts;
  let [item, inText, spoken] = ['', false, 0];
  walkXml(xml, {
    open: (tag) => {
      const name = nameOf(tag);
      if (name === 'si') item = '';
      else if (name === 'rPh') spoken += 1;
      else if (name === 't') inText = spoken === 0;
    },
    text: (text) => {
      if (inText) item += text;
    },
    close: (tag) => {
      const name = nameOf(tag);
      if (name === 't') inText = false;
      else if (name === 'rPh') spoken -= 1;
      else if (name === 'si') texts.push(item);
    },
  });
  return texts;
}

/** Formats that every spreadsheet has without naming them; those of East Asian dates among them (ECMA-376 18.8.30). */
const BUILT_IN_DATES = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** For each style a cell may have: whether its number is a date. */
export function dateStyles(entries: ZipEntries): boolean[] {
  const xml = textOf(entries, 'xl/styles.xml');
  const styles: boolean[] = [];
  if (xml === null) return styles;
  const custom = new Map<number, boolean>();
  let inCells = false;
  walkXml(xml, {
    open: (tag) => {
      const name = nameOf(tag);
      const id = Number(attribute(tag, 'numFmtId') ?? 0);
      if (name === 'numFmt') custom.set(id, isDateFormat(attribute(tag, 'formatCode') ?? ''));
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) styles.push(custom.get(id) ?? BUILT_IN_DATES.has(id));
    },
    close: (tag) => {
      if (nameOf(tag) === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

/** A format shows a date when, quoted and bracketed parts aside, it shows a year or a day. */
export function isDateFormat(code: string): boolean {
  const bare = code.replaceAll(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').split(';')[0] ?? '';
  return !/general/i.test(bare) && /[yYdD年日]/.test(bare) && !/[#0?]/.test(bare);
}
