import { asciiText } from '../text.js'

/**
 * Languages by their own names and by those of eight languages, and countries by their own: a list of editions names each
 * country as its people do, a menu of the world all of them in one language. `?` stands for each run of other bytes than ASCII.
 */
const names = new Set(`english|deutsch|fran?ais|espa?ol|castellano|italiano|portugu?s|nederlands|polski|?e?tina|sloven?ina|sloven??ina|sloven?cina|sloven??cina|sloven?|hrvatski|magyar|rom?n?|rom?na|t?rk?e|svenska|dansk|norsk|suomi|eesti|latvie?u|lietuvi?|catal?|euskara|galego|bahasa indonesia|ti?ng vi?t|francais|espanol|portugues|turkce
german|french|spanish|italian|portuguese|dutch|polish|russian|chinese|japanese|arabic|turkish|englisch|franz?sisch|spanisch|italienisch|portugiesisch|niederl?ndisch|polnisch|russisch|chinesisch|t?rkisch|arabisch|anglais|allemand|espagnol|italien|portugais|n?erlandais|polonais|russe|chinois|ingl?s|alem?n|franc?s|alem?o|franc?s|espanhol|inglese|tedesco|francese|spagnolo|portoghese|engels|duits|frans|spaans|italiaans|angielski|niemiecki|francuski|hiszpa?ski
en|de|fr|es|it|pt|nl|pl|ru|cs|cz|sk|hu|ro|tr|sv|da|no|fi|el|bg|hr|sl|uk|ja|zh|ko|ar|eng|deu|ger|fra|esp|ita
deutschland|?sterreich|schweiz|suisse|svizzera|schweiz (de)|schweiz (fr)|suisse (fr)|espa?a|italia|polska|nederland|belgi?|belgique|t?rkiye|srbija|hrvatska|slovenija|slovensko|?esko|?esk? republika|magyarorsz?g|rom?nia|sverige|danmark|norge|suomi|eesti|latvija|lietuva|brasil|united kingdom|united states`.split(/[|\n]/u))

const bytesMax = 40

/** True if the text between two offsets is the name or code of a language and nothing else. */
export function isLanguage(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from > bytesMax) return false
  return names.has(asciiText(bytes, from, to).replace(/[^\0-\u007f]+/gu, '?').toLowerCase().replace(/\s+/gu, ' ').replace(/^[\s|/[(-]+|[\s|/\])-]+$/gu, ''))
}
