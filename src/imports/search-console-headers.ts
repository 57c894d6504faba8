/**
 * Headers of Search Console's link reports in the languages of its accounts. The table only speeds things up: a file
 * in another language, or with other words, is known by its cells.
 */
export const linkingPageHeaders: readonly string[] = [
  'Linking page',
  'Verweisende Seite', 'Verlinkende Seite', 'Seite mit Link',
  "Page d'origine", "Page d'origine du lien", 'Page avec lien', 'Page de liaison',
  'Página de enlace', 'Página con enlaces', 'Página que contiene el enlace',
  'Pagina di collegamento', 'Pagina con link', 'Pagina contenente link',
  'Página de vinculação', 'Página com link', 'Página de ligação',
  'Pagina met link', 'Linkpagina', 'Verwijzende pagina',
  'Strona zawierająca link', 'Strona z linkiem', 'Strona linkująca',
  'דף מקשר', 'דף שמקשר', 'דף הקישור',
  'リンク元ページ', 'リンクしているページ',
  'Bağlantı veren sayfa', 'Bağlantı içeren sayfa',
  'Länkande sida', 'Sida med länk',
  'Ссылающаяся страница', 'Страница со ссылкой', 'Страница-источник',
  'Linkende side', 'Side med link', 'Side med lenke',
  'Odkazující stránka', 'Сторінка з посиланням', '链接页面', '链接网页', '連結網頁', '링크 페이지', 'صفحة الربط',
]

export const lastCrawledHeaders: readonly string[] = [
  'Last crawled',
  'Zuletzt gecrawlt', 'Letztes Crawling',
  'Dernière exploration', "Date de la dernière exploration",
  'Último rastreo', 'Última vez rastreado', 'Fecha del último rastreo',
  'Ultima scansione', 'Data ultima scansione',
  'Último rastreamento', 'Última indexação', 'Último rastreio',
  'Laatst gecrawld', 'Laatste crawl',
  'Ostatnie indeksowanie', 'Ostatnio zindeksowana',
  'סריקה אחרונה', 'תאריך הסריקה האחרונה', 'נסרק לאחרונה',
  '最終クロール', '前回のクロール',
  'Son tarama', 'Son tarama tarihi',
  'Senaste genomsökning', 'Genomsöktes senast',
  'Последнее сканирование', 'Дата последнего сканирования',
  'Sidst crawlet', 'Sist gjennomsøkt',
  'Poslední procházení', 'Останнє сканування', '上次抓取时间', '上次檢索', '최종 크롤링',
]

export const siteHeaders: readonly string[] = [
  'Site', 'Website', 'Webseite', 'Sitio', 'Sitio web', 'Sito', 'Sito web', 'Site Web', 'Websites', 'Strona', 'Witryna', 'אתר', 'サイト', 'Webbplats', 'Сайт', 'Websted', 'Nettsted', 'Web', '网站', '網站', '사이트',
]

export const linkingPagesHeaders: readonly string[] = [
  'Linking pages', 'Verweisende Seiten', 'Verlinkende Seiten', "Pages d'origine", 'Pages de liaison', 'Páginas de enlace', 'Páginas con enlaces', 'Pagine di collegamento', 'Pagine con link', 'Páginas de vinculação', 'Páginas com link', 'Páginas de ligação',
  "Pagina's met links", "Linkpagina's", 'Strony zawierające linki', 'Strony linkujące', 'דפים מקשרים', 'リンク元ページ数', 'リンクしているページ数', 'Bağlantı veren sayfalar', 'Länkande sidor', 'Ссылающиеся страницы', 'Страницы со ссылками',
]

export const targetPagesHeaders: readonly string[] = [
  'Target pages', 'Zielseiten', 'Pages cibles', 'Páginas de destino', 'Páginas objetivo', 'Pagine di destinazione', 'Pagine target', 'Páginas segmentadas', "Doelpagina's", 'Strony docelowe', 'דפי יעד', 'ターゲット ページ', 'ターゲットページ', 'Hedef sayfalar', 'Målsidor', 'Целевые страницы',
]

export const targetPageHeaders: readonly string[] = [
  'Target page', 'Zielseite', 'Page cible', 'Página de destino', 'Página objetivo', 'Pagina di destinazione', 'Pagina target', 'Página segmentada', 'Doelpagina', 'Strona docelowa', 'דף יעד', 'Hedef sayfa', 'Målsida', 'Целевая страница',
]
