/**
 * Names under which only one kind of body can register, where the public suffix list does not say so by itself. Written
 * from general knowledge of the registries' rules, November 2026. A name proves who registered, never what a page says:
 * a town's `.gov` is a town, and a university's students write on hosts of the university.
 */

/** Names of governments that are registrable names themselves, or suffixes that a registry reserves for authorities. */
export const governmentRoots: ReadonlySet<string> = words(`
  gc.ca canada.ca gov.bc.ca ontario.ca alberta.ca quebec.ca gouv.qc.ca saskatchewan.ca manitoba.ca gov.mb.ca gov.on.ca gov.ab.ca gov.ns.ca novascotia.ca gnb.ca gov.pe.ca princeedwardisland.ca gov.nl.ca gov.sk.ca yukon.ca gov.nt.ca gov.nu.ca
  usa.gov fed.us state.us
  gov.uk gov.scot gov.wales gov.ie gov.gg gov.je gov.im parliament.uk police.uk mod.uk judiciary.uk nidirect.gov.uk
  gouv.fr gouvernement.fr service-public.fr assemblee-nationale.fr senat.fr paris.fr
  bund.de bundesregierung.de bundestag.de bayern.de nrw.de hessen.de baden-wuerttemberg.de sachsen.de niedersachsen.de berlin.de hamburg.de bremen.de rlp.de saarland.de thueringen.de brandenburg.de sachsen-anhalt.de schleswig-holstein.de mecklenburg-vorpommern.de mv-regierung.de service-bw.de
  gv.at oesterreich.gv.at parlament.gv.at admin.ch ch.ch zh.ch be.ch bs.ch bl.ch ag.ch sg.ch lu.ch so.ch sz.ch tg.ch gr.ch ti.ch vd.ch ge.ch ne.ch fr.ch ju.ch vs.ch zg.ch sh.ch ur.ch ow.ch nw.ch gl.ch ar.ch ai.ch llv.li
  europa.eu fgov.be belgium.be belgie.be belgique.be vlaanderen.be wallonie.be brussels.be public.lu etat.lu gouvernement.lu overheid.nl rijksoverheid.nl government.nl
  regeringen.se regjeringen.no kommune.no fylkeskommune.no dep.no stat.no valtioneuvosto.fi suomi.fi island.is stjornarradid.is gov.is borger.dk regeringen.dk fo.gov
  gob.es gencat.cat euskadi.eus juntadeandalucia.es xunta.gal xunta.es gva.es comunidad.madrid jcyl.es castillalamancha.es carm.es gobex.es aragon.es navarra.es larioja.org cantabria.es asturias.es caib.es gobiernodecanarias.org boe.es
  gov.pt governo.it gov.it gov.mt gov.cy gov.gr
  gov.pl gov.cz gov.sk gov.hu gov.si gov.hr gov.ro government.bg gov.rs gov.me gov.mk gov.al gov.ba gov.lv lrv.lt gov.ee eesti.ee valitsus.ee
  gov.ru gosuslugi.ru gov.ua gov.by gov.kz gov.tr gov.il gov.za
  go.jp lg.jp go.kr gov.tw gov.hk gov.mo gov.cn gov.in nic.in gov.au govt.nz mil.nz
  gov.br jus.br leg.br mp.br gob.mx gob.ar gob.cl gov.co gob.pe gob.ec gub.uy gob.ve gob.bo gov.py gob.pa go.cr gob.gt gob.hn gob.sv gob.ni gob.do gob.cu
`)

/** Labels that mean government right before a country's code, where the public suffix list knows them as a suffix. */
export const governmentLabels: ReadonlySet<string> = words('gov gob gouv gub govt gv')
export const militaryLabels: ReadonlySet<string> = words('mil')

/** Suffixes "go" that a registry keeps for authorities. In Italy it is the province of Gorizia, where anybody registers. */
export const governmentPairs: ReadonlySet<string> = words('go.jp go.kr go.th go.id go.ke go.tz go.ug go.cr')

/** Academic and school suffixes under which anybody may register, or that mean a region: they prove nothing. */
export const openAcademic: ReadonlySet<string> = words('ac.nz school.nz edu.pl ac.se ac.pr ac.im edu.me ac.me edu.ws edu.la')

/** Suffixes that a registry keeps for schools, beside `sch` and `k12` where the public suffix list has them. */
export const schoolPairs: ReadonlySet<string> = words('sch.uk ed.jp ed.cr ed.ao school.za')

/** States and territories whose two letters stand before `.us`. */
export const statesOfUs: ReadonlySet<string> = words('ak al ar az ca co ct dc de fl ga gu hi ia id il in ks ky la ma md me mi mn mo ms mt nc nd ne nh nj nm nv ny oh ok or pa pr ri sc sd tn tx ut va vi vt wa wi wv wy as')

/** Labels that the `.us` registry keeps for authorities right before a place: `co.<county>.<state>.us`. */
export const localAuthorityLabels: ReadonlySet<string> = words('co ci town city county')

/** Labels that the Italian registry keeps for authorities right before the name of a province or region. */
export const italianAuthorityLabels: ReadonlySet<string> = words('comune provincia regione cittametropolitana')

/** Hosts of French education authorities: schools, by region. */
export const schoolRoots: ReadonlySet<string> = words(`
  ac-aix-marseille.fr ac-amiens.fr ac-besancon.fr ac-bordeaux.fr ac-caen.fr ac-clermont.fr ac-corse.fr ac-creteil.fr ac-dijon.fr ac-grenoble.fr ac-guadeloupe.fr ac-guyane.fr ac-lille.fr ac-limoges.fr ac-lyon.fr
  ac-martinique.fr ac-mayotte.fr ac-montpellier.fr ac-nancy-metz.fr ac-nantes.fr ac-nice.fr ac-normandie.fr ac-orleans-tours.fr ac-paris.fr ac-poitiers.fr ac-reims.fr ac-rennes.fr ac-reunion.fr ac-rouen.fr ac-strasbourg.fr ac-toulouse.fr ac-versailles.fr
`)

/** Whole labels before a government's name that name a health department; any other label leaves it at plain government. */
export const healthLabels: ReadonlySet<string> = words(`
  health publichealth moh mohfw mohw moph mohp mohap mohcc moha doh dph hhs dhhs dhss dshs cdc cdph dhcs vdh odh kdhe dphhs chfs ncdhhs mdhhs medicaid medicare nih fda nhs ukhsa mhra phe dhsc hpra hiqa tga aihw healthdirect medsafe pharmac nhmrc arpansa
  phac-aspc hc-sc cihr-irsc
  gesundheit sante solidarites-sante social-sante salute sanita aifa agenas salud sanidad minsal minsalud minsa mspas mspbs msal cofepris imss issste invima essalud digemid anmat saude anvisa datasus conitec
  gezondheid minvws saglik titck minzdrav rosminzdrav zdravlje zdravstvo mzd sukl szu nfz pzh zdrowie urpl aotm egeszseg nnk nngyk nnkp antsz ogyei oefi eody moh-greece neak
  kemkes kemenkes dinkes ncdc nphcda nafdac nhia ndda mfds mohs kdca hira mhlw pmda niid icmr ayush fssai cghs dghs dgda iedcr nmra
  healthandwelfare folkhelse fimea valvira terviseamet nvsc
`)

/** Beginnings of labels that name a health department: "salud-jalisco", "saudeparatodos". */
export const healthStems: readonly string[] = ['health-', 'publichealth', 'healthdep', 'salud', 'saude', 'sante-', 'minsal', 'gesundheitsamt', 'dinkes', 'dinaskesehatan', 'sanita-', 'secretariadesalud', 'secretariasalud']

/** Parts of labels that name a hospital below a government's name. */
export const hospitalSigns: readonly string[] = ['hospital', 'hospitales', 'rsud', 'rsup', 'rumahsakit', 'spital', 'hastane', 'bolnica', 'klinik', 'hopital', 'ospedale']

/** Labels of hosts on which persons write, not the university they belong to. */
export const personalLabels: ReadonlySet<string> = words('people people-pages student students stud studenti users user home homepage homepages personal personales personalpages perso pages blogs blog weblog sites webspace myweb alumni club clubs wordpress edublogs eportfolio portfolio public-pages members webpages webpage weblogs myhome webhome mypage mypages ugweb staff faculty u commons openlab wiki wikis mysite mysites eportfolios campuspress voices webusers')

/** Hosts under academic suffixes that are no university: museums, bodies of the sector. */
export const academicOthers: ReadonlySet<string> = words('nhm.ac.uk vam.ac.uk thebritishacademy.ac.uk britac.ac.uk jisc.ac.uk ja.net hesa.ac.uk qaa.ac.uk ukdataservice.ac.uk iiss.ac.uk nationalgallery.ac.uk kew.ac.uk diamond.ac.uk stfc.ac.uk nerc.ac.uk esrc.ac.uk epsrc.ac.uk bas.ac.uk ceh.ac.uk noc.ac.uk pml.ac.uk bgs.ac.uk')

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/u).filter((word) => word !== ''))
}
