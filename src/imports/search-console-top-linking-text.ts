import { defineImport } from '../model/import.js'

export default defineImport({
  id: 'search-console-top-linking-text',
  tool: 'Google Search Console',
  title: 'Search Console: top linking text',
  exportedFrom: 'Links › Top linking text › Export',
  gives: 'refused',
  refusal: 'it ranks anchor texts without the pages they stand on. Export Latest links or More sample links instead.',
  columns: { rank: ['Rank', 'Rang', 'Posición', 'Clasificación', 'Posizione', 'Classificação', 'Positie', 'Pozycja', 'דירוג', 'ランク', 'Sıra', 'Ранг'], text: ['Link text', 'Linktext', 'Texte du lien', 'Texto del enlace', 'Testo del link', 'Texto do link', 'Linktekst', 'Tekst linku', 'טקסט הקישור', 'リンク テキスト', 'Bağlantı metni', 'Текст ссылки'] },
  required: ['rank', 'text'],
  references: [{ title: 'Search Console: top linking text', url: 'https://support.google.com/webmasters/answer/9049606' }],
  examples: [{ title: 'recognised and refused', file: 'refused/search-console-top-linking-text.csv', expect: { accepted: 0, refused: 0 } }],
})
