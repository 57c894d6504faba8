/** Words about links that are being judged while people look at them. */
export const judging = {
  'judging.older': 'You see the links as judged on {$when}; what changed since is being judged',
  'judging.older-waiting': 'You see the links as judged on {$when}; what changed since will be judged soon',
  'judging.links': 'Judging {$count, plural, one {# link} other {# links}}',
  'judging.begun': 'The links are being judged',
  'judging.waiting': 'The links wait to be judged: other work for this client comes first',
  'judging.far': ': {$far}',
  'judging.end': '.',
  'judging.percent': '{$percent} %',
  'judging.progress': 'Links judged',
  'judging.look': 'Look at the job',
} as const
