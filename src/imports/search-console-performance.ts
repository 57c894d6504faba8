import { defineImport } from '../model/import.js'

export default defineImport({
  id: 'search-console-performance',
  tool: 'Google Search Console',
  title: 'Search Console: search performance',
  exportedFrom: 'Performance › Export',
  gives: 'refused',
  refusal: 'it holds searches, clicks and positions, and no links. Export Links › Export external links › Latest links instead.',
  columns: { share: ['CTR'], impressions: ['Impressions', 'Impressionen', 'Impresiones', 'Impressioni', 'Impressões', 'Vertoningen', 'Wyświetlenia', 'חשיפות', '表示回数', 'Gösterimler', 'Visningar', 'Показы'], clicks: ['Clicks', 'Klicks', 'Clics', 'Clic', 'Cliques', 'Klikken', 'Kliknięcia', 'קליקים', 'クリック数', 'Tıklamalar', 'Klick', 'Клики'], position: ['Position', 'Posición', 'Posizione', 'Posição', 'Positie', 'Pozycja', '掲載順位', 'Konum'] },
  required: ['share'],
  signature: ['CTR'],
  references: [{ title: 'Search Console: search performance', url: 'https://support.google.com/webmasters/answer/7576553' }],
  examples: [{ title: 'recognised and refused', file: 'refused/search-console-performance.csv', expect: { accepted: 0, refused: 0 } }],
})
