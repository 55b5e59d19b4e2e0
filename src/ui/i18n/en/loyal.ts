export const loyal = {
  help: {
    stage: 'only these: new, trying, regular, loyal, advocate; several with commas',
    risk: 'only these: none, at-risk, lapsed; several with commas',
    why: 'what each customer did for the step, and what the next one takes',
  },
  head: {
    id: '#',
    name: 'Name',
    stage: 'Stage',
    purchases: 'Bought',
    spent: 'Spent',
    nps: '0–10',
    last: 'Last time',
  },
  none: 'No regular customers yet: a purchase on a second day makes the first. Who is on the way: aftersales loyal --stage new,trying',
  nobody: 'Nobody fits. The whole ladder: aftersales loyal --stage new,trying,regular,loyal,advocate',
  next: 'Next',
  nextTouch: '{{kind}}, {{day}}',
  label: { forgave: 'second chance', silence: 'rhythm' },
  noPurchase: 'nothing bought yet',
  talked: {
    met_one: 'a talk since the first purchase – {{last}}',
    met_other: '{{count}} talks since the first purchase, the last – {{last}}',
    none: 'no talk since the first purchase yet',
    unmet_one: 'one talk since the first purchase so far, {{missing}} more needed',
    unmet_other: '{{count}} talks since the first purchase so far, {{missing}} more needed',
  },
  purchaseDays: {
    met_one: 'one day of purchase – {{last}}',
    met_other: '{{count}} days of purchase, the last – {{last}}',
    unmet_one: 'one day of purchase so far, {{missing}} more needed',
    unmet_other: '{{count}} days of purchase so far, {{missing}} more needed',
  },
  devoted: {
    byDays_one: 'one day of purchase ({{needed}} needed), not asked for a 0–10 yet',
    byDays_other: '{{count}} days of purchase ({{needed}} needed), not asked for a 0–10 yet',
    byDaysAnswered_one: 'one day of purchase ({{needed}} needed), latest answer – {{nps}}/10',
    byDaysAnswered_other: '{{count}} days of purchase ({{needed}} needed), latest answer – {{nps}}/10',
    byAnswer_one: 'latest answer – {{nps}}/10 ({{npsNeeded}} needed), one day of purchase',
    byAnswer_other: 'latest answer – {{nps}}/10 ({{npsNeeded}} needed), {{count}} days of purchase',
    unasked_one:
      'one of two is needed: one more day of purchase (now {{value}}), or an answer of {{npsNeeded}}/10 (not asked yet)',
    unasked_other:
      'one of two is needed: {{count}} more days of purchase (now {{value}}), or an answer of {{npsNeeded}}/10 (not asked yet)',
    unmet_one:
      'one of two is needed: one more day of purchase (now {{value}}), or an answer of {{npsNeeded}}/10 (now {{nps}})',
    unmet_other:
      'one of two is needed: {{count}} more days of purchase (now {{value}}), or an answer of {{npsNeeded}}/10 (now {{nps}})',
  },
  content: {
    case: 'case #{{id}} is open ({{kind}}): put that right first',
    met: 'not unhappy, latest score – {{score}}, {{day}}',
    none: 'not unhappy, no score yet',
    unmet: 'unhappy since {{day}} ({{score}}): put that right first',
  },
  active: {
    today: 'bought today, the step holds up to {{limit}}',
    met_one: 'one day since the last purchase, the step holds up to {{limit}}',
    met_other: '{{count}} days since the last purchase, the step holds up to {{limit}}',
    unmet_one: 'one day since the last purchase, and the step holds only up to {{limit}}',
    unmet_other: '{{count}} days since the last purchase, and the step holds only up to {{limit}}',
  },
  referred: {
    met_one: 'one recommended customer has bought',
    met_other: '{{count}} recommended customers have bought',
    none: 'nobody recommended has bought yet',
    unmet_one: 'one recommended customer has bought, {{missing}} more needed',
    unmet_other: '{{count}} recommended customers have bought, {{missing}} more needed',
  },
  forgave: {
    met: 'unhappy on {{from}}, put right on {{until}}, bought again – {{bought}}',
    notYet: 'unhappy on {{from}}, put right on {{until}}, nothing bought since',
    unhappy: 'unhappy since {{from}}, not put right yet',
    never: 'never unhappy',
  },
  silence: {
    today: 'bought today; a worry after {{limit}}',
    met_one: 'one day without a purchase; a worry after {{limit}}',
    met_other: '{{count}} days without a purchase; a worry after {{limit}}',
    unmet_one: 'one day without a purchase; a worry after {{limit}} already',
    unmet_other: '{{count}} days without a purchase; a worry after {{limit}} already',
  },
}
