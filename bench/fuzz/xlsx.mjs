// Workbooks with random damage, in their bytes and in the XML inside them.
import { strToU8, zipSync } from 'fflate'
import { fuzz, int, mutate } from './csv.mjs'

const cell = (text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
const header = ['Page ascore', 'Source title', 'Source url', 'Target url', 'Anchor', 'Nofollow', 'Sitewide', 'First seen', 'Last seen']
const row = ['33', 'Flu &amp; shots', 'https://harbor-news.example/a', 'https://bayview-clinic.example/', 'Bayview', 'false', 'true', '2026-03-02', '2026-09-28']

const parts = {
  '[Content_Types].xml': '<?xml version="1.0" encoding="UTF-8"?><Types/>',
  'xl/workbook.xml': '<?xml version="1.0"?><workbook xmlns:r="r"><workbookPr date1904="0"/><sheets><sheet name="Links" sheetId="1" r:id="rId1"/><sheet name="More" sheetId="2" r:id="rId2"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
  'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row r="1">${header.map(cell).join('')}</row>${`<row>${row.map(cell).join('')}</row>`.repeat(8)}</sheetData></worksheet>`,
  'xl/worksheets/sheet2.xml': '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row><row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2" t="s"><v>4</v></c><c r="C2" s="1"><v>46293.25</v></c><c r="ZZ2" t="b"><v>1</v></c></row></sheetData></worksheet>',
  'xl/sharedStrings.xml': '<sst><si><t>source</t></si><si><t>target</t></si><si><t>last seen</t></si><si><r><t>https://a.example/</t></r><rPh><t>x</t></rPh></si><si><t>https://bayview-clinic.example/</t></si></sst>',
  'xl/styles.xml': '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd;@"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
}
const partBytes = Object.entries(parts).map(([name, text]) => ({ name, bytes: Buffer.from(text) }))
const whole = [{ name: 'links.xlsx', bytes: Buffer.from(zipSync(Object.fromEntries(partBytes.map(({ name, bytes }) => [name, bytes])))) }]

export async function fuzzXlsx({ runs, seed, onProgress }) {
  return fuzz({ runs, seed, onProgress, next: (random) => ({ name: 'links.xlsx', bytes: random() < 0.4 ? mutate(whole, random) : withDamagedParts(random) }) })
}

function withDamagedParts(random) {
  const damaged = int(random, partBytes.length)
  const entries = partBytes.map(({ name, bytes }, index) => [name, index === damaged || random() < 0.15 ? mutate([{ bytes }, { bytes: doctype }], random) : bytes])
  return zipSync(Object.fromEntries(entries.filter(() => random() > 0.02)), { level: random() < 0.5 ? 0 : 1 })
}

const doctype = strToU8('<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><sst><si><t>&b;&b;&#x10ffff;&#0;&#99999999;</t></si></sst>')
