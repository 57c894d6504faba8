const publicPrefixes = [
  '+//silmaril//dtd html pro v0r11 19970101//', '-//as//dtd html 3.0 aswedit + extensions//', '-//advasoft ltd//dtd html 3.0 aswedit + extensions//',
  '-//ietf//dtd html 2.0 level 1//', '-//ietf//dtd html 2.0 level 2//', '-//ietf//dtd html 2.0 strict level 1//', '-//ietf//dtd html 2.0 strict level 2//',
  '-//ietf//dtd html 2.0 strict//', '-//ietf//dtd html 2.0//', '-//ietf//dtd html 2.1e//', '-//ietf//dtd html 3.0//', '-//ietf//dtd html 3.2 final//',
  '-//ietf//dtd html 3.2//', '-//ietf//dtd html 3//', '-//ietf//dtd html level 0//', '-//ietf//dtd html level 1//', '-//ietf//dtd html level 2//',
  '-//ietf//dtd html level 3//', '-//ietf//dtd html strict level 0//', '-//ietf//dtd html strict level 1//', '-//ietf//dtd html strict level 2//',
  '-//ietf//dtd html strict level 3//', '-//ietf//dtd html strict//', '-//ietf//dtd html//', '-//metrius//dtd metrius presentational//',
  '-//microsoft//dtd internet explorer 2.0 html strict//', '-//microsoft//dtd internet explorer 2.0 html//', '-//microsoft//dtd internet explorer 2.0 tables//',
  '-//microsoft//dtd internet explorer 3.0 html strict//', '-//microsoft//dtd internet explorer 3.0 html//', '-//microsoft//dtd internet explorer 3.0 tables//',
  '-//netscape comm. corp.//dtd html//', '-//netscape comm. corp.//dtd strict html//', "-//o'reilly and associates//dtd html 2.0//",
  "-//o'reilly and associates//dtd html extended 1.0//", "-//o'reilly and associates//dtd html extended relaxed 1.0//",
  '-//sq//dtd html 2.0 hotmetal + extensions//', '-//softquad software//dtd hotmetal pro 6.0::19990601::extensions to html 4.0//',
  '-//softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//', '-//spyglass//dtd html 2.0 extended//', '-//sun microsystems corp.//dtd hotjava html//',
  '-//sun microsystems corp.//dtd hotjava strict html//', '-//w3c//dtd html 3 1995-03-24//', '-//w3c//dtd html 3.2 draft//', '-//w3c//dtd html 3.2 final//',
  '-//w3c//dtd html 3.2//', '-//w3c//dtd html 3.2s draft//', '-//w3c//dtd html 4.0 frameset//', '-//w3c//dtd html 4.0 transitional//',
  '-//w3c//dtd html experimental 19960712//', '-//w3c//dtd html experimental 970421//', '-//w3c//dtd w3 html//', '-//w3o//dtd w3 html 3.0//',
  '-//webtechs//dtd mozilla html 2.0//', '-//webtechs//dtd mozilla html//',
]
const publicPrefixesWithoutSystem = ['-//w3c//dtd html 4.01 frameset//', '-//w3c//dtd html 4.01 transitional//']
const publicWhole = ['-//w3o//dtd w3 html strict 3.0//en//', '-/w3c/dtd html 4.0 transitional/en', 'html']

/**
 * True if the document type asks for quirks mode, in which a table does not close an open p. `text` is what stands
 * between `<!` and `>`; a document without a document type is in quirks mode too.
 */
export function isQuirks(text: string, closed: boolean): boolean {
  const match = /^doctype[\t\n\f\r ]*([^\t\n\f\r >]+)(?:[\t\n\f\r ]+([^]*))?$/iu.exec(text)
  if (!closed || !match || match[1]!.toLowerCase() !== 'html') return true
  const rest = (match[2] ?? '').replace(/^[\t\n\f\r ]+/u, '')
  if (rest === '') return false
  const ids = /^(public|system)[\t\n\f\r ]*(?:"([^"]*)"|'([^']*)')(?:[\t\n\f\r ]*(?:"([^"]*)"|'([^']*)'))?/iu.exec(rest)
  if (!ids) return true
  const first = (ids[2] ?? ids[3] ?? '').toLowerCase()
  const second = ids[4] ?? ids[5]
  const isPublic = ids[1]!.toLowerCase() === 'public'
  if (isPublic && second === undefined && /^[^\t\n\f\r ]/u.test(rest.slice(ids[0].length))) return true
  const publicId = isPublic ? first : ''
  const systemId = isPublic ? second : first
  if (isPublic && rest.slice(ids[0].length).trim() !== '' && second === undefined) return true
  if (systemId?.toLowerCase() === 'http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd') return true
  if (!isPublic) return false
  if (publicWhole.includes(publicId) || publicPrefixes.some((prefix) => publicId.startsWith(prefix))) return true
  return systemId === undefined && publicPrefixesWithoutSystem.some((prefix) => publicId.startsWith(prefix))
}
