import type { Operation } from '../model/operation.js'
import archivesAdd from './archives/add.js'
import archivesList from './archives/list.js'
import auditsRun from './audits/run.js'
import clientsAdd from './clients/add.js'
import clientsArchive from './clients/archive.js'
import clientsList from './clients/list.js'
import clientsRestore from './clients/restore.js'
import clientsUpdate from './clients/update.js'
import cliniciansList from './clinicians/list.js'
import cliniciansRemove from './clinicians/remove.js'
import cliniciansSaveMany from './clinicians/save-many.js'
import cliniciansSave from './clinicians/save.js'
import competitorsList from './competitors/list.js'
import competitorsRemove from './competitors/remove.js'
import competitorsSaveMany from './competitors/save-many.js'
import competitorsSave from './competitors/save.js'
import considerationsCheck from './considerations/check.js'
import considerationsList from './considerations/list.js'
import considerationsRemove from './considerations/remove.js'
import considerationsSave from './considerations/save.js'
import correctionsAddMany from './corrections/add-many.js'
import correctionsAdd from './corrections/add.js'
import correctionsListSets from './corrections/list-sets.js'
import correctionsList from './corrections/list.js'
import correctionsPreview from './corrections/preview.js'
import correctionsWithdrawSet from './corrections/withdraw-set.js'
import correctionsWithdraw from './corrections/withdraw.js'
import decisionsList from './decisions/list.js'
import decisionsSave from './decisions/save.js'
import decisionsWithdraw from './decisions/withdraw.js'
import deskBackup from './desk/backup.js'
import deskCheck from './desk/check.js'
import deskMove from './desk/move.js'
import deskRestore from './desk/restore.js'
import disavowBuild from './disavow/build.js'
import disavowCompare from './disavow/compare.js'
import disavowDecide from './disavow/decide.js'
import domainsShow from './domains/show.js'
import gapFind from './gap/find.js'
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
import helpList from './help/list.js'
import helpShow from './help/show.js'
import importsHistory from './imports/history.js'
import importsList from './imports/list.js'
import importsPreview from './imports/preview.js'
import importsRecognise from './imports/recognise.js'
import importsUndo from './imports/undo.js'
import indexCheck from './index/check.js'
import indexCompact from './index/compact.js'
import indexInfo from './index/info.js'
import jobsFile from './jobs/file.js'
import jobsList from './jobs/list.js'
import jobsResume from './jobs/resume.js'
import jobsShow from './jobs/show.js'
import jobsStart from './jobs/start.js'
import jobsStop from './jobs/stop.js'
import jobsWatch from './jobs/watch.js'
import linksAnchors from './links/anchors.js'
import linksDue from './links/due.js'
import linksExplain from './links/explain.js'
import linksExport from './links/export.js'
import linksFacets from './links/facets.js'
import linksHistory from './links/history.js'
import linksJudge from './links/judge.js'
import linksJudging from './links/judging.js'
import linksList from './links/list.js'
import linksNeighbourhood from './links/neighbourhood.js'
import linksReferringDomains from './links/referring-domains.js'
import linksSurvival from './links/survival.js'
import locationsList from './locations/list.js'
import locationsRemove from './locations/remove.js'
import locationsSaveMany from './locations/save-many.js'
import locationsSave from './locations/save.js'
import logCheck from './log/check.js'
import logInstallation from './log/installation.js'
import logList from './log/list.js'
import notesList from './notes/list.js'
import notesRemove from './notes/remove.js'
import notesSave from './notes/save.js'
import organisationsAdd from './organisations/add.js'
import organisationsList from './organisations/list.js'
import organisationsSave from './organisations/save.js'
import organisationsShow from './organisations/show.js'
import overviewShow from './overview/show.js'
import peopleAdd from './people/add.js'
import peopleGrant from './people/grant.js'
import peopleInstallationGrant from './people/installation-grant.js'
import peopleInstallationRevoke from './people/installation-revoke.js'
import peopleInstallation from './people/installation.js'
import peopleInvitation from './people/invitation.js'
import peopleInvitations from './people/invitations.js'
import peopleInvite from './people/invite.js'
import peopleJoin from './people/join.js'
import peopleList from './people/list.js'
import peopleRemove from './people/remove.js'
import peopleResetPassword from './people/reset-password.js'
import peopleRevoke from './people/revoke.js'
import peopleSetUp from './people/set-up.js'
import peopleWithdrawInvitation from './people/withdraw-invitation.js'
import profilesSave from './profiles/save.js'
import profilesShow from './profiles/show.js'
import proposalsConfirm from './proposals/confirm.js'
import proposalsDecline from './proposals/decline.js'
import proposalsList from './proposals/list.js'
import proposalsShow from './proposals/show.js'
import prospectsApprove from './prospects/approve.js'
import prospectsDecline from './prospects/decline.js'
import prospectsList from './prospects/list.js'
import prospectsPropose from './prospects/propose.js'
import prospectsReopen from './prospects/reopen.js'
import prospectsVeto from './prospects/veto.js'
import registrationsFetch from './registrations/fetch.js'
import registrationsForget from './registrations/forget.js'
import registrationsList from './registrations/list.js'
import registrationsPlan from './registrations/plan.js'
import registrationsRead from './registrations/read.js'
import reportsClient from './reports/client.js'
import riskReview from './risk/review.js'
import schedulesList from './schedules/list.js'
import schedulesPause from './schedules/pause.js'
import schedulesRemove from './schedules/remove.js'
import schedulesSave from './schedules/save.js'
import seedsList from './seeds/list.js'
import seedsSets from './seeds/sets.js'
import seedsShow from './seeds/show.js'
import serviceLinesList from './service-lines/list.js'
import serviceLinesRemove from './service-lines/remove.js'
import serviceLinesSaveMany from './service-lines/save-many.js'
import serviceLinesSave from './service-lines/save.js'
import sessionsChangePassword from './sessions/change-password.js'
import sessionsConfirm from './sessions/confirm.js'
import sessionsCurrent from './sessions/current.js'
import sessionsEnd from './sessions/end.js'
import sessionsList from './sessions/list.js'
import sessionsProtectConfirm from './sessions/protect-confirm.js'
import sessionsProtect from './sessions/protect.js'
import sessionsRevoke from './sessions/revoke.js'
import sessionsSetPassword from './sessions/set-password.js'
import sessionsSingleSignOn from './sessions/single-sign-on.js'
import sessionsStart from './sessions/start.js'
import sessionsUnprotect from './sessions/unprotect.js'
import settingsSave from './settings/save.js'
import settingsShow from './settings/show.js'
import sightingsExtract from './sightings/extract.js'
import sightingsImport from './sightings/import.js'
import sitesList from './sites/list.js'
import sitesRemove from './sites/remove.js'
import sitesSave from './sites/save.js'
import tasksList from './tasks/list.js'
import tasksRemove from './tasks/remove.js'
import tasksSave from './tasks/save.js'
import tokensCreate from './tokens/create.js'
import tokensList from './tokens/list.js'
import tokensRevoke from './tokens/revoke.js'
import viewsList from './views/list.js'
import viewsRemove from './views/remove.js'
import viewsSave from './views/save.js'

/** Everything a person can ask for, in the order in which help lists it. */
export const operations = [
  auditsRun,
  linksList, linksFacets, linksReferringDomains, linksAnchors, linksHistory, linksExplain, linksNeighbourhood, linksExport, linksDue, linksSurvival, linksJudge, linksJudging,
  sightingsImport, sightingsExtract, importsList, importsRecognise, importsPreview, importsHistory, importsUndo,
  archivesAdd, archivesList,
  registrationsList, registrationsRead, registrationsPlan, registrationsFetch, registrationsForget,
  correctionsAdd, correctionsList, correctionsListSets, correctionsWithdraw, correctionsWithdrawSet, correctionsAddMany, correctionsPreview,
  disavowDecide, disavowBuild, disavowCompare,
  profilesSave, profilesShow,
  seedsShow, seedsList, seedsSets,
  indexInfo, indexCheck, indexCompact,
  graphLoad, graphBuild, graphRank, graphList, graphInfo, graphUse,
  graphAuthority, graphReferringDomains, graphOutlinks, graphCompare, graphAgreement, graphPath, graphSeeds, graphCheck,
  sitesList, sitesSave, sitesRemove,
  locationsList, locationsSave, locationsRemove, locationsSaveMany,
  serviceLinesList, serviceLinesSave, serviceLinesRemove, serviceLinesSaveMany,
  cliniciansList, cliniciansSave, cliniciansRemove, cliniciansSaveMany,
  competitorsList, competitorsSave, competitorsRemove, competitorsSaveMany,
  considerationsList, considerationsSave, considerationsRemove, considerationsCheck,
  tasksList, tasksSave, tasksRemove,
  viewsList, viewsSave, viewsRemove,
  notesList, notesSave, notesRemove,
  settingsShow, settingsSave,
  jobsList, jobsShow, jobsStart, jobsWatch, jobsStop, jobsResume, jobsFile,
  schedulesList, schedulesSave, schedulesPause, schedulesRemove,
  overviewShow,
  organisationsList, organisationsShow, organisationsAdd, organisationsSave,
  clientsList, clientsAdd, clientsUpdate, clientsArchive, clientsRestore,
  peopleList, peopleInvite, peopleInvitations, peopleWithdrawInvitation, peopleInvitation, peopleJoin, peopleSetUp, peopleAdd, peopleGrant, peopleRevoke, peopleRemove, peopleResetPassword, peopleInstallation, peopleInstallationGrant, peopleInstallationRevoke,
  tokensList, tokensCreate, tokensRevoke,
  sessionsCurrent, sessionsStart, sessionsConfirm, sessionsEnd, sessionsSingleSignOn, sessionsList, sessionsRevoke, sessionsSetPassword, sessionsChangePassword, sessionsProtect, sessionsProtectConfirm, sessionsUnprotect,
  proposalsList, proposalsShow, proposalsConfirm, proposalsDecline,
  logList, logInstallation, logCheck,
  gapFind,
  prospectsList, prospectsPropose, prospectsApprove, prospectsDecline, prospectsVeto, prospectsReopen,
  riskReview,
  decisionsList, decisionsSave, decisionsWithdraw,
  deskBackup, deskRestore, deskMove, deskCheck,
  domainsShow,
  helpList, helpShow,
  reportsClient,
] as unknown as readonly Operation[]
