import type { Operation } from '../model/operation.js'
import archivesAdd from './archives/add.js'
import archivesList from './archives/list.js'
import auditsRun from './audits/run.js'
import correctionsAdd from './corrections/add.js'
import correctionsList from './corrections/list.js'
import correctionsWithdraw from './corrections/withdraw.js'
import disavowBuild from './disavow/build.js'
import disavowDecide from './disavow/decide.js'
import graphAgreement from './graph/agreement.js'
import graphAuthority from './graph/authority.js'
import graphBuild from './graph/build.js'
import graphCheck from './graph/check.js'
import graphCompare from './graph/compare.js'
import graphInfo from './graph/info.js'
import graphList from './graph/list.js'
import graphLoad from './graph/load.js'
import graphOutlinks from './graph/outlinks.js'
import graphPath from './graph/path.js'
import graphRank from './graph/rank.js'
import graphReferringDomains from './graph/referring-domains.js'
import graphSeeds from './graph/seeds.js'
import graphUse from './graph/use.js'
import importsList from './imports/list.js'
import importsRecognise from './imports/recognise.js'
import indexCheck from './index/check.js'
import indexCompact from './index/compact.js'
import indexInfo from './index/info.js'
import linksAnchors from './links/anchors.js'
import linksExplain from './links/explain.js'
import linksHistory from './links/history.js'
import linksList from './links/list.js'
import linksReferringDomains from './links/referring-domains.js'
import profilesSave from './profiles/save.js'
import profilesShow from './profiles/show.js'
import seedsList from './seeds/list.js'
import seedsSets from './seeds/sets.js'
import seedsShow from './seeds/show.js'
import sightingsExtract from './sightings/extract.js'
import sightingsImport from './sightings/import.js'

/** Everything a person can ask for, in the order in which help lists it. */
export const operations = [
  auditsRun,
  linksList, linksReferringDomains, linksAnchors, linksHistory, linksExplain,
  sightingsImport, sightingsExtract, importsList, importsRecognise,
  archivesAdd, archivesList,
  correctionsAdd, correctionsList, correctionsWithdraw,
  disavowDecide, disavowBuild,
  profilesSave, profilesShow,
  seedsShow, seedsList, seedsSets,
  indexInfo, indexCheck, indexCompact,
  graphLoad, graphBuild, graphRank, graphList, graphInfo, graphUse,
  graphAuthority, graphReferringDomains, graphOutlinks, graphCompare, graphAgreement, graphPath, graphSeeds, graphCheck,
] as unknown as readonly Operation[]
