/**
 * Months in the languages in which exports were seen or are likely: English, German, French, Spanish, Italian,
 * Portuguese, Dutch, Polish, Czech, Swedish, Danish and Norwegian, Turkish, Russian, Ukrainian, Hebrew, Greek.
 * Every language gives twelve words, full, in the case used in dates.
 */
const monthsByLanguage = [
  'january february march april may june july august september october november december',
  'januar februar marz april mai juni juli august september oktober november dezember',
  'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre',
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
  'janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro',
  'januari februari maart april mei juni juli augustus september oktober november december',
  'stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia',
  'januari februari mars april maj juni juli augusti september oktober november december',
  'januar februar marts april maj juni juli august september oktober november desember',
  'ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik',
  'января февраля марта апреля мая июня июля августа сентября октября ноября декабря',
  'січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня',
  'ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר',
  'ιανουαριου φεβρουαριου μαρτιου απριλιου μαιου ιουνιου ιουλιου αυγουστου σεπτεμβριου οκτωβριου νοεμβριου δεκεμβριου',
]

/** Short forms that are not the beginning of the long one, and other cases of the word. */
const otherForms: Record<string, number> = {
  mrt: 3, mrz: 3, маи: 5, март: 3, май: 5, июнь: 6, июль: 7, август: 8, styczen: 1, luty: 2, marzec: 3, kwiecien: 4, maj: 5, czerwiec: 6, lipiec: 7,
  sierpien: 8, wrzesien: 9, pazdziernik: 10, listopad: 11, grudzien: 12, juil: 7, gen: 1, magg: 5, genn: 1,
}

const months = new Map<string, number>()
for (const names of monthsByLanguage) {
  names.split(' ').forEach((name, index) => {
    for (let length = 3; length <= name.length; length += 1) {
      const prefix = name.slice(0, length)
      const known = months.get(prefix)
      // Beginnings that two months share (French "jui") name none.
      months.set(prefix, known === undefined || known === index + 1 ? index + 1 : 0)
    }
  })
}
// A whole name wins over a beginning of another language's name.
for (const names of monthsByLanguage) names.split(' ').forEach((name, index) => months.set(name, index + 1))
for (const [name, month] of Object.entries(otherForms)) months.set(name, month)

/** Month 1–12 of a word such as `Sept`, `août` or `בספטמבר`; undefined for other words. */
export function monthOfWord(word: string): number | undefined {
  const plain = word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ı', 'i')
  return months.get(plain) || months.get(plain.replace(/^ב/u, '')) || undefined
}
