// Printed from src/operations by `npm run docs`; do not edit.
import type { Wall } from '../model/operation.js'
import type { TypesOf } from './client.js'

/** Input and answer of every operation, for `createClient<OperationMap>`. */
export interface OperationMap {
  'audits.run': TypesOf<typeof import('../operations/audits/run.js')['default']>
  'links.list': TypesOf<typeof import('../operations/links/list.js')['default']>
  'links.facets': TypesOf<typeof import('../operations/links/facets.js')['default']>
  'links.referring-domains': TypesOf<typeof import('../operations/links/referring-domains.js')['default']>
  'links.anchors': TypesOf<typeof import('../operations/links/anchors.js')['default']>
  'links.history': TypesOf<typeof import('../operations/links/history.js')['default']>
  'links.explain': TypesOf<typeof import('../operations/links/explain.js')['default']>
  'links.neighbourhood': TypesOf<typeof import('../operations/links/neighbourhood.js')['default']>
  'links.export': TypesOf<typeof import('../operations/links/export.js')['default']>
  'links.due': TypesOf<typeof import('../operations/links/due.js')['default']>
  'links.survival': TypesOf<typeof import('../operations/links/survival.js')['default']>
  'links.judge': TypesOf<typeof import('../operations/links/judge.js')['default']>
  'links.judging': TypesOf<typeof import('../operations/links/judging.js')['default']>
  'sightings.import': TypesOf<typeof import('../operations/sightings/import.js')['default']>
  'sightings.extract': TypesOf<typeof import('../operations/sightings/extract.js')['default']>
  'imports.list': TypesOf<typeof import('../operations/imports/list.js')['default']>
  'imports.recognise': TypesOf<typeof import('../operations/imports/recognise.js')['default']>
  'imports.preview': TypesOf<typeof import('../operations/imports/preview.js')['default']>
  'imports.history': TypesOf<typeof import('../operations/imports/history.js')['default']>
  'imports.undo': TypesOf<typeof import('../operations/imports/undo.js')['default']>
  'archives.add': TypesOf<typeof import('../operations/archives/add.js')['default']>
  'archives.list': TypesOf<typeof import('../operations/archives/list.js')['default']>
  'registrations.list': TypesOf<typeof import('../operations/registrations/list.js')['default']>
  'registrations.read': TypesOf<typeof import('../operations/registrations/read.js')['default']>
  'registrations.plan': TypesOf<typeof import('../operations/registrations/plan.js')['default']>
  'registrations.fetch': TypesOf<typeof import('../operations/registrations/fetch.js')['default']>
  'registrations.forget': TypesOf<typeof import('../operations/registrations/forget.js')['default']>
  'corrections.add': TypesOf<typeof import('../operations/corrections/add.js')['default']>
  'corrections.list': TypesOf<typeof import('../operations/corrections/list.js')['default']>
  'corrections.list-sets': TypesOf<typeof import('../operations/corrections/list-sets.js')['default']>
  'corrections.withdraw': TypesOf<typeof import('../operations/corrections/withdraw.js')['default']>
  'corrections.withdraw-set': TypesOf<typeof import('../operations/corrections/withdraw-set.js')['default']>
  'corrections.add-many': TypesOf<typeof import('../operations/corrections/add-many.js')['default']>
  'corrections.preview': TypesOf<typeof import('../operations/corrections/preview.js')['default']>
  'disavow.decide': TypesOf<typeof import('../operations/disavow/decide.js')['default']>
  'disavow.build': TypesOf<typeof import('../operations/disavow/build.js')['default']>
  'disavow.compare': TypesOf<typeof import('../operations/disavow/compare.js')['default']>
  'profiles.save': TypesOf<typeof import('../operations/profiles/save.js')['default']>
  'profiles.show': TypesOf<typeof import('../operations/profiles/show.js')['default']>
  'seeds.show': TypesOf<typeof import('../operations/seeds/show.js')['default']>
  'seeds.list': TypesOf<typeof import('../operations/seeds/list.js')['default']>
  'seeds.sets': TypesOf<typeof import('../operations/seeds/sets.js')['default']>
  'index.info': TypesOf<typeof import('../operations/index/info.js')['default']>
  'index.check': TypesOf<typeof import('../operations/index/check.js')['default']>
  'index.compact': TypesOf<typeof import('../operations/index/compact.js')['default']>
  'graph.load': TypesOf<typeof import('../operations/graph/load.js')['default']>
  'graph.build': TypesOf<typeof import('../operations/graph/build.js')['default']>
  'graph.rank': TypesOf<typeof import('../operations/graph/rank.js')['default']>
  'graph.list': TypesOf<typeof import('../operations/graph/list.js')['default']>
  'graph.info': TypesOf<typeof import('../operations/graph/info.js')['default']>
  'graph.use': TypesOf<typeof import('../operations/graph/use.js')['default']>
  'graph.authority': TypesOf<typeof import('../operations/graph/authority.js')['default']>
  'graph.referring-domains': TypesOf<typeof import('../operations/graph/referring-domains.js')['default']>
  'graph.outlinks': TypesOf<typeof import('../operations/graph/outlinks.js')['default']>
  'graph.compare': TypesOf<typeof import('../operations/graph/compare.js')['default']>
  'graph.agreement': TypesOf<typeof import('../operations/graph/agreement.js')['default']>
  'graph.path': TypesOf<typeof import('../operations/graph/path.js')['default']>
  'graph.seeds': TypesOf<typeof import('../operations/graph/seeds.js')['default']>
  'graph.check': TypesOf<typeof import('../operations/graph/check.js')['default']>
  'sites.list': TypesOf<typeof import('../operations/sites/list.js')['default']>
  'sites.save': TypesOf<typeof import('../operations/sites/save.js')['default']>
  'sites.remove': TypesOf<typeof import('../operations/sites/remove.js')['default']>
  'locations.list': TypesOf<typeof import('../operations/locations/list.js')['default']>
  'locations.save': TypesOf<typeof import('../operations/locations/save.js')['default']>
  'locations.remove': TypesOf<typeof import('../operations/locations/remove.js')['default']>
  'locations.save-many': TypesOf<typeof import('../operations/locations/save-many.js')['default']>
  'service-lines.list': TypesOf<typeof import('../operations/service-lines/list.js')['default']>
  'service-lines.save': TypesOf<typeof import('../operations/service-lines/save.js')['default']>
  'service-lines.remove': TypesOf<typeof import('../operations/service-lines/remove.js')['default']>
  'service-lines.save-many': TypesOf<typeof import('../operations/service-lines/save-many.js')['default']>
  'clinicians.list': TypesOf<typeof import('../operations/clinicians/list.js')['default']>
  'clinicians.save': TypesOf<typeof import('../operations/clinicians/save.js')['default']>
  'clinicians.remove': TypesOf<typeof import('../operations/clinicians/remove.js')['default']>
  'clinicians.save-many': TypesOf<typeof import('../operations/clinicians/save-many.js')['default']>
  'competitors.list': TypesOf<typeof import('../operations/competitors/list.js')['default']>
  'competitors.save': TypesOf<typeof import('../operations/competitors/save.js')['default']>
  'competitors.remove': TypesOf<typeof import('../operations/competitors/remove.js')['default']>
  'competitors.save-many': TypesOf<typeof import('../operations/competitors/save-many.js')['default']>
  'considerations.list': TypesOf<typeof import('../operations/considerations/list.js')['default']>
  'considerations.save': TypesOf<typeof import('../operations/considerations/save.js')['default']>
  'considerations.remove': TypesOf<typeof import('../operations/considerations/remove.js')['default']>
  'considerations.check': TypesOf<typeof import('../operations/considerations/check.js')['default']>
  'tasks.list': TypesOf<typeof import('../operations/tasks/list.js')['default']>
  'tasks.save': TypesOf<typeof import('../operations/tasks/save.js')['default']>
  'tasks.remove': TypesOf<typeof import('../operations/tasks/remove.js')['default']>
  'views.list': TypesOf<typeof import('../operations/views/list.js')['default']>
  'views.save': TypesOf<typeof import('../operations/views/save.js')['default']>
  'views.remove': TypesOf<typeof import('../operations/views/remove.js')['default']>
  'notes.list': TypesOf<typeof import('../operations/notes/list.js')['default']>
  'notes.save': TypesOf<typeof import('../operations/notes/save.js')['default']>
  'notes.remove': TypesOf<typeof import('../operations/notes/remove.js')['default']>
  'settings.show': TypesOf<typeof import('../operations/settings/show.js')['default']>
  'settings.save': TypesOf<typeof import('../operations/settings/save.js')['default']>
  'jobs.list': TypesOf<typeof import('../operations/jobs/list.js')['default']>
  'jobs.show': TypesOf<typeof import('../operations/jobs/show.js')['default']>
  'jobs.start': TypesOf<typeof import('../operations/jobs/start.js')['default']>
  'jobs.watch': TypesOf<typeof import('../operations/jobs/watch.js')['default']>
  'jobs.stop': TypesOf<typeof import('../operations/jobs/stop.js')['default']>
  'jobs.resume': TypesOf<typeof import('../operations/jobs/resume.js')['default']>
  'jobs.file': TypesOf<typeof import('../operations/jobs/file.js')['default']>
  'schedules.list': TypesOf<typeof import('../operations/schedules/list.js')['default']>
  'schedules.save': TypesOf<typeof import('../operations/schedules/save.js')['default']>
  'schedules.pause': TypesOf<typeof import('../operations/schedules/pause.js')['default']>
  'schedules.remove': TypesOf<typeof import('../operations/schedules/remove.js')['default']>
  'overview.show': TypesOf<typeof import('../operations/overview/show.js')['default']>
  'organisations.list': TypesOf<typeof import('../operations/organisations/list.js')['default']>
  'organisations.show': TypesOf<typeof import('../operations/organisations/show.js')['default']>
  'organisations.add': TypesOf<typeof import('../operations/organisations/add.js')['default']>
  'organisations.save': TypesOf<typeof import('../operations/organisations/save.js')['default']>
  'clients.list': TypesOf<typeof import('../operations/clients/list.js')['default']>
  'clients.add': TypesOf<typeof import('../operations/clients/add.js')['default']>
  'clients.update': TypesOf<typeof import('../operations/clients/update.js')['default']>
  'clients.archive': TypesOf<typeof import('../operations/clients/archive.js')['default']>
  'clients.restore': TypesOf<typeof import('../operations/clients/restore.js')['default']>
  'people.list': TypesOf<typeof import('../operations/people/list.js')['default']>
  'people.invite': TypesOf<typeof import('../operations/people/invite.js')['default']>
  'people.invitations': TypesOf<typeof import('../operations/people/invitations.js')['default']>
  'people.withdraw-invitation': TypesOf<typeof import('../operations/people/withdraw-invitation.js')['default']>
  'people.invitation': TypesOf<typeof import('../operations/people/invitation.js')['default']>
  'people.join': TypesOf<typeof import('../operations/people/join.js')['default']>
  'people.set-up': TypesOf<typeof import('../operations/people/set-up.js')['default']>
  'people.add': TypesOf<typeof import('../operations/people/add.js')['default']>
  'people.grant': TypesOf<typeof import('../operations/people/grant.js')['default']>
  'people.revoke': TypesOf<typeof import('../operations/people/revoke.js')['default']>
  'people.remove': TypesOf<typeof import('../operations/people/remove.js')['default']>
  'people.reset-password': TypesOf<typeof import('../operations/people/reset-password.js')['default']>
  'people.installation': TypesOf<typeof import('../operations/people/installation.js')['default']>
  'people.installation-grant': TypesOf<typeof import('../operations/people/installation-grant.js')['default']>
  'people.installation-revoke': TypesOf<typeof import('../operations/people/installation-revoke.js')['default']>
  'tokens.list': TypesOf<typeof import('../operations/tokens/list.js')['default']>
  'tokens.create': TypesOf<typeof import('../operations/tokens/create.js')['default']>
  'tokens.revoke': TypesOf<typeof import('../operations/tokens/revoke.js')['default']>
  'sessions.current': TypesOf<typeof import('../operations/sessions/current.js')['default']>
  'sessions.start': TypesOf<typeof import('../operations/sessions/start.js')['default']>
  'sessions.confirm': TypesOf<typeof import('../operations/sessions/confirm.js')['default']>
  'sessions.end': TypesOf<typeof import('../operations/sessions/end.js')['default']>
  'sessions.single-sign-on': TypesOf<typeof import('../operations/sessions/single-sign-on.js')['default']>
  'sessions.list': TypesOf<typeof import('../operations/sessions/list.js')['default']>
  'sessions.revoke': TypesOf<typeof import('../operations/sessions/revoke.js')['default']>
  'sessions.set-password': TypesOf<typeof import('../operations/sessions/set-password.js')['default']>
  'sessions.change-password': TypesOf<typeof import('../operations/sessions/change-password.js')['default']>
  'sessions.protect': TypesOf<typeof import('../operations/sessions/protect.js')['default']>
  'sessions.protect-confirm': TypesOf<typeof import('../operations/sessions/protect-confirm.js')['default']>
  'sessions.unprotect': TypesOf<typeof import('../operations/sessions/unprotect.js')['default']>
  'proposals.list': TypesOf<typeof import('../operations/proposals/list.js')['default']>
  'proposals.show': TypesOf<typeof import('../operations/proposals/show.js')['default']>
  'proposals.confirm': TypesOf<typeof import('../operations/proposals/confirm.js')['default']>
  'proposals.decline': TypesOf<typeof import('../operations/proposals/decline.js')['default']>
  'log.list': TypesOf<typeof import('../operations/log/list.js')['default']>
  'log.installation': TypesOf<typeof import('../operations/log/installation.js')['default']>
  'log.check': TypesOf<typeof import('../operations/log/check.js')['default']>
  'gap.find': TypesOf<typeof import('../operations/gap/find.js')['default']>
  'prospects.list': TypesOf<typeof import('../operations/prospects/list.js')['default']>
  'prospects.propose': TypesOf<typeof import('../operations/prospects/propose.js')['default']>
  'prospects.approve': TypesOf<typeof import('../operations/prospects/approve.js')['default']>
  'prospects.decline': TypesOf<typeof import('../operations/prospects/decline.js')['default']>
  'prospects.veto': TypesOf<typeof import('../operations/prospects/veto.js')['default']>
  'prospects.reopen': TypesOf<typeof import('../operations/prospects/reopen.js')['default']>
  'risk.review': TypesOf<typeof import('../operations/risk/review.js')['default']>
  'decisions.list': TypesOf<typeof import('../operations/decisions/list.js')['default']>
  'decisions.save': TypesOf<typeof import('../operations/decisions/save.js')['default']>
  'decisions.withdraw': TypesOf<typeof import('../operations/decisions/withdraw.js')['default']>
  'desk.backup': TypesOf<typeof import('../operations/desk/backup.js')['default']>
  'desk.restore': TypesOf<typeof import('../operations/desk/restore.js')['default']>
  'desk.move': TypesOf<typeof import('../operations/desk/move.js')['default']>
  'desk.check': TypesOf<typeof import('../operations/desk/check.js')['default']>
  'domains.show': TypesOf<typeof import('../operations/domains/show.js')['default']>
  'help.list': TypesOf<typeof import('../operations/help/list.js')['default']>
  'help.show': TypesOf<typeof import('../operations/help/show.js')['default']>
  'reports.client': TypesOf<typeof import('../operations/reports/client.js')['default']>
}

/** Operations that are not behind the wall of one client, and the wall that they are behind. */
export const operationWalls: Readonly<Record<string, Exclude<Wall, 'client'>>> = {
  'sightings.extract': 'open',
  'imports.list': 'open',
  'imports.recognise': 'open',
  'seeds.show': 'open',
  'seeds.list': 'open',
  'seeds.sets': 'open',
  'graph.load': 'machine',
  'graph.rank': 'machine',
  'graph.list': 'machine',
  'graph.info': 'machine',
  'graph.use': 'machine',
  'graph.authority': 'machine',
  'graph.referring-domains': 'machine',
  'graph.outlinks': 'machine',
  'graph.compare': 'machine',
  'graph.agreement': 'machine',
  'graph.path': 'machine',
  'graph.seeds': 'machine',
  'graph.check': 'machine',
  'jobs.list': 'open',
  'jobs.show': 'open',
  'jobs.start': 'open',
  'jobs.watch': 'open',
  'jobs.stop': 'open',
  'jobs.resume': 'open',
  'jobs.file': 'open',
  'schedules.list': 'open',
  'schedules.save': 'open',
  'schedules.pause': 'open',
  'schedules.remove': 'open',
  'organisations.list': 'open',
  'organisations.show': 'organisation',
  'organisations.add': 'machine',
  'organisations.save': 'organisation',
  'clients.list': 'open',
  'clients.add': 'organisation',
  'clients.restore': 'organisation',
  'people.list': 'organisation',
  'people.invite': 'organisation',
  'people.invitations': 'organisation',
  'people.withdraw-invitation': 'organisation',
  'people.invitation': 'anyone',
  'people.join': 'anyone',
  'people.set-up': 'anyone',
  'people.add': 'organisation',
  'people.grant': 'organisation',
  'people.revoke': 'organisation',
  'people.remove': 'organisation',
  'people.reset-password': 'organisation',
  'people.installation': 'machine',
  'people.installation-grant': 'machine',
  'people.installation-revoke': 'machine',
  'tokens.list': 'open',
  'tokens.create': 'open',
  'tokens.revoke': 'open',
  'sessions.current': 'anyone',
  'sessions.start': 'anyone',
  'sessions.confirm': 'anyone',
  'sessions.end': 'anyone',
  'sessions.single-sign-on': 'anyone',
  'sessions.list': 'anyone',
  'sessions.revoke': 'anyone',
  'sessions.set-password': 'anyone',
  'sessions.change-password': 'anyone',
  'sessions.protect': 'anyone',
  'sessions.protect-confirm': 'anyone',
  'sessions.unprotect': 'anyone',
  'log.list': 'organisation',
  'log.installation': 'machine',
  'log.check': 'machine',
  'desk.backup': 'machine',
  'desk.restore': 'machine',
  'desk.move': 'machine',
  'desk.check': 'machine',
  'help.list': 'open',
  'help.show': 'open',
}
